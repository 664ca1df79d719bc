//! The disk of the embedded server is full, and has room again a little later.

use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use super::cluster::Cluster;
use super::instance::Instance;
use super::matrix::{Row, Verdict};
use super::proxy::Proxy;
use super::scene::Scene;
use crate::support::small_disk::SmallDisk;
use crate::support::trials::{Seed, trials};

const MEGABYTES: u32 = 500;
/// What may be left when the last file is written: nothing, a page or two, less than a segment of the log.
const LEFT: [u64; 4] = [0, 20_000, 1 << 20, 10 << 20];

/// Trials that nobody felt are no trials.
const FELT_WITHIN: Duration = Duration::from_secs(20);

/// A hospital whose data has a disk of its own; None where there can be none.
fn open() -> Option<(Scene, SmallDisk)> {
    let mut disk = None;
    let cluster = Cluster::left_to_the_program_on(|directory| disk = SmallDisk::mount(directory, MEGABYTES));
    let disk = disk?;
    let directory = cluster.directory().display().to_string();
    let instance = Instance::start(&[("POSOLOGY_DATA_DIR", directory.as_str())]);
    let proxy = Proxy::to(cluster.socket());
    Some((Scene::with(cluster, proxy, vec![instance]), disk))
}

/// Full for some seconds while people work.
fn trial(scene: &mut Scene, disk: &SmallDisk, seed: &Seed, number: usize) -> Verdict {
    let leave = LEFT[seed.pick(2 * number, LEFT.len())];
    let full_for = Duration::from_millis(500 + seed.pick(2 * number + 1, 6000) as u64);
    scene.trial(|scene, record| {
        disk.fill(leave);
        if number % 2 == 1 {
            break_the_log(scene.cluster.url("posology"));
        }
        let began = Instant::now();
        // PostgreSQL has some room in files of its own: it is full only once somebody is told so.
        while began.elapsed() < full_for || (!record.heard().contains_key("503") && began.elapsed() < FELT_WITHIN) {
            std::thread::sleep(Duration::from_millis(50));
        }
        disk.free();
        Instant::now()
    })
}

/// Uses up the segments that PostgreSQL keeps in reserve: without room for the next it ends, and cannot start again.
fn break_the_log(url: String) {
    let Ok(mut connection) = PgConnection::establish(&url) else { return };
    let use_one_up = "select pg_logical_emit_message(true, 'trial', 'next'); select pg_switch_wal()";
    for _ in 0..100 {
        if connection.batch_execute(use_one_up).is_err() {
            return;
        }
    }
}

#[test]
fn a_full_disk_loses_nothing_and_everything_works_again_once_it_has_room() {
    let Some((mut scene, disk)) = open() else { return };
    let mut row = Row::of("disk full and freed, embedded database");
    for number in 0..trials(20).max(2) {
        let verdict = trial(&mut scene, &disk, &row.seed, number);
        row.add(verdict);
    }
    drop(scene);
    row.end();
}
