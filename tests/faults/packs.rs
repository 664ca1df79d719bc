//! Packs for a downtime go on being written while everything breaks: the newest is whole, and not old.

use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{TimeDelta, Utc};

use super::cluster::Mode;
use super::matrix::Row;
use super::record::Record;
use super::scene::Scene;
use crate::support::packs::{links, moment_of, packs};
use crate::support::trials::trials;

const NEWEST: TimeDelta = TimeDelta::seconds(60);
/// The database is back, and so are packs.
const WRITTEN_WITHIN: Duration = Duration::from_secs(20);

#[test]
fn whatever_breaks_the_newest_pack_is_whole_and_not_a_minute_old() {
    let mut row = Row::of("downtime pack while the database and the program go away");
    let folder = tempfile::tempdir().expect("a directory");
    let place = folder.path().display().to_string();
    let environment = [
        ("POSOLOGY_DOWNTIME_DIR", place.as_str()),
        ("POSOLOGY_DOWNTIME_EVERY", "3"),
        ("POSOLOGY_CHROMIUM", "/no/such/chromium"),
    ];
    let mut scene = Scene::open(1, &environment);
    for trial in 0..trials(30) {
        let dies = row.seed.pick(trial, 2) == 0;
        await_pack(folder.path(), None);
        let mut last = None;
        let mut verdict = scene.trial(|scene, record| {
            last = look(folder.path(), record);
            break_something(scene, record, dies)
        });
        let afterwards = Record::default();
        if await_pack(folder.path(), last.as_deref()).is_none() {
            afterwards.violation(format!("no new pack within {WRITTEN_WITHIN:?}"));
        }
        look(folder.path(), &afterwards);
        verdict.violations.extend(afterwards.violations());
        row.add(verdict);
    }
    row.end();
}

fn break_something(scene: &mut Scene, record: &Record, dies: bool) -> Instant {
    if !dies {
        scene.cluster.stop(Mode::Immediate);
        std::thread::sleep(Duration::from_secs(1));
        scene.cluster.start();
        return Instant::now();
    }
    record.program_dies();
    for instance in &mut scene.instances {
        instance.end("-KILL");
        instance.start_again(&[]);
        instance.wait_until_ready(Duration::from_secs(30));
    }
    Instant::now()
}

/// The newest pack's name; it is whole and new.
fn look(folder: &Path, record: &Record) -> Option<String> {
    let newest = packs(folder).pop()?;
    if moment_of(&newest).is_none_or(|at| Utc::now() - at > NEWEST) {
        record.violation("the newest pack is old".to_owned());
    }
    let lost = links(&folder.join("index.html")).into_iter().filter(|link| !folder.join(link).is_file()).count();
    if lost > 0 {
        record.violation(format!("the pack's first page leads to {lost} pages that are not there"));
    }
    newest.file_name().map(|name| name.to_string_lossy().into_owned())
}

/// One that is newer than that.
fn await_pack(folder: &Path, last: Option<&str>) -> Option<()> {
    let began = Instant::now();
    while began.elapsed() < WRITTEN_WITHIN {
        let newest = packs(folder).pop().and_then(|pack| Some(pack.file_name()?.to_string_lossy().into_owned()));
        if newest.is_some_and(|newest| last.is_none_or(|last| newest.as_str() > last)) {
            return Some(());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    None
}
