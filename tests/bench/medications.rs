//! Finding one of 12,000 medications while typing.

use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::connection::SimpleConnection;
use reqwest::Client;

use super::data::{BenchHospital, CLIENTS};
use super::figures::{Figures, print_ratio, repeat};
use super::pgbench;

const MEDICATIONS: &str = "12000";

const EXACT: [&str; 8] =
    ["paracetamol 500", "dipirona", "amox", "cefepima 2 g", "ácido valproico", "P0002", "ne", "losartana 50 mg"];
const ALIASES: [&str; 6] = ["clexane", "buscopan", "rivotril 2", "soro fisiologico", "novalgina", "5-fu"];
const MISTYPED: [&str; 8] = [
    "paracetmol 500",
    "dipirno",
    "amoxacilina",
    "furosmeida",
    "omeprasol",
    "dipirona comprimdo",
    "buscopam",
    "xyzzyqwert",
];

/// What a search asks where a word fits, and the usual routes of what it found.
const SEARCH: &str =
    "select fold('paracetamol 500'), exists (select from medications where lower(code) = 'paracetamol 500' and active);
select :columns from medications where active and search like '%paracetamol%'
    and (names like '% 500 %' or numbers like '% 500 %') order by left(names, 100), id limit 20;
select medication_id, route_code from medication_routes where medication_id = any('{2}') order by position;
select name, tall_man from look_alike_names where name = any('{Paracetamol}');
";

/// What it asks besides where none fits.
const SIMILAR: &str = "set pg_trgm.word_similarity_threshold = 0.42;
select :columns from medications where active and (search like '%amoxacilina%' or 'amoxacilina' <% names)
    order by left(names, 100), id limit 1000;
";

/// The added medications are taken away again, so that no other figure stands on them.
pub async fn measure(hospital: &BenchHospital) {
    let mut connection = hospital.connect();
    connection.batch_execute(&include_str!("formulary.sql").replace(":medications", MEDICATIONS)).expect("filled");
    connection.batch_execute("vacuum analyze medications").expect("vacuumed");
    println!("{MEDICATIONS} medications");
    let doctors = hospital.log_in(&["joao.silva"; CLIENTS]).await;
    let all = [EXACT.as_slice(), &ALIASES, &MISTYPED].concat();
    for (name, typed) in
        [("exact", EXACT.as_slice()), ("alias", &ALIASES), ("mistyped", &MISTYPED), ("all three", &all)]
    {
        searches(hospital, &doctors, typed).await.print(&format!("medication search, {name}"));
        searches(hospital, &doctors[..1], typed).await.print(&format!("medication search, {name}, one client"));
    }
    let columns = "id, code, name_pt, name_en, presentation_pt, presentation_en, usual_unit_code, names, search";
    let limit_of =
        |statements: &str| pgbench::rate(hospital, "posology_commands", &statements.replace(":columns", columns));
    for (name, typed, statements) in [
        ("a search that fits", ["paracetamol 500"], SEARCH.to_owned()),
        ("a mistyped search", ["amoxacilina"], SEARCH.replace("paracetamol", "amoxacilina") + SIMILAR),
    ] {
        let ours = searches(hospital, &doctors, &typed).await;
        ours.print(name);
        let limit = limit_of(&statements);
        println!(
            "{:<44} {limit:>8.0} /s   mean {:>6.2} ms",
            "pgbench, the same SELECTs",
            CLIENTS as f64 * 1000.0 / limit
        );
        print_ratio(name, ours.rate(), limit);
    }
    let taken_away = "delete from medication_routes using medications where id = medication_id and code like 'G%'; \
        delete from medications where code like 'G%'";
    connection.batch_execute(taken_away).expect("taken away");
    connection.batch_execute("vacuum analyze medications").expect("vacuumed");
}

async fn searches(hospital: &BenchHospital, doctors: &[Client], typed: &[&str]) -> Figures {
    let turn = AtomicUsize::new(0);
    let url = format!("{}/medications", hospital.url);
    repeat(doctors, hospital.seconds, |doctor, _| {
        let word = typed[turn.fetch_add(1, Ordering::Relaxed) % typed.len()];
        let request = doctor.get(&url).query(&[("q", word)]);
        async move {
            let reply = request.send().await.expect("an answer");
            assert_eq!(reply.status(), 200);
            reply.bytes().await.expect("suggestions");
        }
    })
    .await
}
