//! Doses per kilogram, and the weight that they rest on.

use crate::support::form::{Item, PrescribeForm, hidden, insist, prescribe};
use crate::support::hospital::Hospital;

fn weigh(hospital: &Hospital, patient: i64, kg: &str, hours_ago: i32) {
    hospital.run(&format!(
        "delete from measurements where patient_id = {patient}; \
         insert into measurements (patient_id, weight_kg, measured_at, recorded_by) \
         select {patient}, {kg}, now() - interval '{hours_ago} hours', min(id) from users where role = 'nurse'"
    ));
}

fn per_kg() -> Item {
    Item::paracetamol().with("medication", "P0004").with("dose", "15").with("unit", "mg/kg")
}

fn in_bed_of(hospital: &Hospital, ward: &str) -> i64 {
    hospital.count(&format!(
        "select min(a.patient_id) from admissions a join beds b on b.id = a.bed_id join wards w on w.id = b.ward_id \
         join patients p on p.id = a.patient_id where w.code = '{ward}' and p.allergy_status is not null and a.discharged_at is null"
    ))
}

#[actix_web::test]
async fn item_10_formula_weight_and_result_are_shown_before_signing_and_after() {
    let hospital = Hospital::open();
    let (doctor, nurse) = (hospital.doctor().await, hospital.nurse().await);
    weigh(&hospital, 1, "12.4", 3);
    let mut form = PrescribeForm::open(&doctor, 1, vec![per_kg()]).await;
    form.action = "calculate";
    let page = form.send(&doctor).await;
    page.has("15 mg/kg × 12.4 kg = 186 mg (weight of ");
    form.action = "sign";
    assert_eq!(form.send(&doctor).await.status, 422, "not before it was shown");
    form.items = vec![per_kg().with("shown", &hidden(&page.body, "shown"))];
    let reply = form.send(&doctor).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    for (person, path) in [(&doctor, reply.location.as_str()), (&doctor, "/patients/1"), (&nurse, "/wards/5/report")] {
        person.get(path).await.has("15 mg/kg × 12.4 kg = 186 mg (weight of ");
    }
    doctor.get(&reply.location).await.has("<strong>186 mg</strong>");
    let stored = "select dose_quantity || dose_unit_code || ' ' || per_kg_quantity || per_kg_unit || ' ' || weight_kg \
        from prescription_items where per_kg_quantity is not null order by id desc limit 1";
    assert_eq!(hospital.text(stored), "186.0000mg 15.0000mg/kg 12.400");
    doctor.post("/locale", &[("locale", "pt-BR"), ("next", "/")]).await;
    doctor.get(&reply.location).await.has("15 mg/kg × 12,4 kg = 186 mg (peso de ");
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn item_10_a_weight_that_changed_after_the_calculation_is_calculated_and_shown_anew() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    weigh(&hospital, 1, "12.4", 3);
    let seen = per_kg().with("shown", "186 mg");
    let form = PrescribeForm::open(&doctor, 1, vec![seen]).await;
    weigh(&hospital, 1, "13", 0);
    let before = hospital.written();
    let reply = form.send(&doctor).await;
    assert_eq!(reply.status, 422);
    reply.has("Check the calculation shown below").has("15 mg/kg × 13 kg = 195 mg");
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn item_6_a_continuous_rate_per_kg_is_calculated_with_the_weight() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    weigh(&hospital, 1, "70", 3);
    let norepinephrine = Item::of(["P0113", "16", "mg", "IV", "CONT", "1"])
        .with("preparation", "SG5")
        .with("volume", "250")
        .with("rate", "0.1")
        .with("rate_unit", "mcg/kg/min")
        .with("shown", "6.6 mL/h");
    let reply = prescribe(&doctor, 1, vec![norepinephrine.clone()]).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    doctor.get(&reply.location).await.has("0.1 mcg/kg/min × 70 kg = 6.6 mL/h (weight of ");
    hospital.run("delete from measurements where patient_id = 1");
    let reply = prescribe(&doctor, 1, vec![norepinephrine]).await;
    assert_eq!(reply.status, 422);
    reply.has("This patient&#39;s weight is missing").has("Without a recent weight");
}

#[actix_web::test]
async fn pre_3_without_a_recent_weight_nothing_per_kg_is_signed() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    weigh(&hospital, 1, "62", 8 * 24);
    let before = hospital.written();
    let reply = prescribe(&doctor, 1, vec![per_kg()]).await;
    assert_eq!(reply.status, 422);
    reply
        .has("The last weight (62 kg) is of ")
        .has("it counts for 168 hours")
        .has("href=\"/patients/1/measurements\"")
        .has("Without a recent weight the dose per kg cannot be calculated");
    assert_eq!(hospital.written(), before);
    hospital.run("delete from measurements where patient_id = 1");
    let before = hospital.written();
    let reply = prescribe(&doctor, 1, vec![per_kg()]).await;
    reply.has("This patient&#39;s weight is missing").has("href=\"/patients/1/measurements\"");
    assert_eq!(hospital.written(), before);
    assert_eq!(prescribe(&doctor, 1, vec![Item::paracetamol()]).await.status, 303, "an adult's plain dose needs none");
    hospital.run("update medications set weight_based = true where code = 'P0002'");
    let reply = prescribe(&doctor, 1, vec![Item::paracetamol()]).await;
    assert_eq!(reply.status, 422, "a medication dosed by weight needs one");
    hospital.run("update hospital set weight_valid_hours = 240");
    weigh(&hospital, 1, "62", 8 * 24);
    assert_eq!(insist(&doctor, 1, vec![Item::paracetamol()]).await.status, 303, "the hospital's limit is data");
}

#[actix_web::test]
async fn pre_3_a_child_is_prescribed_for_only_with_a_recent_weight() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    for (ward, recent, old) in [("PED", 6 * 24, 8 * 24), ("UTI-P", 23, 25), ("UTI-N", 23, 25)] {
        let child = in_bed_of(&hospital, ward);
        weigh(&hospital, child, "10", old);
        let reply = prescribe(&doctor, child, vec![Item::paracetamol()]).await;
        assert_eq!(reply.status, 422, "{ward}");
        reply.has(&format!("href=\"/patients/{child}/measurements\""));
        weigh(&hospital, child, "10", recent);
        let reply = insist(&doctor, child, vec![Item::paracetamol()]).await;
        assert_eq!(reply.status, 303, "{ward}: {}", reply.body);
    }
    let child = in_bed_of(&hospital, "PED");
    hospital.run("delete from measurements");
    let birthday =
        "update patients set birth_date = (now() at time zone 'America/Sao_Paulo')::date - interval '18 years'";
    hospital.run(&format!("{birthday} + interval '1 day' where id = {child}"));
    assert_eq!(prescribe(&doctor, child, vec![Item::paracetamol()]).await.status, 422, "eighteen tomorrow");
    hospital.run(&format!("{birthday} where id = {child}"));
    assert_eq!(insist(&doctor, child, vec![Item::paracetamol()]).await.status, 303, "eighteen today");
}

#[actix_web::test]
async fn item_10_a_dose_per_kg_that_comes_to_nothing_or_too_much_is_refused() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    weigh(&hospital, 1, "0.4", 1);
    prescribe(&doctor, 1, vec![per_kg().with("dose", "0.0001")]).await.has("too small or too large");
    weigh(&hospital, 1, "120", 1);
    prescribe(&doctor, 1, vec![per_kg().with("dose", "999999999")]).await.has("too small or too large");
    prescribe(&doctor, 1, vec![per_kg().with("unit", "tablet/kg")]).await.has("This unit is not on the list");
}

#[actix_web::test]
async fn item_10_a_childs_dose_above_an_adults_maximum_is_warned_of() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    hospital.run("delete from dose_limits where substance = 'paracetamol' and basis = 'kg'");
    hospital.run("update dose_limits set from_age = '12y', maximum = maximum * 1000, unit_code = 'mg' where substance = 'paracetamol'");
    hospital.run("update patients set birth_date = current_date - interval '9 years' where id = 1");
    weigh(&hospital, 1, "60", 3);
    let mistyped = || per_kg().with("dose", "20").with("shown", "1200 mg");
    let warned = prescribe(&doctor, 1, vec![mistyped()]).await;
    assert_eq!(warned.is_refused_in_words().status, 422);
    warned.has("1,200 mg is above an adult&#39;s maximum of 1,000 mg").has("Warning");
    let signed = insist(&doctor, 1, vec![mistyped()]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    doctor.get(&signed.location).await.has("so decided").has("ITEM-10");
    let usual = per_kg().with("dose", "15").with("shown", "900 mg").with("frequency", "8/8H").with("route", "SNE");
    let fine = insist(&doctor, 1, vec![usual]).await;
    assert_eq!(fine.status, 303, "{}", fine.body);
    doctor.get(&fine.location).await.has_not("ITEM-10");
}
