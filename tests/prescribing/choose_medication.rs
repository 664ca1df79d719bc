//! Finding a medication by what a doctor types.

use serde_json::Value;

use crate::support::databases::TestDatabase;
use crate::support::hospital::Hospital;
use crate::support::person::Person;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

async fn labels(doctor: &Person, q: &str) -> Vec<String> {
    let request = doctor.request(reqwest::Method::GET, "/medications").query(&[("q", q)]);
    let reply = crate::support::person::answer(request).await;
    assert_eq!(reply.status, 200, "{q:.40}: {}", reply.body);
    let found: Value = serde_json::from_str(&reply.body).expect("JSON");
    let found = found.as_array().expect("a list").iter();
    found.map(|medication| medication["label"].as_str().expect("a label").to_owned()).collect()
}

#[track_caller]
fn first_is(found: &[String], start: &str) {
    assert!(found.first().is_some_and(|label| label.starts_with(start)), "{start} is first in {found:?}");
}

#[actix_web::test]
async fn names_in_either_language_brands_and_codes_find_the_medication() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    for (typed, meant) in [
        ("paracetamol", "Paracetamol 500 mg"),
        ("PARACETAMOL", "Paracetamol 500 mg"),
        ("dipirona", "Metamizole 500 mg tablet"),
        ("metamizole", "Metamizole 500 mg tablet"),
        ("acido valproico", "Valproic acid 250 mg"),
        ("ÁCIDO VALPRÓICO", "Valproic acid 250 mg"),
        ("p0046", "Meropenem 1 g"),
        ("  clexane  ", "Enoxaparin 20 mg/0.2 mL"),
        ("Buscopan", "Hyoscine butylbromide 10 mg"),
        ("solu-medrol", "Methylprednisolone"),
        ("5-fu", "Fluorouracil"),
        ("valproico acido xarope", "Valproic acid 50 mg/mL syrup"),
        ("tablet paracetamol", "Paracetamol 500 mg tablet"),
        ("cilina", "Amoxicillin 500 mg"),
    ] {
        first_is(&labels(&doctor, typed).await, meant);
    }
}

#[actix_web::test]
async fn item_1_a_brand_finds_the_generic_name_and_is_never_shown() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    for brand in ["clexane", "tylenol", "rivotril", "lasix", "bactrim"] {
        let found = labels(&doctor, brand).await;
        assert!(!found.is_empty(), "{brand}");
        assert!(found.iter().all(|label| !label.to_lowercase().contains(brand)), "{found:?}");
    }
}

#[actix_web::test]
async fn typos_are_forgiven_and_the_right_one_is_first() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    for (typed, meant) in [
        ("paracetmol 500", "Paracetamol 500 mg tablet"),
        ("dipirno", "Metamizole 500 mg tablet"),
        ("amoxacilina", "Amoxicillin 500 mg"),
        ("furosmeida", "Furosemide 40 mg"),
        ("omperazol", "Omeprazole 20 mg"),
        ("omeprasol 40", "Omeprazole 40 mg"),
        ("clexne", "Enoxaparin 20 mg"),
        ("buscopam", "Hyoscine"),
        ("tazocim", "Piperacillin"),
        ("vancomycina", "Vancomycin"),
        ("dipirona comprimdo", "Metamizole 500 mg tablet"),
    ] {
        first_is(&labels(&doctor, typed).await, meant);
    }
    assert_eq!(labels(&doctor, "xyzzyqwert").await, Vec::<String>::new());
}

#[actix_web::test]
async fn where_a_word_fits_nothing_similar_is_mixed_in() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let found = labels(&doctor, "prednisona").await;
    assert!(found.len() == 2 && found.iter().all(|label| label.to_lowercase().starts_with("prednisone ")), "{found:?}");
    let found = labels(&doctor, "oxacilina").await;
    first_is(&found, "Oxacillin");
}

#[actix_web::test]
async fn a_number_narrows_by_strength_however_it_is_written() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    for (typed, meant) in [
        ("paracetamol 750", vec!["Paracetamol 750 mg tablet · P0003"]),
        ("paracetamol 750mg", vec!["Paracetamol 750 mg tablet · P0003"]),
        ("paracetamol 75", vec!["Paracetamol 750 mg tablet · P0003"]),
        ("paracetamol 751", vec![]),
        ("enoxaparina 0,4", vec!["Enoxaparin 40 mg/0.4 mL solution for injection; prefilled syringe · P0086"]),
        ("enoxaparina 0.4 mL", vec!["Enoxaparin 40 mg/0.4 mL solution for injection; prefilled syringe · P0086"]),
        ("alfaepoetina 4000", vec!["Epoetin alfa 4,000 units/1 mL solution for injection; vial · P0236"]),
        ("alfaepoetina 4.000", vec!["Epoetin alfa 4,000 units/1 mL solution for injection; vial · P0236"]),
    ] {
        assert_eq!(labels(&doctor, typed).await, meant, "{typed}");
    }
    let found = labels(&doctor, "morfina 10").await;
    assert_eq!(found.len(), 2, "0.2 mg is not 10 mg: {found:?}");
}

#[actix_web::test]
async fn a_code_comes_first_whatever_else_has_its_letters() {
    let hospital = Hospital::open();
    hospital.run("update medications set code = '40-X/1.5' where code = 'P0009'; update medications set aliases = 'P0001' where code = 'P0005'");
    let doctor = hospital.doctor().await;
    first_is(&labels(&doctor, "p0001").await, "Aspirin");
    first_is(&labels(&doctor, "40-x/1.5").await, "Ibuprofen 50 mg/mL");
    hospital.run("update medications set active = false where code = 'P0001'");
    first_is(&labels(&doctor, "p0001").await, "Metamizole");
}

#[actix_web::test]
async fn whatever_is_typed_is_answered_in_the_same_order_each_time() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let long = "a".repeat(10_000);
    let many = "amox ".repeat(2_000);
    for (typed, most) in [
        ("", 0),
        (" ", 0),
        ("%", 0),
        ("_", 0),
        ("%%%%", 0),
        ("\\", 0),
        ("'; drop table medications; --", 20),
        ("😀", 0),
        ("😀 paracetamol", 3),
        ("％", 0),
        ("½", 20),
        ("привет", 0),
        ("pa", 20),
        ("a", 20),
        ("MG", 20),
        ("500", 20),
        (&long, 0),
        (&many, 20),
    ] {
        let found = labels(&doctor, typed).await;
        assert!(found.len() <= most, "{typed:.40}: {found:?}");
        assert_eq!(labels(&doctor, typed).await, found, "{typed:.40}");
    }
    first_is(&labels(&doctor, "para%mol").await, "Paracetamol 500 mg");
    first_is(&labels(&doctor, "pan").await, "Pantoprazole");
    first_is(&labels(&doctor, "neo").await, "Neostigmine");
    first_is(&labels(&doctor, "ne").await, "Neostigmine");
}

#[test]
fn each_way_of_searching_has_its_index() {
    let database = TestDatabase::with_demo();
    let mut connection = database.connect();
    let fill = include_str!("../bench/formulary.sql").replace(":medications", "12000");
    connection.batch_execute(&fill).expect("filled");
    connection.batch_execute("analyze medications; set pg_trgm.word_similarity_threshold = 0.42").expect("analysed");
    for (condition, index) in [
        ("names like ' paracetamol%' or names like '%# paracetamol%'", "medications_names"),
        ("search like '%paracetamol%'", "medications_search"),
        ("search like '% pr%' and search like '%paracetamol%'", "medications_search"),
        ("search like '%paracetmol%' or 'paracetmol' <% names", "medications_names"),
        ("'paracetmol' <% search and 'comprimdo' <% search", "medications_search"),
        ("numbers like '% 333 %' or names like '% 333 %'", "medications_numbers"),
        ("search like '%comprimido%'", "medications_in_order"),
        ("lower(code) = 'p0002'", "medications_lower_code"),
    ] {
        let plan = plan(
            &mut connection,
            &format!(
                "select id from medications where active and ({condition}) order by left(names, 100), id limit 20"
            ),
        );
        assert!(plan.contains(index) && !plan.contains("Seq Scan"), "{condition}:\n{plan}");
    }
}

fn plan(connection: &mut PgConnection, statement: &str) -> String {
    #[derive(QueryableByName)]
    struct Line {
        #[diesel(sql_type = diesel::sql_types::Text, column_name = "QUERY PLAN")]
        line: String,
    }
    let lines: Vec<Line> = diesel::sql_query(format!("explain {statement}")).load(connection).expect("a plan");
    lines.into_iter().map(|line| line.line).collect::<Vec<_>>().join("\n")
}
