//! Two and three instances on one database: one after the other is started anew while people work.

use std::time::Instant;

use super::cluster::Mode;
use super::ending::end_and_start;
use super::matrix::Row;
use super::scene::Scene;
use crate::support::trials::trials;

#[test]
fn instances_that_are_started_anew_one_after_the_other_leave_nobody_waiting() {
    for (fault, instances) in [("two instances, rolling restart", 2), ("three instances, rolling restart", 3)] {
        let mut row = Row::of(fault);
        let mut scene = Scene::open(instances, &[]);
        for _ in 0..trials(20) {
            row.add(scene.trial(|scene, record| {
                record.program_ends();
                for place in 0..scene.instances.len() {
                    end_and_start(scene, record, place);
                }
                Instant::now()
            }));
        }
        row.end();
    }
}

#[test]
fn instances_of_one_database_all_find_it_again() {
    let mut row = Row::of("three instances, database stopped, started");
    let mut scene = Scene::open(3, &[]);
    for trial in 0..trials(20) {
        let mode = if row.seed.pick(trial, 2) == 0 { Mode::Immediate } else { Mode::Fast };
        row.add(scene.trial(|scene, _| {
            scene.cluster.stop(mode);
            scene.cluster.start();
            Instant::now()
        }));
    }
    row.end();
}
