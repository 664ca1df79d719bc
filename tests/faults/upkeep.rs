//! What keeps the lists fresh loses its connection, or waits for somebody.

use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;

use super::matrix::Row;
use super::scene::Scene;
use crate::support::trials::trials;

/// As their connections are named.
const KEEPERS: [&str; 3] = ["refresher", "compactor", "listener"];

/// Compactions all the time.
const BUSY: [(&str, &str); 1] = [("POSOLOGY_COMPACT_AT", "5")];

/// What happens to a connection.
#[derive(Clone, Copy, Debug)]
enum Loss {
    Terminated,
    Cut,
    Silent,
}

const LOSSES: [Loss; 3] = [Loss::Terminated, Loss::Cut, Loss::Silent];

#[test]
fn whatever_keeps_lists_fresh_finds_another_connection() {
    let mut row = Row::of("refresher, compactor, listener: connection killed, cut, silent");
    let mut scene = Scene::open(1, &BUSY);
    for trial in 0..trials(140) {
        let keeper = KEEPERS[(trial + row.seed.pick(0, 3)) % 3];
        let loss = LOSSES[row.seed.pick(trial + 1, 3)];
        let after = Duration::from_millis(row.seed.pick(trial + 1000, 300) as u64);
        row.add(scene.trial(|scene, _| {
            std::thread::sleep(after);
            lose(scene, keeper, loss);
            Instant::now()
        }));
        scene.proxy.pass();
    }
    row.end();
}

fn lose(scene: &Scene, keeper: &str, loss: Loss) {
    match loss {
        Loss::Cut => scene.proxy.cut_named(keeper),
        Loss::Silent => scene.proxy.silence(Some(keeper)),
        Loss::Terminated => scene.cluster.run(&format!(
            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'posology {keeper}'"
        )),
    }
}

/// What a refresh or a compaction waits for at one of its steps.
const BLOCKS: [&str; 4] = [
    "select pg_advisory_xact_lock(hashtext('read_model.dispatch_lines_recent'))",
    "select pg_advisory_xact_lock(hashtext('read_model.dispatch_lines_settled'))",
    "lock table read_model.dispatch_lines_recent in exclusive mode",
    "lock table read_model.touched in exclusive mode",
];

#[test]
fn whatever_keeps_lists_fresh_goes_on_once_nobody_is_in_its_way() {
    let mut row = Row::of("refresh or compaction blocked at a step");
    let mut scene = Scene::open(1, &BUSY);
    for trial in 0..trials(60) {
        let block = BLOCKS[row.seed.pick(trial, 4)];
        let held = Duration::from_millis(500 + row.seed.pick(trial + 1000, 3500) as u64);
        row.add(scene.trial(|scene, _| {
            let mut connection = scene.cluster.connect();
            connection.batch_execute(&format!("begin; {block}")).expect(block);
            std::thread::sleep(held);
            connection.batch_execute("rollback").expect("given up");
            Instant::now()
        }));
    }
    row.end();
}
