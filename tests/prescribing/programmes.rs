//! Medications that only registered doctors prescribe.

use crate::support::form::{Item, prescribe};
use crate::support::hospital::Hospital;

fn thalidomide() -> Item {
    Item::of(["P0300", "100", "mg", "VO", "1XN", "7"]).with("term", "yes")
}

fn day(hospital: &Hospital, days_ago: i32) -> String {
    hospital.text(&format!("select ((now() at time zone 'America/Sao_Paulo')::date - {days_ago})::text"))
}

fn is(hospital: &Hospital, sex: &str, years: i32) {
    hospital.run(&format!(
        "update patients set sex = '{sex}', birth_date = (now() at time zone 'America/Sao_Paulo')::date - interval '{years} years' where id = 1"
    ));
}

#[actix_web::test]
async fn who_5_a_registered_doctor_prescribes_with_term_test_and_contraception_and_all_is_shown() {
    let hospital = Hospital::open();
    let oncologist = hospital.oncologist().await;
    let form = oncologist.get("/patients/1/prescriptions/new").await;
    form.has("data-child-bearing");
    let item = thalidomide().with("pregnancy_test", &day(&hospital, 7)).with("contraception", "yes");
    let signed = prescribe(&oncologist, 1, vec![item]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    let words = "term signed · negative pregnancy test of ";
    oncologist.get(&signed.location).await.has(words).has("contraception confirmed").has("C3");
    hospital.pharmacist().await.get("/dispatch").await.has(words);
    let stored = "select programme_code || ' ' || (pregnancy_test_on is not null) from prescription_items where programme_code is not null";
    assert_eq!(hospital.text(stored), "thalidomide true");
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn who_5_who_is_not_registered_is_refused_whatever_the_reason_and_told_whom_to_ask() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let before = hospital.written();
    let item = thalidomide().with("pregnancy_test", &day(&hospital, 1)).with("contraception", "yes");
    let refused = prescribe(&doctor, 1, vec![item.clone()]).await;
    assert_eq!(refused.is_refused_in_words().status, 422);
    refused
        .has("Thalidomide may be prescribed only by doctors registered in the thalidomide control programme")
        .has("Ask Dr. Otávio Meireles (CRM/SP 59902), Dra. Marina Costa Albuquerque (CRM/SP 58213).")
        .has_not("name=\"needed\"");
    hospital.run("delete from programme_registrations where programme_code = 'thalidomide'");
    prescribe(&doctor, 1, vec![item.clone()]).await.has("Nobody in this hospital is");
    hospital.run("delete from prescriber_programmes where code = 'thalidomide'");
    prescribe(&hospital.oncologist().await, 1, vec![item]).await.has("Nobody in this hospital is");
    assert_eq!(hospital.written(), before);
    let lenalidomide = thalidomide().with("medication", "P0301").with("dose", "10");
    let other = hospital.log_in("otavio.meireles").await;
    prescribe(&other, 1, vec![lenalidomide]).await.has("registered in the lenalidomide control programme");
}

#[actix_web::test]
async fn who_5_without_term_recent_test_or_contraception_nothing_is_signed() {
    let hospital = Hospital::open();
    let oncologist = hospital.oncologist().await;
    let before = hospital.written();
    let whole = thalidomide().with("pregnancy_test", &day(&hospital, 2)).with("contraception", "yes");
    for (field, value, words) in [
        ("term", "", "The patient signs the term before this is prescribed"),
        ("pregnancy_test", "", "Enter the day of the negative pregnancy test"),
        ("pregnancy_test", "last week", "This is not a day"),
        ("pregnancy_test", &day(&hospital, 8), "counts for 7 days"),
        ("pregnancy_test", &day(&hospital, -1), "This day is still to come"),
        ("contraception", "", "Confirm contraception before you prescribe"),
    ] {
        let refused = prescribe(&oncologist, 1, vec![whole.clone().with(field, value)]).await;
        assert_eq!(refused.status, 422, "{field} {value}");
        refused.has(words).has(&format!("href=\"#item-0-{field}\""));
    }
    prescribe(&oncologist, 1, vec![Item::paracetamol().with("term", "yes")])
        .await
        .has("Only medications with registered");
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn who_5_test_and_contraception_are_asked_of_who_may_become_pregnant_alone() {
    let hospital = Hospital::open();
    let oncologist = hospital.oncologist().await;
    for (sex, years, asked) in [
        ("male", 30, false),
        ("female", 9, false),
        ("female", 10, true),
        ("female", 55, true),
        ("female", 56, false),
        ("unknown", 30, true),
    ] {
        is(&hospital, sex, years);
        hospital.measure(1);
        let mut item = thalidomide();
        let asks = prescribe(&oncologist, 1, vec![item.clone()]).await;
        let told = asks.body.contains("Enter the day of the negative pregnancy test");
        assert_eq!(told, asked, "{sex} of {years}: {}", asks.status);
        if !asked {
            item = item.with("contraception", "yes");
            prescribe(&oncologist, 1, vec![item]).await.has("Only women of child-bearing age need this");
        }
    }
}
