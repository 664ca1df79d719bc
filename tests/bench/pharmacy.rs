//! The pharmacy's commands at fifty a second: until the reply, which waits for the refresh, and from commit to visible.

use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use reqwest::Client;
use uuid::Uuid;

use super::data::BenchHospital;
use super::figures::Figures;
use super::visible::{newest_event, print_since};

const COMMANDS_A_SECOND: u64 = 50;

/// A line, and where a unit of its medication is.
#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = BigInt)]
    lot: i64,
    #[diesel(sql_type = BigInt)]
    place: i64,
}

/// The newest lines, one of each prescription, all of them verified, separated, dispensed, sent and received in turn.
pub async fn measure(hospital: &BenchHospital) {
    let count = COMMANDS_A_SECOND * hospital.seconds;
    let lines = lines(hospital, count);
    assert_eq!(lines.len() as u64, count, "enough open lines");
    let pharmacists = hospital.log_in(&["ana.farmacia"; 4]).await;
    let nurses = hospital.log_in(&["rita.enfermagem"; 4]).await;
    for (name, action, from, who) in [
        ("verify", "/lines/verification", "submitted", &pharmacists),
        ("separate", "/lines/separation", "verified", &pharmacists),
        ("dispense", "/lines/dispensing", "separated", &pharmacists),
        ("send", "/lines/sending", "dispensed", &pharmacists),
        ("receive", "/lines/receipt", "sent", &nurses),
    ] {
        let (before, began) = (newest_event(hospital), Instant::now());
        let posts = lines.iter().enumerate().map(|(number, line)| {
            let client = who[number % who.len()].clone();
            let at = began + Duration::from_millis(number as u64 * 1000 / COMMANDS_A_SECOND);
            async move {
                tokio::time::sleep_until(at.into()).await;
                post(hospital, client, action, from, line).await
            }
        });
        let latencies = futures_util::future::join_all(posts).await;
        Figures::new(latencies, began.elapsed()).print(&format!("{name}, from request to reply"));
        print_since(hospital, before, &format!("{name}, from commit to visible"));
    }
    println!("{:<44} {:>8} /s   aim p99 50 ms to visible\n", "each at", COMMANDS_A_SECOND);
}

async fn post(hospital: &BenchHospital, client: Client, action: &str, from: &str, line: &Line) -> Duration {
    let (key, of) = (Uuid::now_v7().to_string(), format!("{}/1", line.id));
    let (seen, plan) = (format!("{of}:{from}"), format!("{of}=1+{}*{}*1", line.lot, line.place));
    let mut form = vec![("key", key.as_str()), ("line", &seen)];
    match from {
        "verified" => form.extend([("of", of.as_str()), ("units", "1"), ("plan", &plan)]),
        "dispensed" => form.push(("porter", "Carlos")),
        _ => {}
    }
    let began = Instant::now();
    let reply = client.post(format!("{}{action}", hospital.url)).form(&form).send().await.expect("an answer");
    let took = began.elapsed();
    assert_eq!(reply.status(), 303, "{action} of {seen}");
    took
}

/// What nobody must check twice, with more on the shelf than is asked for.
fn lines(hospital: &BenchHospital, count: u64) -> Vec<Line> {
    let mut connection = hospital.connect();
    connection
        .batch_execute(
            "insert into lots (medication_id, number, expires_on) select id, 'BENCH', current_date + 600 from medications; \
             insert into stock_movements (kind, lot_id, to_place_id, units, user_id, document, supplier, unit_cost) \
             select 'receipt', l.id, p.id, 100000, (select min(id) from users), 'NF', 'Bench', 1 \
             from lots l, stock_places p where l.number = 'BENCH' and p.code = 'FARMACIA'",
        )
        .expect("stocked");
    let sql = diesel::sql_query(
        "select i.prescription_id as id, l.id as lot, p.id as place from prescription_items i \
         join prescriptions r on r.id = i.prescription_id join medications m on m.id = i.medication_id \
         join lots l on l.medication_id = m.id and l.number = 'BENCH' join stock_places p on p.code = 'FARMACIA' \
         where i.number = 1 and i.stage = 'submitted' and m.high_alert = '' and m.controlled_list = '' \
         and r.valid_until > now() + interval '5 hours' order by i.prescription_id limit $1",
    );
    sql.bind::<BigInt, _>(i64::try_from(count).expect("few")).load(&mut connection).expect("lines")
}
