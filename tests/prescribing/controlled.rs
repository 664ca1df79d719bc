//! Controlled substances: what signing, the prescription and the patient's page say of them.

use crate::support::form::{Item, insist, prescribe};
use crate::support::hospital::Hospital;

/// The code of an English name's presentation for a route.
fn code(hospital: &Hospital, name: &str, form_group: &str) -> String {
    hospital.text(&format!(
        "select min(code) from medications where name_en = '{name}' and form_group_code = '{form_group}'"
    ))
}

fn by_mouth(hospital: &Hospital, name: &str, dose: &str, frequency: &str) -> Item {
    Item::of([&code(hospital, name, "oral"), dose, "mg", "VO", frequency, "3"])
}

#[actix_web::test]
async fn ctl_1_for_an_inpatient_a_controlled_substance_is_signed_like_any_other() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let signed = insist(&doctor, 1, vec![by_mouth(&hospital, "Morphine", "10", "4X"), Item::paracetamol()]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    let page = doctor.get(&signed.location).await;
    page.has("Controlled: list A1")
        .has("This prescription is enough in the hospital. At discharge: Prescription notification A (yellow)");
    assert_eq!(page.body.matches("Controlled: list").count(), 1, "paracetamol is on no list");
}

#[actix_web::test]
async fn ctl_4_the_prescription_says_quantities_in_figures_and_in_words() {
    let hospital = Hospital::open();
    hospital.without_cut_over();
    let doctor = hospital.doctor().await;
    let signed = insist(&doctor, 1, vec![by_mouth(&hospital, "Morphine", "2.5", "4X")]).await;
    doctor.get(&signed.location).await.has("4 (four) doses, 10 (ten) mg in all");
    let document = doctor.get(&format!("{}.json", signed.location)).await;
    document
        .has("\"list\":\"A1\"")
        .has("4 (quatro) doses, no total 10 (dez) mg")
        .has("\"discharge_document\":\"Notificação de Receita A\"");
    let once = insist(&doctor, 2, vec![by_mouth(&hospital, "Methadone", "7.5", "AGORA")]).await;
    doctor.get(&once.location).await.has("1 (one) dose, 7.5 (seven point five) mg in all");
    let as_needed =
        by_mouth(&hospital, "Tramadol", "50", "SN").with("indication", "pain").with("interval", "6").with("most", "3");
    let signed = insist(&doctor, 3, vec![as_needed]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    doctor.get(&signed.location).await.has("3 (three) doses, 150 (one hundred and fifty) mg in all");
    let plain = prescribe(&doctor, 4, vec![Item::paracetamol()]).await;
    doctor.get(&format!("{}.json", plain.location)).await.has_not("\"controlled\"");
}

#[actix_web::test]
async fn ctl_2_and_ctl_3_the_patients_page_says_which_documents_discharge_would_need() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    hospital.run(
        "set session_replication_role = replica; update prescription_items set stage = 'refused', closed_at = now()",
    );
    doctor.get("/patients/1").await.has_not("On discharge these need");
    let items = vec![
        by_mouth(&hospital, "Tramadol", "50", "4X"),
        by_mouth(&hospital, "Methadone", "10", "2X"),
        by_mouth(&hospital, "Haloperidol", "5", "2X"),
        by_mouth(&hospital, "Fluoxetine", "20", "1X").with("duration", "61"),
        Item::of([&code(&hospital, "Misoprostol", "vag"), "25", "mcg", "VAG", "1X", "1"]),
        Item::paracetamol(),
    ];
    let signed = insist(&doctor, 1, items).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    let page = doctor.get("/patients/1").await;
    page.has("On discharge these need")
        .has("<strong>Special-control prescription, 2 copies (white)</strong>: Tramadol.")
        .has("<strong>Prescription notification A (yellow)</strong>: Methadone.")
        .has(": Haloperidol, Fluoxetine.")
        .has("Fluoxetine: as prescribed now it would be more than 60 days")
        .has("Of each substance at most 5 ampoules, or 30 days of other forms; valid 30 days.")
        .has("<strong>Misoprostol</strong>: For use in the hospital only");
    hospital.run("update medications set controlled_addendum = false where name_en = 'Tramadol'");
    let page = doctor.get("/patients/1").await;
    page.has("<strong>Prescription notification A (yellow)</strong>: Tramadol.");
}

#[actix_web::test]
async fn ctl_2_more_ampoules_than_a_notification_may_say_are_told() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let ampoules = Item::of([&code(&hospital, "Morphine", "inj"), "10", "mg", "IV", "2X", "3"]);
    let signed = insist(&doctor, 1, vec![ampoules.with("preparation", "bolus")]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    doctor.get("/patients/1").await.has("Morphine: as prescribed now it would be more than 5 ampoules");
}
