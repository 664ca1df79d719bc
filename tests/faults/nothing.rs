//! A day on which nothing breaks: what the other trials see is the fault's doing.

use std::time::{Duration, Instant};

use super::matrix::Row;
use super::scene::Scene;
use crate::support::trials::trials;

#[test]
fn a_day_on_which_nothing_breaks_has_nothing_to_complain_about() {
    let mut row = Row::of("nothing");
    let mut scene = Scene::open(1, &[]);
    for _ in 0..trials(40) {
        row.add(scene.trial(|_, _| {
            std::thread::sleep(Duration::from_millis(700));
            Instant::now()
        }));
    }
    row.end();
}
