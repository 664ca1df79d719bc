//! Prescriptions a second.

use std::sync::atomic::{AtomicU64, Ordering};

use reqwest::Client;
use uuid::Uuid;

use super::data::{BenchHospital, CLIENTS};
use super::figures::{print_ratio, repeat};
use super::{pgbench, statements};

pub const DOCTORS: [&str; CLIENTS] = [
    "joao.silva",
    "marina.onco",
    "helena.prado",
    "ricardo.nogueira",
    "beatriz.moura",
    "gustavo.leal",
    "paula.tavares",
    "fabio.rezende",
];

/// Patients that are prescribed for.
const PATIENTS: u64 = 20;

/// The decision about the same item once more, which the checks ask for from the second on.
const AGAIN: &str = "duplicate|simeticona|simeticona|VO";
/// The fields of a row that nothing is typed in.
const EMPTY: [&str; 22] = [
    "times",
    "first",
    "weekday",
    "start",
    "doses_shown",
    "follows",
    "indication",
    "interval",
    "most",
    "preparation",
    "volume",
    "minutes",
    "rate",
    "rate_unit",
    "protocol",
    "protocol_cycle",
    "protocol_day",
    "term",
    "pregnancy_test",
    "contraception",
    "shown",
    "note",
];

static TURN: AtomicU64 = AtomicU64::new(0);

pub async fn measure(hospital: &BenchHospital) {
    let doctors = hospital.log_in(&DOCTORS).await;
    let commands = repeat(&doctors, hospital.seconds, |doctor, _| sign(hospital, doctor)).await;
    commands.print("prescribe, to the redirect");
    let limit = pgbench::rate(hospital, "posology_commands", statements::PRESCRIBE);
    println!("{:<44} {limit:>8.0} /s", "pgbench, the same INSERTs");
    print_ratio("prescribe", commands.rate(), limit);
}

/// Signs a prescription of one item for the next patient; its admission has the patient's number in the demo.
pub async fn sign(hospital: &BenchHospital, doctor: Client) {
    let patient = (1 + TURN.fetch_add(1, Ordering::Relaxed) % PATIENTS).to_string();
    let key = Uuid::now_v7().to_string();
    let form = [
        ("key", key.as_str()),
        ("admission", &patient),
        ("action", "sign"),
        ("medication", "P0155"),
        ("dose", "75"),
        ("unit", "mg"),
        ("route", "VO"),
        ("frequency", "3X"),
        ("duration", "3"),
        ("decision", AGAIN),
        ("reason", "de novo"),
    ];
    let form: Vec<_> = form.into_iter().chain(EMPTY.map(|name| (name, ""))).collect();
    let url = format!("{}/patients/{patient}/prescriptions", hospital.url);
    let reply = doctor.post(url).form(&form).send().await.expect("an answer");
    assert_eq!(reply.status(), 303);
}
