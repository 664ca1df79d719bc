//! Who may prescribe what: specialties, and an emergency that cannot wait for them.

use crate::support::form::{Item, PrescribeForm, prescribe};
use crate::support::hospital::Hospital;

/// An immunosuppressant, which the demo leaves to nephrology, rheumatology and gastroenterology.
fn tacrolimus() -> Item {
    Item::of(["P0294", "1", "mg", "VO", "12/12H", "3"])
}

const DECISION: &str = "specialty|tacrolimo";

#[actix_web::test]
async fn who_1_who_has_an_allowed_specialty_prescribes_without_being_asked() {
    let hospital = Hospital::open();
    let signed = prescribe(&hospital.log_in("natalia.queiroz").await, 1, vec![tacrolimus()]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    assert_eq!(hospital.count("select count(*) from prescription_alerts where rule = 'WHO-1'"), 0);
}

#[actix_web::test]
async fn who_1_anybody_else_is_stopped_and_told_why_and_whom_to_ask() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    hospital.run("update doctors set active = false where name = 'Dr. Bruno Furtado'");
    let before = hospital.written();
    let refused = prescribe(&doctor, 1, vec![tacrolimus()]).await;
    assert_eq!(refused.is_refused_in_words().status, 422);
    refused
        .has("STOP")
        .has("Tacrolimus is left to other specialties")
        .has("Gastroenterology, Nephrology or Rheumatology; your registration says Cardiology")
        .has("Ask Dr. Danilo Figueiredo (CRM/SP 67540), Dra. Natália Queiroz (CRM/SP 71836).")
        .has("WHO-1");
    for (reason, needed) in [("", DECISION), ("transplant last night", "")] {
        let form = PrescribeForm::open(&doctor, 1, vec![tacrolimus()]).await;
        let mut fields = form.fields();
        fields.extend([("decision", DECISION), ("reason", reason), ("needed", needed)]);
        assert_eq!(doctor.post("/patients/1/prescriptions", &fields).await.status, 422);
    }
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn who_1_an_emergency_is_signed_with_its_reason_and_waits_for_review() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let form = PrescribeForm::open(&doctor, 1, vec![Item::simeticone(), tacrolimus()]).await;
    let signed = form.because(DECISION, "graft from another hospital, nobody on call").send(&doctor).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    doctor.get(&signed.location).await.has("nobody on call").has("Medication 2").has("WHO-1");
    let kept = "select rule || ' ' || reason from read_model.overrides";
    assert_eq!(hospital.text(kept), "WHO-1 graft from another hospital, nobody on call");
}

#[actix_web::test]
async fn who_2_what_is_cytotoxic_is_never_signed_in_an_emergency_by_others() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let cyclophosphamide = Item::of(["P0277", "50", "mg", "VO", "1X", "3"]);
    let form = PrescribeForm::open(&doctor, 1, vec![cyclophosphamide]).await;
    let refused = form.because("specialty|ciclofosfamida", "nobody on call").send(&doctor).await;
    assert_eq!(refused.is_refused_in_words().status, 422);
    refused.has("Cyclophosphamide needs Haematology").has_not("name=\"needed\"");
}

#[actix_web::test]
async fn who_6_misoprostol_is_prescribed_for_inpatients() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let misoprostol = Item::of(["P0173", "200", "mcg", "VAG", "6/6H", "1"]);
    let signed = prescribe(&doctor, 1, vec![misoprostol.clone()]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    doctor.get(&signed.location).await.has("Misoprostol").has("C1");
    let oral = prescribe(&doctor, 1, vec![misoprostol.with("route", "VO")]).await;
    assert_eq!(oral.status, 422, "its form has one route");
}
