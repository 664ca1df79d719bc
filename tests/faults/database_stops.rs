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
