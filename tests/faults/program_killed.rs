//! The program is killed at any moment, and started again as its supervisor does.

use std::time::{Duration, Instant};

use super::matrix::Row;
use super::record::Record;
use super::scene::Scene;
use crate::support::trials::trials;

/// Killed after so many milliseconds of work.
fn kill(scene: &mut Scene, record: &Record, after: usize) -> Instant {
    std::thread::sleep(Duration::from_millis(after as u64));
    record.program_dies();
    for instance in &mut scene.instances {
        instance.end("-KILL");
        instance.start_again(&[]);
    }
    for instance in &scene.instances {
        instance.wait_until_ready(Duration::from_secs(30));
    }
    Instant::now()
}

#[test]
fn what_was_acknowledged_before_the_program_was_killed_is_there_once() {
    let mut row = Row::of("program killed (9), external database");
    let mut scene = Scene::open(1, &[]);
    for trial in 0..trials(400) {
        let after = row.seed.pick(trial, 400);
        row.add(scene.trial(|scene, record| kill(scene, record, after)));
    }
    row.end();
}

#[test]
fn what_was_acknowledged_before_the_program_was_killed_with_its_own_database_is_there_once() {
    let mut row = Row::of("program killed (9), embedded database");
    let mut scene = Scene::open_embedded();
    for trial in 0..trials(200) {
        let after = row.seed.pick(trial, 400);
        row.add(scene.trial(|scene, record| kill(scene, record, after)));
    }
    row.end();
}
