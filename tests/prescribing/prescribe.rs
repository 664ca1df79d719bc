//! Prescribe: what is signed, what is refused, and in which words.

use crate::support::form::{ASPIRIN, Item, PrescribeForm, hidden, insist, prescribe};
use crate::support::hospital::Hospital;

#[actix_web::test]
async fn a_signed_prescription_appears_on_the_dispatch_list_and_leads_to_its_page() {
    let hospital = Hospital::open();
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    let reply = prescribe(&doctor, 1, vec![Item::paracetamol().with("note", "after meals")]).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    doctor.get(&reply.location).await.has("after meals").has("Dr. João Silva").has("500 mg").has("06:00");
    pharmacist.get("/dispatch").await.has(&format!("href=\"{}\"", reply.location)).has("after meals");
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn everything_wrong_is_said_at_once_next_to_its_field_and_nothing_is_lost() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let before = hospital.written();
    let wrong = Item::paracetamol().with("dose", ",5").with("route", "IV").with("duration", "soon");
    let reply =
        prescribe(&doctor, 1, vec![wrong.with("note", "kept as typed"), Item::paracetamol().with("unit", "")]).await;
    assert_eq!(reply.status, 422);
    reply
        .has("Write 0.5")
        .has("cannot be given by the route Intravenous")
        .has("The duration is 1 to 365 days")
        .has("Choose the unit of the dose")
        .has("value=\",5\"")
        .has("kept as typed")
        .has("href=\"#item-0-dose\"")
        .has("href=\"#item-1-unit\"");
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn a_cardiologist_may_not_prescribe_an_antineoplastic_and_an_oncologist_may() {
    let hospital = Hospital::open();
    let patient: i64 =
        hospital.count("select patient_id from admissions a join beds b on b.id = a.bed_id where b.code = 'ONC-01'");
    let code = hospital.text("select code from medications where name_en = 'Rituximab'");
    let rituximab = Item::paracetamol()
        .with("medication", &code)
        .with("unit", "mg")
        .with("route", "IV")
        .with("frequency", "DU")
        .with("times", "10:00")
        .with("preparation", "SF09")
        .with("volume", "500")
        .with("minutes", "240");
    let refused = prescribe(&hospital.doctor().await, patient, vec![rituximab.clone()]).await;
    assert_eq!(refused.status, 422);
    refused.has("Rituximab needs Haematology and Transfusion Medicine or Medical Oncology in this hospital; your registration says Cardiology");
    hospital.measure(patient);
    let signed = prescribe(&hospital.oncologist().await, patient, vec![rituximab.by_protocol()]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
}

#[actix_web::test]
async fn a_restriction_without_any_specialty_is_for_nobody() {
    let hospital = Hospital::open();
    hospital.run("update medications set specialty_restricted = true where code = 'P0002'");
    let doctor = hospital.doctor().await;
    let reply = prescribe(&doctor, 1, vec![Item::paracetamol()]).await;
    assert_eq!(reply.status, 422);
    reply.has("it needs no specialty").has("nobody of them is registered here");
    hospital.run("update medications set cytotoxic = true where code = 'P0002'");
    let reply = prescribe(&doctor, 1, vec![Item::paracetamol()]).await;
    assert_eq!(reply.status, 422);
    reply.has("Paracetamol needs no specialty in this hospital").has_not("name=\"decision\"");
}

#[actix_web::test]
async fn a_doctor_whose_registration_is_not_active_cannot_sign() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    hospital.run("update doctors set active = false where id = 1");
    let reply = prescribe(&doctor, 1, vec![Item::paracetamol()]).await;
    assert_eq!(reply.status, 422);
    reply.has("Your registration is not active");
}

#[actix_web::test]
async fn a_patient_who_is_not_admitted_is_not_prescribed_for() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let form = PrescribeForm::open(&doctor, 1, vec![Item::paracetamol()]).await;
    hospital.run("update admissions set discharged_at = now() where patient_id = 1");
    let reply = form.send(&doctor).await;
    assert_eq!(reply.status, 422);
    reply.has("This patient is not admitted");
}

#[actix_web::test]
async fn pre_1_nothing_is_prescribed_before_somebody_asked_about_allergies() {
    let hospital = Hospital::open();
    let patient = hospital.count("select min(id) from patients where allergy_status is null");
    let reply = prescribe(&hospital.doctor().await, patient, vec![Item::paracetamol()]).await;
    assert_eq!(reply.status, 422);
    reply.has("Nobody has recorded whether this patient has allergies");
}

#[actix_web::test]
async fn item_2_a_tablet_an_ampoule_or_a_vial_is_no_dose() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    for container in ["tablet", "ampoule", "vial"] {
        let reply = prescribe(&doctor, 1, vec![Item::paracetamol().with("dose", "1").with("unit", container)]).await;
        assert_eq!(reply.status, 422);
        reply.has("A tablet, ampoule or vial does not say how much");
    }
}

#[actix_web::test]
async fn item_2_an_item_without_one_of_its_parts_is_refused() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let missing = [
        ("medication", "Choose the medication"),
        ("dose", "Enter the dose"),
        ("unit", "Choose the unit"),
        ("route", "Choose the route"),
        ("frequency", "Choose the frequency"),
        ("duration", "Enter for how many days"),
    ];
    for (field, words) in missing {
        let reply = prescribe(&doctor, 1, vec![Item::paracetamol().with(field, "")]).await;
        assert_eq!(reply.status, 422, "without {field}");
        reply.has(words);
    }
}

#[actix_web::test]
async fn item_3_numbers_are_normalised_and_shown_in_the_readers_language() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    for (patient, (typed, unit, shown)) in (1..).zip([
        ("1.0", "mg", "1 mg"),
        ("0.5", "g", "500 mg"),
        ("1000", "mg", "1,000 mg"),
        ("0.25", "mg", "0.25 mg"),
    ]) {
        let reply = insist(&doctor, patient, vec![Item::paracetamol().with("dose", typed).with("unit", unit)]).await;
        assert_eq!(reply.status, 303, "{typed}: {}", reply.body);
        doctor.get(&reply.location).await.has(&format!("<strong>{shown}</strong>"));
    }
    let reply = prescribe(&doctor, 1, vec![Item::paracetamol().with("dose", "1.500")]).await;
    reply.has("Write 1500 or 1.5");
}

#[actix_web::test]
async fn item_3_in_portuguese_the_comma_is_the_decimal_mark() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    doctor.post("/locale", &[("locale", "pt-BR"), ("next", "/")]).await;
    let paracetamol = Item::paracetamol().with("medication", "Paracetamol 500 mg comprimido · P0002");
    for (patient, (typed, unit, shown)) in
        (1..).zip([("1,0", "mg", "1 mg"), ("0,5", "mg", "0,5 mg"), ("1000", "mg", "1.000 mg"), ("1", "mg", "1 mg")])
    {
        let reply = insist(&doctor, patient, vec![paracetamol.clone().with("dose", typed).with("unit", unit)]).await;
        assert_eq!(reply.status, 303, "{typed}: {}", reply.body);
        doctor.get(&reply.location).await.has(&format!("<strong>{shown}</strong>"));
    }
    for (typed, words) in [
        (",5", "Escreva 0,5"),
        (".5", "Escreva 0,5"),
        ("0.5", "só com algarismos"),
        ("1.5", "só com algarismos"),
        ("1,500", "Escreva 1500 ou 1,5"),
        ("10.00", "só com algarismos"),
    ] {
        let reply = prescribe(&doctor, 1, vec![paracetamol.clone().with("dose", typed)]).await;
        assert_eq!(reply.status, 422, "{typed}");
        reply.has(words);
    }
}

#[actix_web::test]
async fn item_5_a_vinca_alkaloid_never_goes_into_the_spine() {
    let hospital = Hospital::open();
    let code = hospital.text("select code from medications where name_en = 'Vincristine'");
    let patient =
        hospital.count("select patient_id from admissions a join beds b on b.id = a.bed_id where b.code = 'ONC-01'");
    let item = Item::paracetamol()
        .with("medication", &code)
        .with("frequency", "DU")
        .with("times", "10:00")
        .with("route", "IT");
    let reply = prescribe(&hospital.oncologist().await, patient, vec![item]).await;
    assert_eq!(reply.status, 422);
    reply.has("Vincristine is FATAL if given by this route");
}

#[actix_web::test]
async fn item_5_the_route_fits_the_form_and_an_oral_solution_never_goes_into_a_vein() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let before = hospital.written();
    let drops = |route: &str| Item::paracetamol().with("medication", "P0004").with("route", route);
    for route in ["IV", "IM", "SC", "IT"] {
        let refused = prescribe(&doctor, 1, vec![drops(route)]).await;
        assert_eq!(refused.is_refused_in_words().status, 422, "{route}");
        refused.has("id=\"item-0-route-error\"").has(&format!("value=\"{route}\" selected"));
    }
    assert_eq!(hospital.written(), before);
    for route in ["VO", "SNE"] {
        assert_eq!(prescribe(&doctor, 1, vec![drops(route).with("frequency", "1X")]).await.status, 303, "{route}");
    }
}

#[actix_web::test]
async fn a_medication_that_left_the_formulary_is_refused() {
    let hospital = Hospital::open();
    hospital.run("update medications set active = false where code = 'P0002'");
    let reply = prescribe(&hospital.doctor().await, 1, vec![Item::paracetamol()]).await;
    reply.has("Paracetamol is no longer in the formulary");
}

#[actix_web::test]
async fn part_of_a_name_offers_the_medications_it_may_mean_and_signs_none() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let reply = prescribe(&doctor, 1, vec![Item::paracetamol().with("medication", "paracet")]).await;
    assert_eq!(reply.status, 422);
    reply.has("medications may be meant").has("<option value=\"Paracetamol 500 mg tablet · P0002\">");
    let mixed =
        prescribe(&doctor, 1, vec![Item::paracetamol().with("medication", "Metamizole 500 mg tablet · P0002")]).await;
    assert_eq!(mixed.status, 422, "a label with another medication's code is nobody's");
}

#[actix_web::test]
async fn rows_are_added_and_removed_without_a_script() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let before = hospital.written();
    let mut form = PrescribeForm::open(&doctor, 1, vec![Item::paracetamol()]).await;
    form.action = "add";
    let reply = form.send(&doctor).await;
    assert_eq!(reply.status, 200);
    reply.has("id=\"item-1-medication\"").has("Paracetamol 500 mg tablet");
    assert_eq!(hidden(&reply.body, "key"), form.key);
    form.items.push(Item::paracetamol().with("medication", ASPIRIN));
    form.action = "remove-0";
    form.send(&doctor).await.has("Aspirin 100 mg").has_not("Paracetamol 500 mg").has_not("id=\"item-1-medication\"");
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn a_frequencys_times_are_filled_in_and_a_wrong_number_of_times_is_refused() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let reply =
        prescribe(&doctor, 1, vec![Item::paracetamol().with("frequency", "2X").with("times", "9h 21h30")]).await;
    doctor.get(&reply.location).await.has("09:00").has("21:30");
    let reply = prescribe(&doctor, 1, vec![Item::paracetamol().with("frequency", "2X").with("times", "09:00")]).await;
    reply.has("This frequency has 2 times; you entered 1");
}

#[actix_web::test]
async fn only_doctors_prescribe() {
    let hospital = Hospital::open();
    for person in [hospital.pharmacist().await, hospital.nurse().await, hospital.log_in("admin").await] {
        let reply = person.get("/patients/1/prescriptions/new").await;
        assert_eq!(reply.status, 403);
        let reply = person.post("/patients/1/prescriptions", &[("key", "x")]).await;
        assert_eq!(reply.status, 403);
    }
}
