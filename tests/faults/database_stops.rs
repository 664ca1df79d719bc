//! The database is stopped and started again while people work.

use std::time::{Duration, Instant};

use super::cluster::Mode;
use super::matrix::Row;
use super::scene::Scene;
use crate::support::trials::trials;

#[test]
fn a_database_that_is_stopped_and_started_is_used_again_by_itself() {
    let mut row = Row::of("database stopped (immediate, fast), started");
    let mut scene = Scene::open(1, &[]);
    for trial in 0..trials(200) {
        let mode = if row.seed.pick(trial, 2) == 0 { Mode::Immediate } else { Mode::Fast };
        let down = Duration::from_millis(row.seed.pick(trial + 1000, 800) as u64);
        row.add(scene.trial(|scene, _| {
            scene.cluster.stop(mode);
            std::thread::sleep(down);
            scene.cluster.start();
            Instant::now()
        }));
    }
    row.end();
}

#[test]
fn an_outage_is_a_line_of_the_log_when_it_begins_and_one_when_it_is_over() {
    let mut scene = Scene::open(1, &[("RUST_LOG", "warn,r2d2=off")]);
    scene.cluster.stop(Mode::Fast);
    std::thread::sleep(Duration::from_secs(3));
    scene.cluster.start();
    // Whatever asks now and then has asked; requests that fail have lines of their own.
    std::thread::sleep(Duration::from_secs(4));
    assert!(scene.instances[0].wait_until_ready(Duration::from_secs(1)));
    let log = scene.instances[0].logged();
    assert!(log.contains("WARN") && log.contains("the database does not answer"), "{log}");
    assert!(log.contains("no longer: the database does not answer"), "{log}");
    assert!(log.lines().count() <= 8, "{log}");
}
