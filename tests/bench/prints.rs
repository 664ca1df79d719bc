//! The check of a print, as phones on the wards ask for it: one after the other, while the ward's sheet has changed.

use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use reqwest::Client;
use uuid::Uuid;

use super::data::BenchHospital;
use super::figures::{print_ratio, repeat};
use super::pgbench;
use super::readings::fullest_ward;
use super::writings::{DOCTORS, sign};

/// Lines that have come since the print.
const CHANGES: usize = 5;
/// Earlier prints whose content is kept beside it: two weeks of a ward that prints on every round.
const KEPT: usize = 300;

/// What a check asks: what differs, and both sides of it.
const CHECK: &str = "begin isolation level repeatable read read only;
select * from read_model.prints where number = :print;
select * from read_model.changed_lines where printed = :print and later is null;
select * from read_model.changed_patients where printed = :print and later is null;
select name, tall_man from read_model.look_alike_names;
select number, at from read_model.refreshes order by number desc limit 1;
commit;
";

pub async fn measure(hospital: &BenchHospital) {
    let (ward, nurses) = (fullest_ward(hospital), hospital.log_in(&["rita.enfermagem"]).await);
    print(hospital, &nurses[0], ward).await;
    let lines = keep_copies(hospital);
    println!("{KEPT} more prints kept, {lines} lines");
    let number = print(hospital, &nurses[0], ward).await;
    let doctors = hospital.log_in(&DOCTORS).await;
    for change in 0..CHANGES {
        sign(hospital, doctors[change % doctors.len()].clone()).await;
    }
    let url = format!("{}/prints/{number}", hospital.url);
    let checks = repeat(&nurses, hospital.seconds, |client, _| read(client, url.clone())).await;
    checks.print("check of a print, one phone");
    let limit = pgbench::rate_of(hospital, "posology_queries", &CHECK.replace(":print", &number.to_string()), 1);
    println!("{:<44} {limit:>8.0} /s   aim p99 10 ms", "pgbench, the same SELECTs");
    print_ratio("check of a print", checks.rate(), limit);
    let url = format!("{}/prints", hospital.url);
    let logs = repeat(&nurses, hospital.seconds, |client, _| read(client, url.clone())).await;
    logs.print("print log, one reader");
}

async fn read(client: Client, url: String) {
    let reply = client.get(url).send().await.expect("an answer");
    assert_eq!(reply.status(), 200);
    reply.bytes().await.expect("a page");
}

/// Copies the one print that there is; how many lines are kept then.
fn keep_copies(hospital: &BenchHospital) -> i64 {
    let mut connection = hospital.connect();
    connection
        .batch_execute(&format!(
            "insert into prints (ward_id, arrangement, span, only_due, landscape, language, printed_by) \
             select ward_id, arrangement, span, only_due, landscape, language, printed_by from prints, generate_series(1, {KEPT}); \
             insert into read_model.sheets select p.number, s.ward_id, s.refresh_number, s.snapshot, s.at from prints p, read_model.sheets s \
             on conflict do nothing; \
             insert into read_model.printed_lines select (jsonb_populate_record(l, jsonb_build_object('print_number', p.number))).* \
             from read_model.printed_lines l, prints p where p.number <> l.print_number; \
             insert into read_model.printed_patients select (jsonb_populate_record(q, jsonb_build_object('print_number', p.number))).* \
             from read_model.printed_patients q, prints p where p.number <> q.print_number; \
             analyze prints; analyze read_model.sheets; analyze read_model.printed_lines; analyze read_model.printed_patients"
        ))
        .expect("prints");
    let lines = sql::<BigInt>("(select count(*) from read_model.printed_lines)");
    diesel::select(lines).get_result(&mut connection).expect("a count")
}

async fn print(hospital: &BenchHospital, nurse: &Client, ward: i64) -> i64 {
    let key = Uuid::now_v7().to_string();
    let form = [("key", key.as_str()), ("arrangement", "bed"), ("span", "day")];
    let reply =
        nurse.post(format!("{}/wards/{ward}/prints", hospital.url)).form(&form).send().await.expect("an answer");
    let location = reply.headers().get("location").and_then(|location| location.to_str().ok()).unwrap_or_default();
    location.split('/').nth(2).and_then(|number| number.parse().ok()).expect("a number")
}
