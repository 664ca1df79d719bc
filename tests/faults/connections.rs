//! Connections to the database break, one or all, or say nothing any more.

use std::time::{Duration, Instant};

use super::matrix::Row;
use super::scene::Scene;
use crate::support::trials::trials;

const OWN: &str = "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()";

/// One of the program's connections, as the server numbers its processes.
fn one(scene: &Scene, pick: usize) -> i64 {
    let processes = scene.cluster.numbers(OWN);
    processes.get(pick % processes.len().max(1)).copied().unwrap_or_default()
}

#[test]
fn connections_that_are_killed_ended_or_reset_are_made_anew() {
    let mut scene = Scene::open(1, &[]);
    let (mut killed, mut ended) = (Row::of("one backend killed (9)"), Row::of("one backend terminated"));
    let mut reset = Row::of("all connections reset");
    for trial in 0..trials(60) {
        let picks = [killed.seed.pick(trial, 1000), ended.seed.pick(trial, 1000)];
        killed.add(scene.trial(|scene, _| {
            scene.cluster.kill(one(scene, picks[0]));
            // The server takes all others away, and itself for a moment.
            std::thread::sleep(Duration::from_millis(20));
            scene.cluster.wait_until_it_answers();
            Instant::now()
        }));
        ended.add(scene.trial(|scene, _| {
            scene.cluster.run(&format!("select pg_terminate_backend({})", one(scene, picks[1])));
            Instant::now()
        }));
        reset.add(scene.trial(|scene, _| {
            scene.proxy.cut();
            Instant::now()
        }));
    }
    [killed, ended, reset].into_iter().for_each(Row::end);
}

#[test]
fn when_all_connections_fall_silent_nobody_waits_for_them() {
    let mut row = Row::of("all connections silent, new ones pass");
    let mut scene = Scene::open(1, &[]);
    for _ in 0..trials(40) {
        row.add(scene.trial(|scene, _| {
            scene.proxy.silence(None);
            Instant::now()
        }));
        // What was held back comes late.
        scene.proxy.pass();
    }
    row.end();
}

#[test]
fn a_database_that_is_out_of_reach_for_a_while_is_used_again_by_itself() {
    let mut row = Row::of("database out of reach: silent or refused, then there");
    let mut scene = Scene::open(1, &[]);
    for trial in 0..trials(40) {
        let away = Duration::from_millis(200 + row.seed.pick(trial, 4000) as u64);
        let silent = row.seed.pick(trial + 1000, 2) == 0;
        row.add(scene.trial(|scene, _| {
            if silent {
                scene.proxy.hang();
            } else {
                scene.proxy.close();
            }
            std::thread::sleep(away);
            scene.proxy.pass();
            Instant::now()
        }));
    }
    row.end();
}
