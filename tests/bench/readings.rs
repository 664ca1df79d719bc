//! Pages a second: the dispatch list and a ward's report.

use diesel::prelude::*;
use reqwest::Client;

use super::data::{BenchHospital, CLIENTS};
use super::figures::{Figures, print_ratio, repeat};
use super::pgbench;
use super::statements::{DISPATCH, REPORT, dispatch_columns};

pub async fn measure(hospital: &BenchHospital) {
    let pharmacists = hospital.log_in(&["ana.farmacia"; CLIENTS]).await;
    let dispatch = pages(hospital, &pharmacists, "/dispatch".to_owned()).await;
    dispatch.print("dispatch page");
    let select = DISPATCH.replace(":columns", &dispatch_columns());
    let limit = pgbench::rate(hospital, "posology_queries", &select);
    println!("{:<44} {limit:>8.0} /s", "pgbench, the same SELECTs");
    print_ratio("dispatch page", dispatch.rate(), limit);

    let ward = fullest_ward(hospital);
    let nurses = hospital.log_in(&["rita.enfermagem"; CLIENTS]).await;
    let report = pages(hospital, &nurses, format!("/wards/{ward}/report")).await;
    report.print("ward report");
    let select = REPORT.replace(":ward", &ward.to_string());
    let limit = pgbench::rate(hospital, "posology_queries", &select);
    println!("{:<44} {limit:>8.0} /s", "pgbench, the same SELECTs");
    print_ratio("ward report", report.rate(), limit);
}

async fn pages(hospital: &BenchHospital, clients: &[Client], path: String) -> Figures {
    let url = format!("{}{path}", hospital.url);
    repeat(clients, hospital.seconds, |client, _| {
        let url = url.clone();
        async move {
            let reply = client.get(url).send().await.expect("an answer");
            assert_eq!(reply.status(), 200);
            reply.bytes().await.expect("a page");
        }
    })
    .await
}

pub fn fullest_ward(hospital: &BenchHospital) -> i64 {
    #[derive(QueryableByName)]
    struct Ward {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        id: i64,
    }
    let sql = "select ward_id as id from read_model.dispatch_lines where closed_at is null group by 1 order by count(*) desc limit 1";
    diesel::sql_query(sql).get_result::<Ward>(&mut hospital.connect()).expect("a ward").id
}
