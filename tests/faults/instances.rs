//! Two and three instances on one database: one after the other is started anew while people work.

use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use posology::postgres::migrations::run_pending_of;

use super::cluster::Mode;
use super::ending::end_and_start;
use super::matrix::Row;
use super::record::Record;
use super::scene::Scene;
use crate::support::one_more_migration::{ONE_MORE, WITHOUT_IT, WithOneMore};
use crate::support::trials::trials;

/// How long it reads a table that is to be migrated.
const BACKUP: Duration = Duration::from_millis(1500);

#[test]
fn instances_that_are_started_anew_one_after_the_other_leave_nobody_waiting() {
    for (fault, instances) in [
        ("two instances, rolling restart, a migration under a backup", 2),
        ("three instances, rolling restart, a migration under a backup", 3),
    ] {
        let mut row = Row::of(fault);
        let mut scene = Scene::open(instances, &[]);
        for _ in 0..trials(20) {
            row.add(scene.trial(|scene, record| {
                record.program_ends();
                migrate_under_a_backup(scene, record);
                for place in 1..scene.instances.len() {
                    end_and_start(scene, record, place);
                }
                Instant::now()
            }));
            scene.cluster.run(WITHOUT_IT);
        }
        row.end();
    }
}

/// The first instance of the next release: it migrates a table that everybody reads, and a backup too, for a while.
fn migrate_under_a_backup(scene: &mut Scene, record: &Record) {
    let mut backup = scene.cluster.connect();
    backup.batch_execute("begin; lock table doctors in access share mode").expect("a backup reads");
    let ended = scene.instances.first_mut().and_then(|first| first.end("-TERM"));
    let url = scene.cluster.url("posology");
    let migrating = std::thread::spawn(move || run_pending_of(&url, || WithOneMore));
    std::thread::sleep(BACKUP);
    if ended != Some(0) || migrating.is_finished() {
        record.violation(format!("ended with {ended:?}; migrated under the backup: {}", migrating.is_finished()));
    }
    backup.batch_execute("commit").expect("the backup ends");
    if !matches!(migrating.join(), Ok(Ok(run)) if run == [ONE_MORE]) {
        record.violation("the migration failed".to_owned());
    }
    // The program of this test is the release before: that the schema is newer is not for it to know.
    scene.cluster.run(&format!("delete from __diesel_schema_migrations where version = '{ONE_MORE}'"));
    if let Some(first) = scene.instances.first_mut() {
        first.start_again(&[]);
        if !first.wait_until_ready(Duration::from_secs(30)) {
            record.violation("it does not open".to_owned());
        }
    }
}

#[test]
fn instances_of_one_database_all_find_it_again() {
    let mut row = Row::of("three instances, database stopped, started");
    let mut scene = Scene::open(3, &[]);
    for trial in 0..trials(20) {
        let mode = if row.seed.pick(trial, 2) == 0 { Mode::Immediate } else { Mode::Fast };
        row.add(scene.trial(|scene, _| {
            scene.cluster.stop(mode);
            scene.cluster.start();
            Instant::now()
        }));
    }
    row.end();
}
