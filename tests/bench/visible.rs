//! From commit to visible, at fifty commands a second.

use std::time::{Duration, Instant};

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Double};

use super::data::BenchHospital;
use super::figures::Figures;
use super::writings::{DOCTORS, sign};

const COMMANDS_A_SECOND: u64 = 50;

pub async fn measure(hospital: &BenchHospital) {
    let doctors = hospital.log_in(&DOCTORS).await;
    let before = newest_event(hospital);
    let began = Instant::now();
    let commands = (0..COMMANDS_A_SECOND * hospital.seconds * 2).map(|number| {
        let doctor = doctors[usize::try_from(number).expect("few") % doctors.len()].clone();
        let at = began + Duration::from_millis(number * 1000 / COMMANDS_A_SECOND);
        async move {
            tokio::time::sleep_until(at.into()).await;
            sign(hospital, doctor).await;
        }
    });
    let all = futures_util::future::join_all(commands);
    tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(all));
    print_since(hospital, before, "prescribe, from commit to visible");
    println!();
}

/// Prints how long what was written after event `before` took to be visible.
pub fn print_since(hospital: &BenchHospital, before: i64, name: &str) {
    let latencies = from_commit_to_visible(hospital, before);
    let took = Duration::from_secs(latencies.len() as u64 / COMMANDS_A_SECOND);
    Figures::new(latencies, took).print(name);
}

/// The newest event's number.
pub fn newest_event(hospital: &BenchHospital) -> i64 {
    let sql = diesel::sql_query("select max(id) as number from events");
    sql.get_result::<Newest>(&mut hospital.connect()).expect("the newest").number
}

#[derive(QueryableByName)]
struct Newest {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

#[derive(QueryableByName)]
struct Took {
    #[diesel(sql_type = Double)]
    seconds: f64,
}

/// By the commits' own times, which the server keeps: of each event, and of the first refresh that covers it. Nothing
/// has to look on while it is measured.
fn from_commit_to_visible(hospital: &BenchHospital, before: i64) -> Vec<Duration> {
    let sql = diesel::sql_query(
        "select extract(epoch from min(pg_xact_commit_timestamp(r.xmin)) - pg_xact_commit_timestamp(e.xid::xid))::float8 as seconds \
         from (select distinct xid from events where id > $1) e \
         join read_model.refreshes r on pg_visible_in_snapshot(e.xid, r.snapshot) group by e.xid",
    );
    let rows: Vec<Took> = sql.bind::<BigInt, _>(before).load(&mut hospital.connect()).expect("commits");
    rows.into_iter().map(|row| Duration::from_secs_f64(row.seconds)).collect()
}
