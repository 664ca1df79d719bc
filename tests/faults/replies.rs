//! The answer is lost and the form is sent again, or one form is sent many times at once.

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::future::join_all;

use super::caller::Caller;
use super::check::check;
use super::matrix::{Row, Verdict};
use super::proxy::RUNTIME;
use super::record::Record;
use super::scene::Scene;
use super::work::{Bed, form, next_mark, number_of};
use crate::support::trials::trials;

/// Forms under way at once.
const AT_ONCE: usize = 4;

#[test]
fn a_form_whose_answer_was_lost_is_sent_again_and_does_one_thing() {
    let mut row = Row::of("reply dropped, same key again");
    let scene = Scene::open(1, &[]);
    let count = trials(3000);
    let delays: Vec<u64> = (0..count).map(|trial| row.seed.pick(trial, 120) as u64).collect();
    let verdict = all(&scene, count, |doctor, bed, trial| {
        let delay = delays.get(trial).copied().unwrap_or_default();
        async move { sign_unheard(&doctor, bed, Duration::from_millis(delay)).await }
    });
    row.add_many(verdict, count);
    row.end();
}

#[test]
fn one_form_that_is_sent_many_times_at_once_does_one_thing() {
    let mut row = Row::of("2–20 parallel submits of one form");
    let scene = Scene::open(1, &[]);
    let count = trials(3000);
    let hands: Vec<usize> = (0..count).map(|trial| 2 + row.seed.pick(trial, 19)).collect();
    let verdict = all(&scene, count, |doctor, bed, trial| {
        let hands = hands.get(trial).copied().unwrap_or(2);
        async move { sign_at_once(&doctor, bed, hands).await }
    });
    row.add_many(verdict, count);
    row.end();
}

/// All trials, some at once, and one look at the tables afterwards.
pub fn all<F: Future<Output = ()>>(scene: &Scene, count: usize, one: impl Fn(Caller, Bed, usize) -> F) -> Verdict {
    let record = Arc::new(Record::default());
    record.set_works_from(Some(Instant::now()));
    let doctor = Caller::new(scene.crew.doctor.clone(), scene.crew.instances.clone(), Arc::clone(&record));
    let beds = &scene.crew.beds;
    let places: Vec<usize> = (0..count).collect();
    RUNTIME.block_on(async {
        for group in places.chunks(AT_ONCE) {
            let each = group
                .iter()
                .filter_map(|trial| beds.get(trial % beds.len()).map(|bed| one(doctor.clone(), *bed, *trial)));
            join_all(each).await;
        }
    });
    check(&scene.cluster, &record);
    Verdict { recovery: None, violations: record.violations(), heard: record.heard() }
}

/// Goes away before the answer is there, or just after, and sends the same again.
async fn sign_unheard(doctor: &Caller, bed: Bed, patience: Duration) {
    let (mark, path) = (next_mark(), format!("/patients/{}/prescriptions", bed.patient));
    let fields = form(bed, &mark);
    let act = doctor.record().begin("prescribe", &mark, bed.patient, 0);
    let unheard = tokio::time::timeout(patience, doctor.insist(&path, &fields, || false));
    drop(unheard.await);
    let Some(reply) = doctor.insist(&path, &fields, || false).await else { return };
    match number_of(&reply) {
        Some(prescription) => doctor.record().acknowledge(act, prescription),
        None => doctor.record().violation(format!("{} to a form that was sent again", reply.status)),
    }
}

/// The same form by many hands: one thing is done, and all are led to it.
pub async fn sign_at_once(doctor: &Caller, bed: Bed, hands: usize) {
    let (mark, path) = (next_mark(), format!("/patients/{}/prescriptions", bed.patient));
    let fields = form(bed, &mark);
    let act = doctor.record().begin("prescribe", &mark, bed.patient, 0);
    let replies = join_all((0..hands).map(|_| doctor.insist(&path, &fields, || false))).await;
    let led_to: Vec<Option<i64>> = replies.iter().map(|reply| reply.as_ref().and_then(number_of)).collect();
    match led_to.first().copied().flatten() {
        Some(prescription) => doctor.record().acknowledge(act, prescription),
        None => doctor.record().violation("a form leads nowhere".to_owned()),
    }
    if led_to.windows(2).any(|two| two.first() != two.last()) {
        doctor.record().violation(format!("one form leads to several places: {led_to:?}"));
    }
}
