//! A clock is wrong: the program's by an hour or a day, or everybody's by the hour that a night has more or less.

use std::time::Instant;

use super::cluster::{Cluster, Mode};
use super::instance::Instance;
use super::matrix::Row;
use super::proxy::{Proxy, RUNTIME};
use super::record::Record;
use super::scene::{Scene, log_in};
use crate::support::person::Person;
use crate::support::trials::trials;

const OFFSETS: [&str; 4] = ["-1h", "+1h", "+25h", "-25h"];

/// Clocks that go on as they should are left as they are: only what the time is said to be is wrong.
fn wrong_clock(offset: &str) -> [(&'static str, String); 3] {
    let installed = std::fs::read_dir("/usr/lib").into_iter().flatten().flatten();
    let library = installed.map(|entry| entry.path().join("faketime/libfaketime.so.1")).find(|path| path.exists());
    let library = library.expect("faketime is installed (.ci/setup)").display().to_string();
    [("LD_PRELOAD", library), ("FAKETIME", offset.to_owned()), ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned())]
}

#[test]
fn a_program_whose_clock_is_wrong_works_by_the_database_s() {
    let mut row = Row::of("program's clock off by an hour, by 25");
    for trial in 0..trials(40) {
        let offset = OFFSETS[(trial + row.seed.pick(0, 4)) % 4];
        let cluster = Cluster::start_new();
        let proxy = Proxy::to(cluster.socket());
        let url = proxy.url("posology");
        let clock = wrong_clock(offset);
        let clock = clock.iter().map(|(name, value)| (*name, value.as_str()));
        let environment: Vec<(&str, &str)> = std::iter::once(("DATABASE_URL", url.as_str())).chain(clock).collect();
        let instances = vec![Instance::start(&[("DATABASE_URL", &url)]), Instance::start(&environment)];
        let mut scene = Scene::with(cluster, proxy, instances);
        row.add(scene.trial(|scene, record| {
            everybody_stays_logged_in(scene, record);
            Instant::now()
        }));
    }
    row.end();
}

/// Whoever logs in anywhere is known everywhere, and sends nobody else away.
fn everybody_stays_logged_in(scene: &Scene, record: &Record) {
    let urls: Vec<String> = scene.instances.iter().map(Instance::url).collect();
    let mut people: Vec<Person> = urls.iter().map(|url| RUNTIME.block_on(log_in(url, "marina.onco"))).collect();
    people.push(scene.crew.doctor.clone());
    for (person, url) in people.iter().flat_map(|person| urls.iter().map(move |url| (person, url))) {
        let page = RUNTIME.block_on(person.at(url).get("/patients"));
        if page.status != 200 {
            record.violation(format!("whoever has logged in is answered {} {}", page.status, page.location));
        }
    }
}

/// A minute before Lisbon's clocks go forward, and back.
const NIGHTS: [&str; 2] = ["2027-03-28T00:59:57Z", "2027-10-31T00:59:57Z"];

#[test]
fn a_night_of_23_or_25_hours_is_a_night_like_any_other() {
    let mut row = Row::of("the clocks change: nights of 23 and 25 hours");
    for trial in 0..trials(10) {
        for night in NIGHTS {
            let mut cluster = Cluster::start_new();
            cluster.stop(Mode::Fast);
            let until = chrono::DateTime::parse_from_rfc3339(night).expect("a moment").to_utc() - chrono::Utc::now();
            let seconds = until.num_seconds() - i64::try_from(row.seed.pick(trial, 2)).unwrap_or_default();
            let clock = wrong_clock(&format!("+{seconds}"));
            cluster.start_with(&clock.each_ref().map(|(name, value)| (*name, value.as_str())));
            let proxy = Proxy::to(cluster.socket());
            let url = proxy.url("posology");
            let instance = Instance::start(&[("DATABASE_URL", &url), ("POSOLOGY_TIME_ZONE", "Europe/Lisbon")]);
            let mut scene = Scene::with(cluster, proxy, vec![instance]);
            row.add(scene.trial(|_, _| {
                std::thread::sleep(std::time::Duration::from_secs(3));
                Instant::now()
            }));
        }
    }
    row.end();
}
