//! The database server stands still: it answers nothing and closes nothing.

use std::time::{Duration, Instant};

use super::matrix::Row;
use super::proxy::RUNTIME;
use super::record::Record;
use super::scene::Scene;
use crate::support::trials::trials;

/// Whoever asks whether the program is ready is told in time, whatever the database does.
const TOLD_WITHIN: Duration = Duration::from_millis(1500);

#[test]
fn a_database_that_stands_still_and_goes_on_is_used_again_by_itself() {
    let mut row = Row::of("server stopped (SIGSTOP) 1–40 s");
    let mut scene = Scene::open(1, &[]);
    // The plain run cannot wait for the long ones.
    let longest = if trials(30) == 30 { 40_000 } else { 5_000 };
    for trial in 0..trials(30) {
        let still = Duration::from_millis(1000 + row.seed.pick(trial, longest - 1000) as u64);
        row.add(scene.trial(|scene, record| {
            scene.cluster.freeze();
            let began = Instant::now();
            while began.elapsed() < still {
                is_told(scene, record, began.elapsed());
                std::thread::sleep(Duration::from_millis(500));
            }
            scene.cluster.thaw();
            Instant::now()
        }));
    }
    row.end();
}

/// `/readyz` answers in time, and says no once the server has been still for a while; `/healthz` says yes.
fn is_told(scene: &Scene, record: &Record, still: Duration) {
    for instance in &scene.instances {
        let asked = |path: &str| {
            let request = reqwest::Client::new().get(format!("{}{path}", instance.url())).timeout(TOLD_WITHIN);
            RUNTIME.block_on(async { request.send().await }).map(|answer| answer.status().as_u16()).ok()
        };
        let (ready, alive) = (asked("/readyz"), asked("/healthz"));
        if alive != Some(200) {
            record.violation(format!("/healthz said {alive:?} while the server stood still"));
        }
        let is_right = ready == Some(503) || ready == Some(200) && still < Duration::from_secs(1);
        if !is_right {
            record.violation(format!("/readyz said {ready:?} while the server stood still"));
        }
    }
}
