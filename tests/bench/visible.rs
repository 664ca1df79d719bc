//! From commit to visible, at fifty commands a second.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Double};

use super::data::BenchHospital;
use super::figures::Figures;
use super::writings::{DOCTORS, sign};

const COMMANDS_A_SECOND: u64 = 50;

/// The event's own time is the commit's, a fraction of a millisecond early; a reader polls the dispatch list.
pub async fn measure(hospital: &BenchHospital) {
    let doctors = hospital.log_in(&DOCTORS).await;
    let first = newest(hospital);
    let stop = AtomicBool::new(false);
    let seen = std::thread::scope(|scope| {
        let watcher = scope.spawn(|| watch(hospital, first, &stop));
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
        std::thread::sleep(Duration::from_millis(500));
        stop.store(true, Ordering::Relaxed);
        watcher.join().expect("the watcher ends")
    });
    let committed = committed_after(hospital, first);
    let latencies: Vec<Duration> = committed
        .iter()
        .map(|(id, at)| {
            seen.get(id).map(|seen| Duration::from_secs_f64((seen - at).max(0.0))).expect("every line was seen")
        })
        .collect();
    let took = Duration::from_secs(hospital.seconds * 2);
    Figures::new(latencies, took).print("from commit to visible, 50 commands/s");
    println!();
}

#[derive(QueryableByName)]
struct Seen {
    #[diesel(sql_type = Array<BigInt>)]
    ids: Vec<i64>,
    #[diesel(sql_type = Double)]
    at: f64,
}

fn watch(hospital: &BenchHospital, first: i64, stop: &AtomicBool) -> HashMap<i64, f64> {
    let mut connection = hospital.connect();
    let mut seen = HashMap::new();
    let mut newest = first;
    while !stop.load(Ordering::Relaxed) {
        let sql = diesel::sql_query(
            "select coalesce(array_agg(distinct prescription_id), '{}') as ids, \
             extract(epoch from clock_timestamp())::float8 as at \
             from read_model.dispatch_lines_recent where prescription_id > $1 and item_id is not null",
        );
        let now: Seen = sql.bind::<BigInt, _>(newest - 200).get_result(&mut connection).expect("seen");
        for id in now.ids.into_iter().filter(|id| *id > first) {
            seen.entry(id).or_insert(now.at);
            newest = newest.max(id);
        }
    }
    seen
}

#[derive(QueryableByName)]
struct Committed {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Double)]
    at: f64,
}

fn committed_after(hospital: &BenchHospital, first: i64) -> Vec<(i64, f64)> {
    let sql = diesel::sql_query(
        "select prescription_id as id, extract(epoch from at)::float8 as at from events \
         where prescription_id > $1 and verb = 'prescribe'",
    );
    let rows: Vec<Committed> = sql.bind::<BigInt, _>(first).load(&mut hospital.connect()).expect("committed");
    rows.into_iter().map(|row| (row.id, row.at)).collect()
}

fn newest(hospital: &BenchHospital) -> i64 {
    let sql = "select max(id) as id, 0::float8 as at from prescriptions";
    diesel::sql_query(sql).get_result::<Committed>(&mut hospital.connect()).expect("the newest").id
}
