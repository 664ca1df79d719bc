//! The checker is checked: with a safeguard taken out, the same trials say so, every time.

use std::sync::Arc;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;

use super::caller::Caller;
use super::check::check;
use super::cluster::Cluster;
use super::editors::take_at_once;
use super::matrix::{Row, Verdict};
use super::proxy::RUNTIME;
use super::record::Record;
use super::replies::sign_at_once;
use super::scene::Scene;
use crate::support::trials::trials;

/// Trials that must all find what is wrong, in these words.
fn find(fault: &'static str, words: &str, mut trial: impl FnMut(usize) -> Verdict) {
    let mut row = Row::of(fault);
    let mut found = 0;
    for number in 0..trials(10) {
        let verdict = trial(number);
        found += usize::from(verdict.violations.iter().any(|violation| violation.contains(words)));
        row.add(verdict);
    }
    row.end_found(found);
}

#[test]
fn without_the_form_s_unique_key_a_form_does_several_things_and_is_found() {
    let scene = Scene::open(1, &[]);
    scene.cluster.run("alter table idempotency_keys drop constraint idempotency_keys_pkey");
    find("(seeded) the form's key is not unique", "prescribe acknowledged: 12 times", |_| {
        let record = Arc::new(Record::default());
        let doctor = Caller::new(scene.crew.doctor.clone(), scene.crew.instances.clone(), Arc::clone(&record));
        if let Some(bed) = scene.crew.beds.first() {
            RUNTIME.block_on(sign_at_once(&doctor, *bed, 12));
        }
        check(&scene.cluster, &record);
        Verdict { violations: record.violations(), ..Verdict::default() }
    });
}

#[test]
fn without_the_lot_s_lock_and_constraint_more_is_taken_than_is_there_and_is_found() {
    let scene = Scene::open(1, &[("FAILPOINTS", "stock-is-not-locked=return")]);
    scene.cluster.run("alter table stock_balances drop constraint enough_stock");
    find("(seeded) stock is neither locked nor checked", "below zero", |number| {
        let record = Record::default();
        take_at_once(&scene, number, &record);
        check(&scene.cluster, &record);
        Verdict { violations: record.violations(), ..Verdict::default() }
    });
}

#[test]
fn a_bag_s_event_that_is_written_twice_is_found() {
    let mut scene = Scene::open(1, &[]);
    scene.cluster.run(
        "create function write_again() returns trigger language plpgsql security definer set search_path = public as $$ begin \
         insert into events (user_id, verb, patient_id, prescription_id, before, after) \
         values (new.user_id, new.verb, new.patient_id, new.prescription_id, new.before, new.after); return null; end $$; \
         create trigger events_twice after insert on events for each row \
         when (new.verb = 'separate' and pg_trigger_depth() = 0) execute function write_again()",
    );
    find("(seeded) a bag's event is written twice", "separate acknowledged: 2 times", |_| {
        scene.trial(|_, _| {
            std::thread::sleep(Duration::from_secs(2));
            Instant::now()
        })
    });
}

/// Between a refresh's snapshot and its lock on the view passes a while: what seldom meets, meets now.
const SLOW: &str = "create function slow() returns event_trigger language plpgsql as $$ begin perform pg_sleep(random() * 0.2); end $$; \
    create event trigger slow on ddl_command_start when tag in ('REFRESH MATERIALIZED VIEW') execute function slow()";

/// Takes the lock out of the refresh, whatever else it does.
const UNLOCKED: &str = "do $do$ begin execute replace(pg_get_functiondef('read_model.refresh_recent(boolean)'::regprocedure), \
    'perform pg_advisory_xact_lock(hashtext(''read_model.dispatch_lines_recent''));', ''); end $do$";

#[test]
fn however_slow_refreshes_are_none_brings_back_old_lines() {
    let mut row = Row::of("refreshes of many at once, slow between snapshot and lock");
    let mut scene = Scene::open(2, &[]);
    scene.cluster.run(SLOW);
    for _ in 0..trials(20) {
        row.add(scene.trial(|scene, _| in_a_storm(scene)));
    }
    row.end();
}

#[test]
fn without_the_refresh_s_lock_old_lines_come_back_and_are_found() {
    let mut scene = Scene::open(2, &[]);
    scene.cluster.run(SLOW);
    scene.cluster.run(UNLOCKED);
    scene.doctors = 6;
    find("(seeded) refreshes do not wait for each other", "lacks what was just done", |_| {
        scene.trial(|scene, record| {
            // What overtakes what is chance: it storms until somebody was shown old lines, but not for ever.
            let began = Instant::now();
            while record.violations().is_empty() && began.elapsed() < Duration::from_secs(40) {
                storm(&scene.cluster, Duration::from_secs(3));
            }
            Instant::now()
        })
    });
}

fn in_a_storm(scene: &Scene) -> Instant {
    storm(&scene.cluster, Duration::from_secs(5));
    Instant::now()
}

/// Refreshes by many at once, past the program.
fn storm(cluster: &Cluster, lasts: Duration) {
    let until = Instant::now() + lasts;
    std::thread::scope(|threads| {
        for _ in 0..4 {
            threads.spawn(move || {
                let mut connection = cluster.connect();
                while Instant::now() < until {
                    // Two that meet may both fail; the next one does not.
                    let _met = connection.batch_execute("select read_model.refresh()");
                }
            });
        }
    });
}

#[test]
fn what_a_disk_never_got_before_the_power_went_is_found_to_be_missing() {
    let mut scene = Scene::open(1, &[]);
    find("(seeded) nothing synced since a moment ago, power cut", "prescribe acknowledged: 0 times", |_| {
        scene.trial(|scene, record| {
            scene.cluster.keep_as_on_disk();
            std::thread::sleep(Duration::from_millis(1500));
            record.program_dies();
            scene.cluster.cut_power();
            Instant::now()
        })
    });
}
