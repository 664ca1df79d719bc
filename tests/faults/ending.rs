//! The program is asked to end while people work: what is begun is answered, and it ends in time.

use std::time::{Duration, Instant};

use super::instance::ENDED_WITHIN;
use super::matrix::Row;
use super::record::Record;
use super::scene::Scene;
use crate::support::trials::trials;

/// SIGTERM, and a new program at the same address.
pub fn end_and_start(scene: &mut Scene, record: &Record, place: usize) {
    let Some(instance) = scene.instances.get_mut(place) else { return };
    let code = instance.end("-TERM");
    if code != Some(0) {
        record.violation(format!("within {ENDED_WITHIN:?} it ended with {code:?}"));
    }
    instance.start_again(&[]);
    if !instance.wait_until_ready(Duration::from_secs(30)) {
        record.violation("it does not open".to_owned());
    }
}

#[test]
fn a_program_that_is_asked_to_end_answers_what_was_begun_and_ends_in_time() {
    let mut row = Row::of("SIGTERM at load");
    let mut scene = Scene::open(1, &[]);
    scene.doctors = 6;
    for trial in 0..trials(100) {
        let after = Duration::from_millis(row.seed.pick(trial, 300) as u64);
        row.add(scene.trial(|scene, record| {
            std::thread::sleep(after);
            record.program_ends();
            end_and_start(scene, record, 0);
            Instant::now()
        }));
    }
    row.end();
}

#[test]
fn a_program_ends_in_time_whatever_its_database_does() {
    let mut row = Row::of("SIGTERM while the server stands still");
    let mut scene = Scene::open(1, &[]);
    for _ in 0..trials(20) {
        row.add(scene.trial(|scene, record| {
            scene.cluster.freeze();
            std::thread::sleep(Duration::from_millis(300));
            // What hangs in the database cannot be answered.
            record.program_dies();
            for instance in &mut scene.instances {
                if instance.end("-TERM").is_none() {
                    record.violation(format!("it did not end within {ENDED_WITHIN:?}"));
                }
            }
            scene.cluster.thaw();
            for instance in &mut scene.instances {
                instance.start_again(&[]);
                instance.wait_until_ready(Duration::from_secs(30));
            }
            Instant::now()
        }));
    }
    row.end();
}
