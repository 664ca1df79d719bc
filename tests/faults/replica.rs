//! The server that pages read from lags, stands still, dies, or is not there at the start.

use std::time::{Duration, Instant};

use super::cluster::{Cluster, Mode};
use super::instance::Instance;
use super::matrix::Row;
use super::proxy::Proxy;
use super::record::Record;
use super::scene::{HEALED_WITHIN, Scene};
use crate::support::trials::trials;

/// What happens to the replica.
#[derive(Clone, Copy, Debug)]
enum Trouble {
    Lags,
    StandsStill,
    Dies,
    IsSilent,
}

const TROUBLES: [Trouble; 4] = [Trouble::Lags, Trouble::StandsStill, Trouble::Dies, Trouble::IsSilent];

#[test]
fn a_replica_in_trouble_is_passed_over_until_it_is_back() {
    let mut row = Row::of("replica paused, hung, killed, silent");
    let cluster = Cluster::start_new();
    let mut replica = cluster.replica();
    let (to_primary, to_replica) = (Proxy::to(cluster.socket()), Proxy::to(replica.socket()));
    let (primary_url, replica_url) = (to_primary.url("posology"), to_replica.url("posology_queries"));
    let instance = Instance::start(&[("DATABASE_URL", &primary_url), ("QUERY_DATABASE_URL", &replica_url)]);
    let mut scene = Scene::with(cluster, to_primary, vec![instance]);
    for trial in 0..trials(180) {
        let trouble = TROUBLES[(trial + row.seed.pick(0, 4)) % 4];
        let lasts = Duration::from_millis(row.seed.pick(trial + 1, 1500) as u64);
        row.add(scene.trial(|_, _| {
            begin(trouble, &mut replica, &to_replica);
            let began = Instant::now();
            std::thread::sleep(lasts);
            began
        }));
        end(trouble, &mut replica, &to_replica);
    }
    row.end();
    drop(scene);
    drop(replica);
}

fn begin(trouble: Trouble, replica: &mut Cluster, door: &Proxy) {
    match trouble {
        Trouble::Lags => replica.run("select pg_wal_replay_pause()"),
        Trouble::StandsStill => replica.freeze(),
        Trouble::Dies => replica.stop(Mode::Immediate),
        Trouble::IsSilent => door.hang(),
    }
}

fn end(trouble: Trouble, replica: &mut Cluster, door: &Proxy) {
    match trouble {
        Trouble::Lags => replica.run("select pg_wal_replay_resume()"),
        Trouble::StandsStill => replica.thaw(),
        Trouble::Dies => replica.start(),
        Trouble::IsSilent => door.pass(),
    }
}

#[test]
fn a_program_opens_without_its_replica_and_uses_it_once_it_is_there() {
    let mut row = Row::of("replica down at start");
    let cluster = Cluster::start_new();
    let mut replica = cluster.replica();
    let (to_primary, to_replica) = (Proxy::to(cluster.socket()), Proxy::to(replica.socket()));
    let (primary_url, replica_url) = (to_primary.url("posology"), to_replica.url("posology_queries"));
    let instance = Instance::start(&[("DATABASE_URL", &primary_url), ("QUERY_DATABASE_URL", &replica_url)]);
    let mut scene = Scene::with(cluster, to_primary, vec![instance]);
    for trial in 0..trials(20) {
        let hangs = row.seed.pick(trial, 2) == 0;
        row.add(scene.trial(|scene, record| {
            if hangs {
                to_replica.hang();
            } else {
                replica.stop(Mode::Immediate);
            }
            start_again(scene, record)
        }));
        if hangs {
            to_replica.pass();
        } else {
            replica.start();
        }
    }
    row.end();
    drop(scene);
    drop(replica);
}

fn start_again(scene: &mut Scene, record: &Record) -> Instant {
    record.program_dies();
    let began = Instant::now();
    for instance in &mut scene.instances {
        instance.end("-KILL");
        instance.start_again(&[]);
        if !instance.wait_until_ready(2 * HEALED_WITHIN) {
            record.violation("it does not open without its replica".to_owned());
        }
    }
    began
}
