//! The check of a print, as phones on the wards ask for it: one after the other, while the ward's sheet has changed.

use reqwest::Client;
use uuid::Uuid;

use super::data::BenchHospital;
use super::figures::{print_ratio, repeat};
use super::pgbench;
use super::readings::fullest_ward;
use super::writings::{DOCTORS, sign};

/// Lines that have come since the print.
const CHANGES: usize = 5;

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
    let number = print(hospital, &nurses[0], ward).await;
    let doctors = hospital.log_in(&DOCTORS).await;
    for change in 0..CHANGES {
        sign(hospital, doctors[change % doctors.len()].clone()).await;
    }
    let url = format!("{}/prints/{number}", hospital.url);
    let checks = repeat(&nurses, hospital.seconds, |client, _| {
        let url = url.clone();
        async move {
            let reply = client.get(url).send().await.expect("an answer");
            assert_eq!(reply.status(), 200);
            reply.bytes().await.expect("a page");
        }
    })
    .await;
    checks.print("check of a print, one phone");
    let limit = pgbench::rate_of(hospital, "posology_queries", &CHECK.replace(":print", &number.to_string()), 1);
    println!("{:<44} {limit:>8.0} /s   aim p99 10 ms", "pgbench, the same SELECTs");
    print_ratio("check of a print", checks.rate(), limit);
}

async fn print(hospital: &BenchHospital, nurse: &Client, ward: i64) -> i64 {
    let key = Uuid::now_v7().to_string();
    let form = [("key", key.as_str()), ("arrangement", "bed"), ("span", "day")];
    let reply =
        nurse.post(format!("{}/wards/{ward}/prints", hospital.url)).form(&form).send().await.expect("an answer");
    let location = reply.headers().get("location").and_then(|location| location.to_str().ok()).unwrap_or_default();
    location.split('/').nth(2).and_then(|number| number.parse().ok()).expect("a number")
}
