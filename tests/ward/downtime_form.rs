//! The form for a downtime: whose rows, of which lines, with which codes.

use std::collections::HashSet;

use chrono::{TimeDelta, TimeZone, Utc};
use posology::domain::paper::row_code::{RowCode, RowOf};
use posology::language::{Language, Words};
use posology::page::chrome::Chrome;
use posology::queries::hospital::hospital as read_hospital;
use posology::queries::ward::downtime_form::{Form, ward_now};

use crate::support::form::{Item, prescribe};
use crate::support::hospital::Hospital;
use crate::support::paper::{empty_rows, printed_codes, rows_of_line};

#[actix_web::test]
async fn each_patient_has_a_sheet_with_a_row_for_each_dose_of_the_next_hours_and_empty_ones() {
    let hospital = Hospital::open();
    let ward = hospital.count("select id from wards where code = 'CM-1'");
    let (nurse, doctor) = (hospital.nurse().await, hospital.doctor().await);
    let hourly = Item::simeticone().with("frequency", "1/1H").with("note", "with little water");
    assert_eq!(prescribe(&doctor, 1, vec![hourly]).await.status, 303);
    let item = hospital.count("select max(id) from prescription_items");
    let page = nurse.get(&format!("/wards/{ward}/downtime-form")).await;
    page.has("Downtime form").has("Internal Medicine 1 (CM-1)").has("Hospital Santa Aurora").has("Form no. ");
    page.has("CM-1-01 · Maria Oliveira").has("No known allergies").has("with little water").has("As of");
    page.has("Somebody who is not on this form");
    let codes = printed_codes(&page.body);
    let patients = hospital.count(&format!("select count(*) from read_model.patients where ward_id = {ward}"));
    let with_rows: HashSet<i64> = codes.iter().filter_map(patient_of).collect();
    assert_eq!(with_rows.len() as i64, patients, "everybody, with lines or without");
    assert_eq!(empty_rows(&codes, 1).len(), 10);
    assert_eq!(rows_of_line(&codes, item).len(), 6, "an hourly dose has as many rows as fit");
    let lines = hospital.count(&format!(
        "select count(*) from read_model.dispatch_lines where ward_id = {ward} \
         and (closed_at is null or stage = 'received' and valid_until > now())"
    ));
    let of_lines: HashSet<String> =
        codes.iter().filter(|code| patient_of(code).is_none()).map(|code| format!("{:?}", code.of)).collect();
    assert_eq!(of_lines.len() as i64, lines, "each line that is not over");
    assert!(!page.body.contains(">Maria Oliveira<") || codes.iter().all(|code| !code.to_string().contains("Maria")));
}

fn patient_of(code: &RowCode) -> Option<i64> {
    match code.of {
        RowOf::Patient(id) => Some(id),
        RowOf::Line(_) => None,
    }
}

#[actix_web::test]
async fn no_two_forms_share_a_code_however_fast_they_are_made() {
    let hospital = Hospital::open();
    let ward = hospital.count("select id from wards where code = 'CM-1'");
    let nurse = hospital.nurse().await;
    let path = format!("/wards/{ward}/downtime-form");
    let forms = futures_util::future::join_all((0..6).map(|_| nurse.get(&path))).await;
    let all: Vec<String> =
        forms.iter().flat_map(|form| printed_codes(&form.body)).map(|code| code.to_string()).collect();
    assert!(all.len() > 100);
    assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len());
}

#[actix_web::test]
async fn what_the_ward_received_has_rows_until_its_prescription_ends_and_what_was_stopped_has_none() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let signed = prescribe(&doctor, 1, vec![Item::paracetamol(), Item::simeticone()]).await;
    assert_eq!(signed.status, 303);
    let first = hospital.count("select max(id) - 1 from prescription_items");
    hospital.run(&format!(
        "set session_replication_role = replica; update prescription_items set stage = 'received', closed_at = now() where id = {first}; \
         update prescription_items set stage = 'suspended', closed_at = now(), suspended_by = 1, suspension_reason = 'x' where id = {first} + 1"
    ));
    hospital.look_anew();
    let ward = hospital.count("select ward_id from read_model.patients where id = 1");
    let path = format!("/wards/{ward}/downtime-form");
    let nurse = hospital.nurse().await;
    let codes = printed_codes(&nurse.get(&path).await.body);
    assert!(!rows_of_line(&codes, first).is_empty(), "received, and being given");
    assert!(rows_of_line(&codes, first + 1).is_empty(), "suspended");
    hospital.run(&format!(
        "set session_replication_role = replica; update prescriptions set prescribed_at = now() - interval '2 days', valid_until = now() - interval '1 minute' \
         where id = (select prescription_id from prescription_items where id = {first})"
    ));
    hospital.look_anew();
    let codes = printed_codes(&nurse.get(&path).await.body);
    assert!(rows_of_line(&codes, first).is_empty(), "its prescription has ended");
}

#[actix_web::test]
async fn a_ward_without_patients_has_a_sheet_for_somebody_and_an_unknown_ward_is_not_found() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    hospital.run("insert into wards (code, name_pt, name_en, kind) values ('NEW', 'Nova', 'New', 'ward')");
    let ward = hospital.count("select id from wards where code = 'NEW'");
    let page = nurse.get(&format!("/wards/{ward}/downtime-form")).await;
    page.has("Somebody who is not on this form");
    assert!(printed_codes(&page.body).is_empty());
    assert_eq!(nurse.get("/wards/9999/downtime-form").await.is_refused_in_words().status, 404);
    assert_eq!(hospital.log_in("admin").await.get(&format!("/wards/{ward}/downtime-form")).await.status, 403);
}

#[actix_web::test]
async fn who_was_transferred_just_now_has_the_lines_on_the_form_of_the_new_ward() {
    let hospital = Hospital::open();
    let (nurse, doctor) = (hospital.nurse().await, hospital.doctor().await);
    let signed = prescribe(&doctor, 1, vec![Item::simeticone().with("frequency", "1/1H")]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    let item = hospital.count("select max(id) from prescription_items");
    let bed = "select min(b.id) from beds b join wards w on w.id = b.ward_id where w.code <> 'CM-1' and not exists (select from admissions a where a.bed_id = b.id and a.discharged_at is null)";
    hospital.run(&format!(
        "update admissions set bed_id = ({bed}) where patient_id = 1 and discharged_at is null; \
         insert into read_model.touched (prescription_id) select id from prescriptions where patient_id = 1"
    ));
    let ward = hospital.count("select ward_id from read_model.patients where id = 1");
    let codes = printed_codes(&nurse.get(&format!("/wards/{ward}/downtime-form")).await.body);
    assert_eq!(empty_rows(&codes, 1).len(), 10);
    assert_eq!(rows_of_line(&codes, item).len(), 6, "before any refresh");
}

#[actix_web::test]
async fn a_form_s_pdf_is_made_anew_for_whatever_it_says_and_each_hour_with_other_codes() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    assert_eq!(prescribe(&doctor, 1, vec![Item::simeticone()]).await.status, 303);
    let ward = hospital.count("select ward_id from read_model.patients where id = 1");
    let mut connection = hospital.database().connect();
    let words = Words::new(Language::English, crate::support::paper::ZONE);
    let head = read_hospital(&mut connection).expect("a hospital");
    let chrome = Chrome::of_file(words, &head);
    let hour = Utc.with_ymd_and_hms(2026, 11, 25, 13, 0, 0).single().expect("a moment");
    let mut says = |minutes: i64| {
        let now = ward_now(&mut connection, ward).expect("a ward");
        let made_at = hour + TimeDelta::minutes(minutes);
        Form::of(head.clone(), &now, made_at, made_at, &words).says(&chrome).expect("it renders")
    };
    let first = says(1);
    assert!(first == says(1) && first == says(2), "its number alone is no reason");
    assert!(first != says(61), "the codes of an hour ago may have been used in another outage");
    for change in [
        "update medications set high_alert = case high_alert when '' then 'opioid' else '' end where id = (select medication_id from prescription_items order by id desc limit 1)",
        "update prescriptions set valid_until = '2026-11-25T13:00:30Z', prescribed_at = '2026-11-25T12:00:00Z' where id = (select max(id) from prescriptions)",
        "insert into look_alike_names (name, tall_man) select name_en, upper(name_en) from medications where id = (select medication_id from prescription_items order by id desc limit 1)",
    ] {
        let before = says(1);
        hospital.run(&format!("set session_replication_role = replica; {change}; insert into read_model.touched (prescription_id) select max(id) from prescriptions"));
        assert!(before != says(1), "{change}");
    }
}
