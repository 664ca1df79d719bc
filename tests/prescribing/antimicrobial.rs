//! Antimicrobials: what for, which day it is, and when it is reviewed.

use crate::support::form::{Item, prescribe};
use crate::support::hospital::Hospital;
use crate::support::person::Person;

/// Ceftriaxone, which nobody prescribes to Maria Oliveira in the demo.
fn ceftriaxone() -> Item {
    Item::of(["P0027", "1", "g", "IV", "12/12H", "7"])
        .with("indication", "pneumonia")
        .with("preparation", "SF09")
        .with("volume", "100")
        .with("minutes", "30")
}

async fn sign(doctor: &Person, item: Item) -> String {
    let reply = prescribe(doctor, 1, vec![item]).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    reply.location
}

/// Everything signed for Maria Oliveira during the test was signed so many days earlier.
fn move_back(hospital: &Hospital, days: i32) {
    hospital.run(&format!(
        "update prescriptions set prescribed_at = prescribed_at - interval '{days} days', \
         valid_until = valid_until - interval '{days} days' where patient_id = 1 and id > 1; \
         update prescription_items i set therapy_started_on = therapy_started_on - {days}, \
         review_at = review_at - interval '{days} days' from prescriptions p \
         where p.id = i.prescription_id and p.patient_id = 1 and p.id > 1; \
         insert into read_model.touched select id from prescriptions where patient_id = 1; select read_model.refresh()"
    ));
}

fn days_of_last(hospital: &Hospital) -> i64 {
    hospital.count(
        "select (p.prescribed_at at time zone 'America/Sao_Paulo')::date - i.therapy_started_on + 1 \
         from prescription_items i join prescriptions p on p.id = i.prescription_id order by i.id desc limit 1",
    )
}

#[actix_web::test]
async fn item_9_an_antimicrobial_needs_an_indication_and_gets_a_review() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let before = hospital.written();
    let reply = prescribe(&doctor, 1, vec![ceftriaxone().with("indication", "").with("duration", "")]).await;
    assert_eq!(reply.status, 422);
    reply.has("Write the indication").has("Enter for how many days").has("antimicrobial D1 (D1 = ");
    assert_eq!(hospital.written(), before);
    let path = sign(&doctor, ceftriaxone()).await;
    doctor.get(&path).await.has("antimicrobial D1 (D1 = ").has("indication: pneumonia");
    let in_window = "select count(*) from prescription_items i join prescriptions p on p.id = i.prescription_id \
        where i.review_at between p.prescribed_at + interval '48 hours' and p.prescribed_at + interval '72 hours' \
        and i.therapy_started_on = (p.prescribed_at at time zone 'America/Sao_Paulo')::date and p.patient_id = 1 and p.id > 1";
    assert_eq!(hospital.count(in_window), 1);
    let plain = prescribe(&doctor, 1, vec![Item::paracetamol()]).await;
    doctor.get(&plain.location).await.has_not("antimicrobial D");
}

#[actix_web::test]
async fn item_9_the_day_of_therapy_counts_over_days_and_is_shown_everywhere() {
    let hospital = Hospital::open();
    let (doctor, pharmacist, nurse) = (hospital.doctor().await, hospital.pharmacist().await, hospital.nurse().await);
    sign(&doctor, ceftriaxone()).await;
    move_back(&hospital, 1);
    sign(&doctor, ceftriaxone()).await;
    assert_eq!(days_of_last(&hospital), 2);
    move_back(&hospital, 1);
    let path = sign(&doctor, ceftriaxone()).await;
    assert_eq!(days_of_last(&hospital), 3);
    for (person, path) in [
        (&doctor, path.as_str()),
        (&doctor, "/patients/1"),
        (&pharmacist, "/dispatch?q=maria+oliveira"),
        (&nurse, "/wards/5/report"),
    ] {
        person.get(path).await.has("antimicrobial D3 (D1 = ");
    }
    move_back(&hospital, 2);
    doctor.get(&path).await.has("antimicrobial D5 (D1 = ");
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn item_9_one_day_without_it_goes_on_counting_and_two_begin_anew() {
    for (days, counted) in [(2, 3), (3, 1)] {
        let hospital = Hospital::open();
        let doctor = hospital.doctor().await;
        sign(&doctor, ceftriaxone()).await;
        move_back(&hospital, days);
        sign(&doctor, ceftriaxone()).await;
        assert_eq!(days_of_last(&hospital), counted, "after {days} days");
    }
}

#[actix_web::test]
async fn item_9_another_presentation_goes_on_and_another_substance_stay_or_refusal_does_not() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    sign(&doctor, ceftriaxone()).await;
    move_back(&hospital, 1);
    sign(&doctor, ceftriaxone().with("medication", "P0028")).await;
    assert_eq!(days_of_last(&hospital), 1, "cefazolin is another substance");
    hospital.run("update medications set atc_code = 'J01DD04' where code = 'P0029'");
    sign(&doctor, ceftriaxone().with("medication", "P0029")).await;
    assert_eq!(days_of_last(&hospital), 2, "the same substance under another code");
    hospital.run(
        "update prescription_items i set stage = 'refused', closed_at = now() from prescriptions p \
        where p.id = i.prescription_id and p.patient_id = 1 and p.id > 1",
    );
    sign(&doctor, ceftriaxone()).await;
    assert_eq!(days_of_last(&hospital), 1, "what was refused was never given");
}

#[actix_web::test]
async fn item_9_the_database_knows_no_antimicrobial_without_a_review() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    sign(&doctor, ceftriaxone()).await;
    for sql in [
        "update prescription_items set review_at = null where review_at is not null",
        "update prescription_items set indication = null where review_at is not null",
    ] {
        use diesel::connection::SimpleConnection;
        assert!(hospital.database().connect().batch_execute(sql).is_err(), "{sql}");
    }
    let without = "select count(*) from prescription_items i join medications m on m.id = i.medication_id \
        where m.antimicrobial <> (i.review_at is not null)";
    assert_eq!(hospital.count(without), 0, "in the demo too");
}
