//! The program is killed at a known point of a known command.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::caller::Caller;
use super::check::check;
use super::matrix::{Row, Verdict};
use super::proxy::RUNTIME;
use super::record::Record;
use super::scene::Scene;
use super::supply::{NURSES, PHARMACISTS, carry_out, fields_of};
use super::work::prescribe;
use crate::support::trials::trials;

/// Where a command can be killed: with everything written and nothing committed, and with nothing refreshed yet.
const POINTS: [&str; 2] = ["before-commit", "between-commit-and-refresh"];
/// Prescribe, verify, separate, dispense, send, receive: the steps of one line are commands in this order.
const COMMANDS: usize = 6;
/// A command gets to its point in less.
const REACHED_WITHIN: Duration = Duration::from_secs(2);

#[test]
fn a_command_that_is_killed_at_any_point_is_done_once_when_its_form_is_sent_again() {
    let mut row = Row::of("killed at each failpoint of each command");
    let mut scene = Scene::open(1, &[]);
    for trial in 0..trials(10 * POINTS.len() * COMMANDS) {
        let point = POINTS[trial % POINTS.len()];
        let command = (trial / POINTS.len() + row.seed.pick(0, COMMANDS)) % COMMANDS;
        row.add(kill_at(&mut scene, point, command));
    }
    row.end();
}

/// Lets so many commands pass, and kills the program in the next one.
fn kill_at(scene: &mut Scene, point: &str, command: usize) -> Verdict {
    let armed = format!("{point}={command}*off->1*sleep(600000)");
    for instance in &mut scene.instances {
        instance.end("-KILL");
        instance.start_again(&[("FAILPOINTS", armed.as_str())]);
        instance.wait_until_ready(Duration::from_secs(30));
    }
    let record = Arc::new(Record::default());
    record.program_dies();
    let line = RUNTIME.spawn(whole_way(scene, &record));
    let began = Instant::now();
    while record.acknowledged() < command && began.elapsed() < 10 * REACHED_WITHIN {
        std::thread::sleep(Duration::from_millis(10));
    }
    std::thread::sleep(REACHED_WITHIN / 5);
    if record.acknowledged() != command {
        record.violation(format!("{} commands passed, not {command}", record.acknowledged()));
    }
    for instance in &mut scene.instances {
        instance.end("-KILL");
        instance.start_again(&[]);
    }
    if !RUNTIME.block_on(line).unwrap_or(false) {
        record.violation("a line did not get to its bed".to_owned());
    }
    check(&scene.cluster, &record);
    Verdict { recovery: None, violations: record.violations(), heard: record.heard() }
}

/// One line from the signature to the bed; false where it got stuck.
fn whole_way(scene: &Scene, record: &Arc<Record>) -> impl Future<Output = bool> + use<> {
    let caller = |person: &crate::support::person::Person| {
        Caller::new(person.clone(), scene.crew.instances.clone(), Arc::clone(record))
    };
    let (doctor, pharmacist, nurse) =
        (caller(&scene.crew.doctor), caller(&scene.crew.pharmacist), caller(&scene.crew.nurse));
    let bed = scene.crew.supplied.first().copied();
    async move {
        let began = Instant::now();
        let late = || began.elapsed() > Duration::from_secs(60);
        let Some(bed) = bed else { return false };
        let Some(line) = prescribe(&doctor, bed, 0, late).await else { return false };
        for (person, steps) in [(&pharmacist, PHARMACISTS.as_slice()), (&nurse, NURSES.as_slice())] {
            for step in steps {
                let Some(fields) = fields_of(person, &line, step, late).await else { return false };
                if carry_out(person, &line, step, fields, late).await.is_none() {
                    return false;
                }
            }
        }
        true
    }
}
