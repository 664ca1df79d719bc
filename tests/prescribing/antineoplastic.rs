//! Antineoplastics: protocol, cycle and day, and the body surface that their doses rest on.

use crate::support::form::{Item, PrescribeForm, hidden, insist, prescribe};
use crate::support::hospital::Hospital;
use crate::support::html_form::HtmlForm;

/// A dose a square metre, in a bag.
fn doxorubicin() -> Item {
    let item = Item::of(["P0264", "60", "mg/m2", "IV", "DU", "1"]).with("times", "23:00");
    item.with("preparation", "SF09").with("volume", "100").with("minutes", "30")
}

#[actix_web::test]
async fn who_2_an_antineoplastic_is_signed_with_its_protocol_and_surface_and_shows_both_everywhere() {
    let hospital = Hospital::open();
    let oncologist = hospital.oncologist().await;
    hospital.measure(1);
    let mut form = PrescribeForm::open(&oncologist, 1, vec![doxorubicin().by_protocol().with("shown", "")]).await;
    let unseen = form.send(&oncologist).await;
    assert_eq!(unseen.status, 422, "not before it was shown");
    unseen
        .has("Check the calculation shown below")
        .has("60 mg/m² × 1.82 m² = 109.2 mg")
        .has("body surface 1.82 m² (Mosteller: 170 cm of ")
        .has("70 kg of ")
        .has("data-cytotoxic");
    form.items = vec![doxorubicin().by_protocol().with("shown", &hidden(&unseen.body, "shown"))];
    let signed = form.send(&oncologist).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    let ward = hospital.count(
        "select b.ward_id from admissions a join beds b on b.id = a.bed_id where a.patient_id = 1 and a.discharged_at is null",
    );
    let (nurse, pharmacist) = (hospital.nurse().await, hospital.pharmacist().await);
    for page in [
        oncologist.get(&signed.location).await,
        pharmacist.get("/dispatch").await,
        nurse.get(&format!("/wards/{ward}/report")).await,
    ] {
        page.has("protocol AC-T · cycle 2 · day 1").has("60 mg/m² × 1.82 m² = 109.2 mg").has("body surface 1.82 m²");
    }
    oncologist.post("/locale", &[("locale", "pt-BR"), ("next", "/")]).await;
    oncologist
        .get(&signed.location)
        .await
        .has("protocolo AC-T · ciclo 2 · dia 1")
        .has("60 mg/m² × 1,82 m² = 109,2 mg")
        .has("superfície corporal 1,82 m²");
    let stored = "select dose_quantity || ' ' || per_kg_unit || ' ' || surface_m2 || ' ' || height_cm || ' ' || weight_kg \
        from prescription_items where protocol = 'AC-T'";
    assert_eq!(hospital.text(stored), "109.2000 mg/m2 1.82 170.0 70.000");
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn who_2_an_antineoplastic_without_protocol_cycle_or_day_is_refused() {
    let hospital = Hospital::open();
    let oncologist = hospital.oncologist().await;
    hospital.measure(1);
    let before = hospital.written();
    let refused = prescribe(&oncologist, 1, vec![doxorubicin().with("shown", "109.2 mg; 1.82 m2")]).await;
    assert_eq!(refused.is_refused_in_words().status, 422);
    refused
        .has("href=\"#item-0-protocol\"")
        .has("Enter the name of the protocol")
        .has("Enter which cycle this is")
        .has("Enter which day of the cycle this is");
    for (field, value) in [("protocol_cycle", "0"), ("protocol_day", "1.5"), ("protocol_cycle", "100")] {
        let item = doxorubicin().by_protocol().with(field, value).with("shown", "109.2 mg; 1.82 m2");
        prescribe(&oncologist, 1, vec![item]).await.has("Enter a whole number from 1 to 99");
    }
    let plain = prescribe(&oncologist, 1, vec![Item::paracetamol().with("protocol", "AC-T")]).await;
    plain.has("Only antineoplastics have a protocol");
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn who_2_without_recent_weight_and_height_no_antineoplastic_is_signed() {
    let hospital = Hospital::open();
    let oncologist = hospital.oncologist().await;
    let signed = |item: Item| {
        let oncologist = oncologist.clone();
        async move { prescribe(&oncologist, 1, vec![item.by_protocol()]).await }
    };
    hospital.measure(1);
    hospital.run("update measurements set height_cm = null where patient_id = 1");
    let before = hospital.written();
    signed(doxorubicin())
        .await
        .has("height is missing")
        .has("href=\"/patients/1/measurements\"")
        .has("Without recent weight and height the body surface cannot be calculated");
    hospital.measure(1);
    hospital.run("update measurements set measured_at = now() - interval '31 days' where patient_id = 1");
    signed(doxorubicin()).await.has("The last height (170 cm) is of ").has("it counts for 30 days");
    let vincristine = Item::of(["P0265", "2", "mg", "IV", "DU", "1"]).with("times", "23:00");
    let vincristine = vincristine.with("preparation", "SF09").with("volume", "50").with("minutes", "10");
    let absolute = signed(vincristine.clone()).await;
    absolute.has("The last height (170 cm) is of ").has("The last weight (70 kg) is of ");
    assert_eq!(hospital.written(), before);
    hospital.run("update hospital set height_valid_days = 40, weight_valid_hours = 960");
    let allowed = signed(vincristine).await;
    assert_eq!(allowed.status, 303, "the hospital's limits are data: {}", allowed.body);
}

#[actix_web::test]
async fn who_2_a_dose_a_square_metre_is_for_whatever_else_is_dosed_so() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    hospital.measure(1);
    let item = Item::paracetamol()
        .with("medication", "P0004")
        .with("dose", "300")
        .with("unit", "mg/m2")
        .with("shown", "546 mg; 1.82 m2");
    let signed = prescribe(&doctor, 1, vec![item]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    doctor.get(&signed.location).await.has("300 mg/m² × 1.82 m² = 546 mg");
    let renewal = doctor.get("/patients/1/prescriptions/new?renew=all").await;
    renewal.has("value=\"mg/m2\" selected");
}

#[actix_web::test]
async fn who_2_the_same_day_of_a_cycle_is_not_signed_twice_without_a_reason_unless_it_was_stopped() {
    let hospital = Hospital::open();
    let oncologist = hospital.oncologist().await;
    hospital.measure(1);
    let dose = |day: &str| doxorubicin().by_protocol().with("protocol_day", day).with("shown", "109.2 mg; 1.82 m2");
    assert_eq!(prescribe(&oncologist, 1, vec![dose("1")]).await.status, 303);
    let asked = "name=\"decision\" value=\"protocol|doxorrubicina|ac-t|2|1\"";
    let again = prescribe(&oncologist, 1, vec![dose("1").with("protocol", "Ac-T")]).await;
    assert_eq!(again.is_refused_in_words().status, 422);
    again.has(asked).has("Doxorubicin: protocol AC-T, cycle 2, day 1 was signed in this stay already").has("Warning");
    prescribe(&oncologist, 1, vec![dose("8")]).await.has_not("value=\"protocol|");
    hospital.run(
        "set session_replication_role = replica; update prescription_items set stage = 'suspended', suspended_by = 1, \
         suspension_reason = 'x', closed_at = now() where protocol = 'AC-T'",
    );
    prescribe(&oncologist, 1, vec![dose("1")]).await.has_not(asked);
}

#[actix_web::test]
async fn who_2_a_renewal_leaves_the_day_of_the_cycle_to_be_written() {
    let hospital = Hospital::open();
    let oncologist = hospital.oncologist().await;
    hospital.measure(1);
    let daily = doxorubicin().by_protocol().with("frequency", "1X").with("duration", "5");
    let signed = insist(&oncologist, 1, vec![daily.with("shown", "109.2 mg; 1.82 m2")]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    let renewal = oncologist.get("/patients/1/prescriptions/new?renew=all").await;
    let form = HtmlForm::read(&renewal.body, "p-prescribe");
    let row = (0..form.count("medication")).find(|row| form.get("protocol", *row) == "AC-T").expect("it goes on");
    assert_eq!((form.get("protocol_cycle", row), form.get("protocol_day", row)), ("2", ""));
}
