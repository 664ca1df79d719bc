//! Many people at one thing at once: one of them does it, or as many as there are units.

use futures_util::future::join_all;

use super::caller::Caller;
use super::check::check;
use super::matrix::{Row, Verdict};
use super::proxy::RUNTIME;
use super::record::Record;
use super::replies::all;
use super::scene::Scene;
use super::supply::{PHARMACISTS, fields_of};
use super::work::{Bed, prescribe};
use crate::support::person::Person;
use crate::support::trials::trials;

#[test]
fn of_many_editors_of_one_version_one_writes_and_the_others_are_told() {
    let mut row = Row::of("2–8 editors of one version");
    let scene = Scene::open(1, &[]);
    let count = trials(2000);
    let hands: Vec<usize> = (0..count).map(|trial| 2 + row.seed.pick(trial, 7)).collect();
    let pharmacist = scene.crew.pharmacist.clone();
    let verdict = all(&scene, count, |doctor, bed, trial| {
        let hands = hands.get(trial).copied().unwrap_or(2);
        verify_at_once(doctor, pharmacist.clone(), bed, hands)
    });
    row.add_many(verdict, count);
    row.end();
}

/// Each with a form of their own, all as they saw the line.
async fn verify_at_once(doctor: Caller, pharmacist: Person, bed: Bed, hands: usize) {
    let Some(line) = prescribe(&doctor, bed, 0, || false).await else { return };
    let [verify, ..] = &PHARMACISTS;
    let url = doctor.first_instance();
    let each = (0..hands).map(|_| async {
        let fields = fields_of(&doctor, &line, verify, || false).await.unwrap_or_default();
        let request = pharmacist.at(&url).request(reqwest::Method::POST, "/lines/verification").form(&fields);
        request.send().await.map(|answer| answer.status().as_u16()).unwrap_or_default()
    });
    let statuses = join_all(each).await;
    let done = statuses.iter().filter(|status| **status == 303).count();
    let told = statuses.iter().filter(|status| **status == 409).count();
    if done != 1 || done + told != hands {
        doctor.record().violation(format!("{hands} editors: {statuses:?}"));
    }
}

/// People who want one unit each.
const WANTING: usize = 50;
const UNITS: usize = 10;

#[test]
fn of_fifty_who_take_one_of_ten_units_ten_get_one() {
    let mut row = Row::of("50 who take a unit of 10");
    let scene = Scene::open(1, &[]);
    let count = trials(1000);
    let record = Record::default();
    (0..count).for_each(|trial| take_at_once(&scene, trial, &record));
    check(&scene.cluster, &record);
    row.add_many(Verdict { violations: record.violations(), ..Verdict::default() }, count);
    row.end();
}

pub fn take_at_once(scene: &Scene, trial: usize, record: &Record) {
    let lot = receive_ten(scene, trial);
    let url = scene.crew.instances.first().map_or("", String::as_str);
    let pharmacist = scene.crew.pharmacist.at(url);
    let statuses = RUNTIME.block_on(join_all((0..WANTING).map(|_| take_one(&pharmacist, lot))));
    let got = statuses.iter().filter(|status| **status == 303).count();
    let told = statuses.iter().filter(|status| matches!(status, 409 | 422)).count();
    if got != UNITS || got + told != WANTING {
        record.violation(format!("{WANTING} who take: {statuses:?}"));
    }
    let left = scene.cluster.count(&format!("select units from stock_balances where lot_id = {lot} and place_id = 1"));
    if left != 0 {
        record.violation(format!("{left} units are left"));
    }
}

/// A lot of its own for each trial.
fn receive_ten(scene: &Scene, trial: usize) -> i64 {
    scene.cluster.run(&format!(
        "insert into lots (medication_id, number, expires_on) select id, 'TEN{trial}', current_date + 400 \
         from medications where code = 'P0002'; \
         insert into stock_movements (kind, lot_id, to_place_id, units, user_id, document, supplier, unit_cost) \
         select 'receipt', max(l.id), 1, {UNITS}, u.id, 'NF 1', 'Sul', 1 from lots l, users u \
         where u.username = 'ana.farmacia' group by u.id"
    ));
    scene.cluster.count("select max(id) from lots")
}

async fn take_one(pharmacist: &Person, lot: i64) -> u16 {
    let key = uuid::Uuid::now_v7().to_string();
    let fields = [("key", key.as_str()), ("from", "1"), ("to", "5"), ("units", "1")];
    let request = pharmacist.request(reqwest::Method::POST, &format!("/stock/lots/{lot}/transfer")).form(&fields);
    request.send().await.map(|answer| answer.status().as_u16()).unwrap_or_default()
}
