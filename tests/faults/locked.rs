//! A table is locked, and everybody who writes waits for it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;

use super::caller::Caller;
use super::matrix::Row;
use super::proxy::RUNTIME;
use super::record::Record;
use super::scene::Scene;
use super::work::prescribe;
use crate::support::trials::trials;

/// More than the pool of commands has connections.
const WAITING: usize = 40;

#[test]
fn while_a_table_is_locked_and_the_pool_is_exhausted_whoever_needs_neither_is_served() {
    let mut row = Row::of("table locked, pool exhausted");
    let mut scene = Scene::open(1, &[]);
    for trial in 0..trials(30) {
        let held = Duration::from_millis(2000 + row.seed.pick(trial, 6000) as u64);
        row.add(scene.trial(|scene, record| {
            let mut connection = scene.cluster.connect();
            connection.batch_execute("begin; lock table idempotency_keys in exclusive mode").expect("locked");
            let began = Instant::now();
            let crowd = crowd(scene, began + held);
            std::thread::sleep(Duration::from_millis(500));
            while began.elapsed() < held {
                is_served(scene, record);
                std::thread::sleep(Duration::from_millis(300));
            }
            connection.batch_execute("rollback").expect("given up");
            let mended = Instant::now();
            crowd.into_iter().for_each(|one| drop(RUNTIME.block_on(one)));
            mended
        }));
    }
    row.end();
}

/// Doctors who sign meanwhile, past the record: until the lock is gone, and once more.
fn crowd(scene: &Scene, until: Instant) -> Vec<tokio::task::JoinHandle<()>> {
    let one = |number: usize| {
        let unrecorded = Arc::new(Record::default());
        let doctor = Caller::new(scene.crew.doctor.clone(), scene.crew.instances.clone(), unrecorded);
        let beds = scene.crew.beds.clone();
        RUNTIME.spawn(async move {
            let Some(bed) = beds.get(number % beds.len()) else { return };
            prescribe(&doctor, *bed, number, || Instant::now() > until + Duration::from_secs(2)).await;
        })
    };
    (0..WAITING).map(one).collect()
}

/// Pages that need nothing of what is locked.
fn is_served(scene: &Scene, record: &Record) {
    let url = scene.crew.instances.first().map_or("", String::as_str);
    let asked = scene.crew.pharmacist.at(url).request(reqwest::Method::GET, "/stock");
    let began = Instant::now();
    let answer = RUNTIME.block_on(async { asked.timeout(Duration::from_secs(5)).send().await });
    let status = answer.map(|answer| answer.status().as_u16()).ok();
    if status != Some(200) || began.elapsed() > Duration::from_secs(2) {
        record.violation(format!("a page that needs no lock: {status:?} after {:?} s", began.elapsed().as_secs()));
    }
}
