//! Three times as much is asked for as the program can do.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::check::check;
use super::matrix::{Row, Verdict};
use super::proxy::RUNTIME;
use super::record::Record;
use super::scene::Scene;
use super::work::{Bed, form, next_mark};
use crate::support::person::Person;
use crate::support::trials::trials;

/// Who saturates the program.
const MANY: usize = 8;
/// As many as the program has for commands, and for pages.
const CONNECTIONS: usize = 16;
const MEASURED: Duration = Duration::from_secs(5);
/// Nobody waits longer than this for something that is still of use.
const OF_USE: Duration = Duration::from_secs(4);
const MEGABYTES: usize = 300;

#[test]
fn a_program_that_is_asked_for_three_times_what_it_can_do_does_nearly_as_much_as_ever() {
    let mut row = Row::of("3× overload");
    for _ in 0..trials(5) {
        // Opened anew: with each prescription a patient's page is longer, and takes more memory.
        row.add(overload(&Scene::open(1, &[])));
    }
    row.end();
}

fn overload(scene: &Scene) -> Verdict {
    let record = Arc::new(Record::default());
    warm_up(scene, &record);
    let peak = at_peak(scene, &record);
    let asked = peak * 3;
    let served = at_rate(scene, &record, asked);
    if served * 10 < peak * 8 {
        record.violation(format!("{served} of use where {peak} were possible, of {asked} asked for"));
    }
    let memory = scene.instances.first().and_then(|instance| instance.id()).map_or(0, most_memory);
    if memory > MEGABYTES {
        record.violation(format!("{memory} MB of memory"));
    }
    std::thread::sleep(Duration::from_secs(2));
    check(&scene.cluster, &record);
    Verdict { recovery: None, violations: record.violations(), heard: record.heard() }
}

/// Each connection is asked once: one that never was learns the tables first, which is no overload.
fn warm_up(scene: &Scene, record: &Arc<Record>) {
    let unmeasured = Arc::new(AtomicUsize::new(0));
    let all = scene.crew.beds.iter().take(2 * CONNECTIONS).map(|bed| {
        let (doctor, bed) = (doctor(scene), *bed);
        let (record, unmeasured) = (Arc::clone(record), Arc::clone(&unmeasured));
        RUNTIME.spawn(async move { sign_and_look(&doctor, bed, &record, &unmeasured).await })
    });
    let all: Vec<_> = all.collect();
    all.into_iter().for_each(|one| drop(RUNTIME.block_on(one)));
}

/// What is done when nobody asks before having been answered.
fn at_peak(scene: &Scene, record: &Arc<Record>) -> usize {
    let (done, began) = (Arc::new(AtomicUsize::new(0)), Instant::now());
    let hands: Vec<_> = (0..MANY)
        .map(|hand| {
            let (doctor, beds) = (doctor(scene), scene.crew.beds.clone());
            let (done, record) = (Arc::clone(&done), Arc::clone(record));
            RUNTIME.spawn(async move {
                for bed in beds.iter().cycle().skip(hand * 7) {
                    if began.elapsed() > MEASURED {
                        return;
                    }
                    sign_and_look(&doctor, *bed, &record, &done).await;
                }
            })
        })
        .collect();
    hands.into_iter().for_each(|hand| drop(RUNTIME.block_on(hand)));
    done.load(Ordering::Relaxed)
}

/// What is of use when so many ask, whether answered or not.
fn at_rate(scene: &Scene, record: &Arc<Record>, asked: usize) -> usize {
    let done = Arc::new(AtomicUsize::new(0));
    let pause = MEASURED / u32::try_from(asked.max(1)).unwrap_or(1) * 2;
    let mut sent = Vec::new();
    for turn in 0..asked / 2 {
        let (doctor, record, done) = (doctor(scene), Arc::clone(record), Arc::clone(&done));
        let Some(bed) = scene.crew.beds.get(turn % scene.crew.beds.len()).copied() else { continue };
        sent.push(RUNTIME.spawn(async move { sign_and_look(&doctor, bed, &record, &done).await }));
        std::thread::sleep(pause);
    }
    let within = done.load(Ordering::Relaxed);
    sent.into_iter().for_each(|one| drop(RUNTIME.block_on(one)));
    within
}

fn doctor(scene: &Scene) -> Person {
    scene.crew.doctor.at(scene.crew.instances.first().map_or("", String::as_str))
}

/// A signature and a page: two things, each of use if it came in time.
async fn sign_and_look(doctor: &Person, bed: Bed, record: &Record, done: &AtomicUsize) {
    let mark = next_mark();
    let act = record.begin("prescribe", &mark, bed.patient, 0);
    let path = format!("/patients/{}", bed.patient);
    let signs = doctor.request(reqwest::Method::POST, &format!("{path}/prescriptions")).form(&form(bed, &mark));
    for (request, is_signature) in [(signs, true), (doctor.request(reqwest::Method::GET, &path), false)] {
        let began = Instant::now();
        let answer = request.timeout(Duration::from_secs(30)).send().await.map(|answer| answer.status().as_u16());
        record.hear(answer.as_ref().map_or("none".to_owned(), ToString::to_string));
        match answer {
            Ok(200 | 303) => {
                done.fetch_add(usize::from(began.elapsed() < OF_USE), Ordering::Relaxed);
                if is_signature {
                    record.acknowledge(act, 0);
                }
            }
            Ok(503) => {}
            other => record.violation(format!("{other:?} to one of too many")),
        }
    }
}

/// Megabytes of memory that a process had at most.
fn most_memory(process: u32) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = most.and_then(|most| most.split_whitespace().next()?.parse::<usize>().ok());
    kilobytes.unwrap_or(0) / 1024
}
