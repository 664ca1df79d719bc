//! What the safety checks cost on top of a command: twenty items against twenty that the patient gets.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use reqwest::Client;

use super::data::BenchHospital;
use super::figures::{Figures, repeat};
use super::orders::{Order, Sheet, who_may};
use super::pgbench;

const ITEMS: usize = 20;
/// Milliseconds at the 99th percentile.
const AIM: f64 = 10.0;
/// What the busy patient is allergic to.
const ALLERGIES: &str = "('Penicilinas'), ('Dipirona'), ('Iodo'), ('Anestésico local'), ('Sulfa')";

/// `orders` are the demo's own, from before they were replaced by many.
pub async fn measure(hospital: &BenchHospital, orders: &[Order]) {
    let mut connection = hospital.connect();
    let rows = form_rows(&mut connection, orders);
    let username = who_may(&mut connection, &rows.iter().map(|(order, _)| order.medication_id).collect::<Vec<_>>());
    let doctor = hospital.log_in(&[username.expect("somebody may prescribe it").as_str()]).await.remove(0);
    let (quiet, busy) = patients(&mut connection);
    prepare(&mut connection, quiet.0, busy.0);
    println!("{ITEMS} items checked against {ITEMS}, {} allergies", ALLERGIES.matches('(').count());
    let of = |(patient_id, admission_id): (i64, i64)| Sheet { patient_id, admission_id, rows: rows.clone() };
    let without = checks(hospital, &doctor, &of(quiet)).await;
    without.print("a check, nothing to compare with");
    let with = checks(hospital, &doctor, &of(busy)).await;
    with.print("a check, 20 items and allergies");
    println!(
        "{:<44} {:>19} {:>7.2} ms   p99 {:>7.2} ms",
        "the difference",
        "p50",
        with.percentile(50) - without.percentile(50),
        with.percentile(99) - without.percentile(99)
    );
    inside(hospital).await;
    let limit = pgbench::rate_of(hospital, "posology_commands", &selects(&mut connection, &of(busy)), 1);
    println!("{:<44} {limit:>8.0} /s   mean {:>6.2} ms\n", "pgbench, the same SELECTs, one client", 1000.0 / limit);
}

/// Twenty different medications that go without a weight and that any doctor may prescribe.
fn form_rows(connection: &mut PgConnection, orders: &[Order]) -> Vec<(Order, bool)> {
    let mut rows: Vec<(Order, bool)> = Vec::new();
    for order in orders {
        let fits = !order.field("unit").contains("/kg") && !order.field("rate_unit").contains("/kg");
        let new = !rows.iter().any(|(other, _)| other.medication_id == order.medication_id);
        if fits && new && who_may(connection, &[order.medication_id]).as_deref() == Some("joao.silva") {
            rows.push((order.clone(), false));
        }
    }
    rows.truncate(ITEMS);
    rows
}

/// Two adults, each with the stay: one whose list will be empty, and a busy one.
fn patients(connection: &mut PgConnection) -> ((i64, i64), (i64, i64)) {
    let sql = "select p.id as number, a.id as other from patients p join admissions a on a.patient_id = p.id
        where p.id > 1 and a.discharged_at is null and p.birth_date < now() - interval '20 years'
            and p.allergy_status is not null order by p.id limit 2";
    let found: Vec<Pair> = diesel::sql_query(sql).load(connection).expect("two patients");
    let [quiet, busy] = found.as_slice() else { panic!("two patients") };
    ((quiet.number, quiet.other), (busy.number, busy.other))
}

#[derive(QueryableByName)]
struct Pair {
    #[diesel(sql_type = BigInt)]
    number: i64,
    #[diesel(sql_type = BigInt)]
    other: i64,
}

/// The one gets nothing and has no allergy, the other gets twenty items, has a history, and several allergies.
fn prepare(connection: &mut PgConnection, quiet: i64, busy: i64) {
    let sql = include_str!("busy_patient.sql")
        .replace(":quiet", &quiet.to_string())
        .replace(":busy", &busy.to_string())
        .replace(":items", &ITEMS.to_string())
        .replace(":allergies", ALLERGIES);
    connection.batch_execute(&sql).expect("prepared");
    connection.batch_execute("reset session_replication_role").expect("reset");
    connection.batch_execute("vacuum analyze").expect("vacuumed");
}

async fn checks(hospital: &BenchHospital, doctor: &Client, sheet: &Sheet) -> Figures {
    let shown = sheet.shown(hospital, doctor).await;
    let first = sheet.send(hospital, doctor, "check", &shown).await.text().await.expect("a page");
    assert!(first.contains("id=\"alerts\""), "the checks ran: {first}");
    repeat(&[doctor], hospital.seconds, |doctor, _| {
        let (sheet, shown) = (sheet.clone(), shown.clone());
        async move {
            let reply = sheet.send(hospital, doctor, "check", &shown).await;
            reply.bytes().await.expect("a page");
        }
    })
    .await
}

/// What the program itself measured lately: the checks alone.
async fn inside(hospital: &BenchHospital) {
    let page = reqwest::get(format!("{}/metrics", hospital.url)).await.expect("metrics").text().await.expect("text");
    let of = |quantile: &str| {
        let start = format!("posology_safety_check_seconds{{quantile=\"{quantile}\"}} ");
        let value = page.lines().find_map(|line| line.strip_prefix(&start));
        value.and_then(|value| value.parse::<f64>().ok()).map_or(f64::NAN, |seconds| seconds * 1000.0)
    };
    println!(
        "{:<44} {:>19} {:>7.2} ms   p99 {:>7.2} ms   max {:>7.2} ms (aim {AIM})",
        "the checks alone, inside",
        "p50",
        of("0.5"),
        of("0.99"),
        of("1")
    );
}

/// What the checks ask of the database.
fn selects(connection: &mut PgConnection, sheet: &Sheet) -> String {
    #[derive(QueryableByName)]
    struct One {
        #[diesel(sql_type = Text)]
        text: String,
    }
    let mut literal =
        |sql: String| diesel::sql_query(sql).get_result::<One>(connection).map(|one| one.text).expect("a literal");
    let ids = format!("{:?}", sheet.medications()).replace('[', "'{").replace(']', "}'");
    let of_new = format!("select distinct unnest(substances) s from medications where id = any({ids})");
    let given = format!(
        "select distinct unnest(m.substances) s from medications m join prescription_items i on i.medication_id = m.id \
         join prescriptions p on p.id = i.prescription_id where p.patient_id = {} and p.valid_until > now() - interval '60 days'",
        sheet.patient_id
    );
    let new = literal(format!("select quote_literal(array_agg(s)::text) as text from ({of_new}) x"));
    let all = literal(format!("select quote_literal(array_agg(s)::text) as text from ({of_new} union {given}) x"));
    let named = literal(format!(
        "select quote_literal(array_agg(fold(substance))::text) as text from allergies where patient_id = {}",
        sheet.patient_id
    ));
    include_str!("safety_selects.sql")
        .replace(":patient", &sheet.patient_id.to_string())
        .replace(":admission", &sheet.admission_id.to_string())
        .replace(":ids", &ids)
        .replace(":new", &new)
        .replace(":all", &all)
        .replace(":named", &named)
}
