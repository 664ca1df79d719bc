//! What must never be signed without a question, and what must be signed without one.

use crate::support::form::{AGAIN, Item, PrescribeForm, hidden, insist, prescribe};
use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};

/// A medication by its code, as any doctor may sign it but for the dose.
fn item(code: &str, dose: &str, unit: &str, route: &str, frequency: &str) -> Item {
    let item = Item::of([code, dose, unit, route, frequency, "3"]).with("indication", "as found");
    item.with("preparation", if route == "IV" { "bolus" } else { "" })
}

fn record_allergy(hospital: &Hospital, patient: i64, text: &str) {
    hospital.run(&format!(
        "begin; delete from allergies where patient_id = {patient}; \
         insert into allergies (patient_id, substance) values ({patient}, '{text}'); \
         update patients set allergy_status = 'known' where id = {patient}; commit"
    ));
}

fn code_of(hospital: &Hospital, name: &str, form_group: &str) -> String {
    hospital.text(&format!(
        "select min(code) from medications where name_en = '{name}' and form_group_code = '{form_group}' and active"
    ))
}

async fn asked(doctor: &Person, patient: i64, item: Item, words: &str) -> Reply {
    let reply = prescribe(doctor, patient, vec![item]).await;
    assert_eq!(reply.status, 422, "{words}: {}", reply.body);
    reply.has(words);
    reply
}

#[actix_web::test]
async fn know_4_a_dose_far_from_its_pack_is_asked_about_in_units_of_the_pack() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let ceftriaxone = code_of(&hospital, "Ceftriaxone", "inj");
    for (medication, dose, unit, route, words) in [
        (ceftriaxone.as_str(), "1", "mg", "IV", "1 mg is 1/1,000 of one unit of"),
        ("P0002", "5", "mg", "VO", "5 mg is 1/100 of one unit of"),
        ("P0002", "0.5", "mg", "VO", "1/1,000 of one unit of"),
        ("P0002", "15", "g", "VO", "15 g is 30 units of"),
        ("P0002", "186", "mg", "VO", "186 mg is 0.37 of"),
        ("P0015", "75", "mg", "VO", "75 mg is 1.5 of"),
        ("P0019", "0.3", "mg", "IV", "0.3 mg is 0.03 mL, too little to be measured"),
    ] {
        asked(&doctor, 2, item(medication, dose, unit, route, "1X"), words).await;
    }
    for (patient, dose) in [(3, "500"), (4, "250"), (5, "125"), (6, "750")] {
        let reply = prescribe(&doctor, patient, vec![item("P0002", dose, "mg", "VO", "1X")]).await;
        assert_eq!(reply.status, 303, "{dose}: {}", reply.body);
    }
    let signed = insist(&doctor, 7, vec![item("P0002", "5", "mg", "VO", "1X")]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    doctor.get(&signed.location).await.has("KNOW-4").has("so decided");
}

#[actix_web::test]
async fn know_4_how_far_from_the_pack_is_asked_about_is_the_hospitals() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    hospital.run("update hospital set least_of_pack = 0.001, most_packs = 2");
    let small = prescribe(&doctor, 1, vec![item("P0002", "0.25", "g", "VO", "1X")]).await;
    assert_eq!(small.status, 303, "{}", small.body);
    asked(&doctor, 2, item("P0002", "1.5", "g", "VO", "1X"), "1.5 g is 3 units of").await;
}

#[actix_web::test]
async fn know_3_what_kills_by_a_route_is_refused_whatever_the_reason() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let (benzathine, nph) =
        (hospital.text("select min(code) from medications where atc_code = 'J01CE08'"), "insulina humana NPH");
    let nph = hospital
        .text(&format!("select min(code) from medications where atc_code like 'A10AC%' or name_pt ilike '{nph}'"));
    let glargine = hospital.text("select min(code) from medications where atc_code like 'A10AE%'");
    let ceftriaxone = code_of(&hospital, "Ceftriaxone", "inj");
    for (medication, dose, unit, route) in [
        (benzathine.as_str(), "1200000", "unit", "IV"),
        (nph.as_str(), "10", "unit", "IV"),
        (glargine.as_str(), "20", "unit", "IV"),
        (ceftriaxone.as_str(), "1", "g", "IT"),
        (ceftriaxone.as_str(), "1", "g", "EPI"),
    ] {
        let order = item(medication, dose, unit, route, "1X");
        let refused = prescribe(&doctor, 2, vec![order.clone()]).await;
        refused.has("is never given by the route");
        let insisted = insist(&doctor, 2, vec![order]).await;
        assert_eq!(insisted.status, 422, "{medication} {route}");
    }
    let slow = hospital.text("select coalesce(min(code), '') from medications where presentation_pt like '%prolongada%' and form_group_code = 'oral'");
    if !slow.is_empty() {
        asked(&doctor, 2, item(&slow, "500", "mg", "SNE", "1X"), "is never given by the route").await;
    }
}

#[actix_web::test]
async fn know_3_a_route_that_the_hospital_does_not_use_for_it_stops_and_is_overridden_with_a_reason() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    // Diclofenac is for the muscle.
    let order = || item("P0013", "75", "mg", "SC", "1X");
    let refused = asked(&doctor, 2, order(), "is not given by the route Subcutaneous here").await;
    refused.has("STOP").has("The hospital gives it by Intramuscular");
    let signed = insist(&doctor, 2, vec![order()]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    doctor.get(&signed.location).await.has("KNOW-3").has("so decided");
    for (patient, order) in [(3, item("P0002", "500", "mg", "GTT", "1X")), (4, item("P0007", "1", "g", "IM", "1X"))] {
        let usual = prescribe(&doctor, patient, vec![order]).await;
        assert_eq!(usual.status, 303, "a tube is a tube: {}", usual.body);
    }
    hospital
        .run("delete from medication_routes where medication_id = (select id from medications where code = 'P0013')");
    let unknown = prescribe(&doctor, 5, vec![order()]).await;
    assert_eq!(unknown.status, 303, "nobody said by which: {}", unknown.body);
}

#[actix_web::test]
async fn know_5_an_allergy_recorded_by_its_brand_stops_the_substance_and_its_relatives() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    for (brand, name, dose) in [
        ("Novalgina", "Metamizole", "500"),
        ("anafilaxia com Clavulin", "Amoxicillin", "500"),
        ("Benzetacil", "Amoxicillin", "500"),
        ("voltaren", "Ibuprofen", "600"),
        ("penicilina e Voltaren", "Ibuprofen", "600"),
        ("TYLENOL", "Paracetamol", "500"),
    ] {
        record_allergy(&hospital, 2, brand);
        let code = code_of(&hospital, name, "oral");
        let stopped = asked(&doctor, 2, item(&code, dose, "mg", "VO", "1X"), &format!("{brand} is recorded")).await;
        assert!(!stopped.body.contains("NOT checked: the allergy"), "{brand}");
    }
    record_allergy(&hospital, 2, "Novalgina");
    let other = prescribe(&doctor, 2, vec![item("P0155", "75", "mg", "VO", "1X")]).await;
    assert_eq!(other.status, 303, "what has nothing to do with it passes: {}", other.body);
    record_allergy(&hospital, 2, "Clavulin");
    hospital.run("update brands set state = 'off' where brand = 'clavulin'");
    asked(&doctor, 2, item("P0155", "75", "mg", "SNE", "1X"), "The allergy to Clavulin was NOT checked").await;
}

#[actix_web::test]
async fn know_5_each_word_of_an_allergy_that_nobody_knows_is_named_at_each_signature() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    record_allergy(&hospital, 2, "penicilina e xaropinol");
    let asked_once = asked(&doctor, 2, item("P0155", "75", "mg", "VO", "1X"), "but for: xaropinol").await;
    asked_once.has_not("but for: penicilina");
    let signed = insist(&doctor, 2, vec![item("P0155", "75", "mg", "VO", "1X")]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    asked(&doctor, 2, item("P0002", "500", "mg", "VO", "1X"), "but for: xaropinol").await;
}

#[actix_web::test]
async fn know_10_an_answer_counts_for_the_same_drug_dose_frequency_and_partner_alone() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let simeticone = |dose: &str| item("P0155", dose, "mg", "VO", "3X");
    assert_eq!(prescribe(&doctor, 2, vec![simeticone("75")]).await.status, 303);
    assert_eq!(insist(&doctor, 2, vec![simeticone("75")]).await.status, 303, "the second, with a reason");
    for dose in ["75", "150", "225"] {
        let next = asked(&doctor, 2, simeticone(dose), "Write why it is right nevertheless").await;
        next.has(&format!("value=\"{AGAIN}\""));
        assert_eq!(insist(&doctor, 2, vec![simeticone(dose)]).await.status, 303, "{dose}");
    }
}

#[actix_web::test]
async fn know_10_a_reason_has_words_in_it() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    record_allergy(&hospital, 2, "Novalgina");
    let metamizole = code_of(&hospital, "Metamizole", "oral");
    let form = PrescribeForm::open(&doctor, 2, vec![item(&metamizole, "500", "mg", "VO", "1X")]).await;
    let decision = hidden(&form.send(&doctor).await.body, "decision");
    for empty in ["...", "---", "ok", "xxx", "a b c", "12345", "!?!?!?"] {
        let reply = form.clone().because(&decision, empty).send(&doctor).await;
        assert_eq!(reply.status, 422, "{empty}");
        reply.has("Write why it is right nevertheless");
    }
    let signed = form.because(&decision, "tolerated last year").send(&doctor).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
}

#[actix_web::test]
async fn know_11_a_medicine_that_hides_in_a_note_is_asked_about_and_its_own_name_is_not() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let noted = |note: &str| item("P0002", "500", "mg", "VO", "1X").with("note", note);
    for (note, named) in [
        ("acrescentar cloreto de potássio 19,1% 10 mL", "cloreto de potassio"),
        ("com morfina 2 mg se dor", "morfina"),
        ("pode repetir Voltaren", "voltaren"),
        ("alternate with ibuprofen", "ibuprofen"),
        ("associar DIPIRONA 1 g", "dipirona"),
    ] {
        asked(&doctor, 2, noted(note), &format!("names another medicine: {named}")).await;
    }
    let indication = noted("").with("indication", "febre apesar de Novalgina");
    asked(&doctor, 2, indication, "names another medicine: novalgina").await;
    for (patient, note) in [(3, "paracetamol com água"), (4, "Tylenol como em casa"), (5, "depois do almoço, em água")]
    {
        let signed = prescribe(&doctor, patient, vec![noted(note)]).await;
        assert_eq!(signed.status, 303, "{note}: {}", signed.body);
    }
    let insisted = insist(&doctor, 6, vec![noted("suspensa a dipirona")]).await;
    assert_eq!(insisted.status, 303, "{}", insisted.body);
}

/// Weighed an hour ago.
fn weigh(hospital: &Hospital, patient: i64, born: &str, kg: &str) {
    hospital.run(&format!(
        "update patients set birth_date = current_date - interval '{born}' where id = {patient}; \
         insert into measurements (patient_id, weight_kg, measured_at, recorded_by) \
         values ({patient}, {kg}, now() - interval '1 hour', 1)"
    ));
}

/// Rows of a hospital's own: substance, routes, from and to age, per, basis, maximum, unit, severity.
fn limit(hospital: &Hospital, rows: &[[&str; 9]]) {
    hospital.run("delete from dose_limits");
    for [substance, routes, from, to, per, basis, maximum, unit, severity] in rows {
        hospital.run(&format!(
            "insert into dose_limits (substance, routes, from_age, to_age, per, basis, maximum, unit_code, severity, source, as_of, state) \
             values ('{substance}', '{routes}', '{from}', '{to}', '{per}', '{basis}', {maximum}, '{unit}', '{severity}', 'hospital policy', '2026-12-01', 'adopted')"
        ));
    }
}

#[actix_web::test]
async fn know_1_a_limit_per_kilogram_an_age_and_a_route_stop_what_is_above_them_and_show_the_formula() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    limit(
        &hospital,
        &[
            ["morfina", "{IV,SC}", "28d", "12y", "dose", "kg", "0.2", "mg", "warning"],
            ["morfina", "{IV,SC}", "28d", "12y", "dose", "kg", "0.5", "mg", "stop"],
            ["morfina", "{IV,SC}", "", "28d", "dose", "kg", "0.3", "mg", "stop"],
            ["morfina", "{IV,SC}", "", "", "dose", "", "10", "mg", "warning"],
            ["morfina", "{VO}", "", "", "dose", "", "30", "mg", "warning"],
        ],
    );
    let morphine = |dose: &str, route: &str| item("P0019", dose, "mg", route, "AGORA");
    weigh(&hospital, 2, "20 days", "0.9");
    let newborn = asked(&doctor, 2, morphine("10", "IV"), "10 mg is above the single maximum of 0.27 mg").await;
    newborn.has("STOP").has("0.3 mg/kg × 0.9 kg").has("hospital policy");
    weigh(&hospital, 3, "6 years", "20");
    asked(&doctor, 3, morphine("11", "IV"), "11 mg is above the single maximum of 10 mg").await.has("STOP");
    let child = asked(&doctor, 3, morphine("5", "SC"), "5 mg is above the single maximum of 4 mg").await;
    child.has("Warning").has_not("STOP");
    assert_eq!(prescribe(&doctor, 3, vec![morphine("4", "IV")]).await.status, 303, "at it, not above");
    weigh(&hospital, 4, "40 years", "70");
    asked(&doctor, 4, morphine("12", "IV"), "12 mg is above the single maximum of 10 mg").await.has("Warning");
    assert_eq!(prescribe(&doctor, 4, vec![morphine("10", "IV")]).await.status, 303, "no child's limit for an adult");
    let signed = insist(&doctor, 4, vec![morphine("12", "IV")]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    doctor.get(&signed.location).await.has("CDS-5").has("so decided");
}

#[actix_web::test]
async fn know_1_what_flows_all_day_is_held_against_the_hour_and_counted_with_the_day() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    limit(
        &hospital,
        &[
            ["norepinefrina", "{IV}", "", "", "hour", "kg", "180", "mcg", "stop"],
            ["tramadol", "{}", "", "", "day", "", "400", "mg", "stop"],
            ["tramadol", "{}", "", "", "hour", "", "50", "mg", "warning"],
        ],
    );
    weigh(&hospital, 2, "50 years", "70");
    let norepinephrine = |rate: &str, shown: &str| {
        let item = item("P0113", "16", "mg", "IV", "CONT").with("preparation", "SG5").with("volume", "250");
        item.with("rate", rate).with("rate_unit", "mcg/kg/min").with("shown", shown)
    };
    let fast =
        asked(&doctor, 2, norepinephrine("50", "3281.2 mL/h"), "in an hour is above the maximum rate of 12,600 mcg")
            .await;
    fast.has("STOP").has("180 mcg/kg × 70 kg");
    let usual = prescribe(&doctor, 2, vec![norepinephrine("0.1", "6.6 mL/h")]).await;
    assert_eq!(usual.status, 303, "{}", usual.body);
    let tramadol = |rate: &str, shown: &str| {
        let item = item("P0016", "500", "mg", "IV", "CONT").with("preparation", "SF09").with("volume", "500");
        item.with("rate", rate).with("rate_unit", "mg/h").with("shown", shown)
    };
    let fast =
        asked(&doctor, 3, tramadol("100", "100 mL/h"), "100 mg in an hour is above the maximum rate of 50 mg").await;
    fast.has("2,400 mg in 24 hours is above the daily maximum of 400 mg").has("STOP");
    assert_eq!(prescribe(&doctor, 3, vec![tramadol("15", "15 mL/h")]).await.status, 303);
    let tablets = item("P0015", "50", "mg", "VO", "2X");
    asked(&doctor, 3, tablets, "460 mg in 24 hours is above the daily maximum of 400 mg").await;
}

#[actix_web::test]
async fn know_1_a_limit_that_needs_a_weight_says_so_and_one_that_is_off_is_none() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    limit(&hospital, &[["enoxaparina", "{}", "", "", "dose", "kg", "1.5", "mg", "warning"]]);
    hospital.run("delete from measurements where patient_id = 2; update patients set birth_date = current_date - interval '40 years' where id = 2");
    let enoxaparin = |dose: &str| {
        let mut form = item(
            &hospital.text("select min(code) from medications where name_en = 'Enoxaparin'"),
            dose,
            "mg",
            "SC",
            "1X",
        );
        form = form.with("times", "20:00");
        form
    };
    let unknown = insist(&doctor, 2, vec![enoxaparin("40")]).await;
    assert_eq!(unknown.status, 303, "{}", unknown.body);
    doctor.get(&unknown.location).await.has("Maximum dose NOT checked: Enoxaparin");
    weigh(&hospital, 3, "40 years", "60");
    asked(&doctor, 3, enoxaparin("120"), "120 mg is above the single maximum of 90 mg").await;
    hospital.run("update dose_limits set state = 'off'");
    let off = insist(&doctor, 4, vec![enoxaparin("40")]).await;
    doctor.get(&off.location).await.has("Maximum dose NOT checked: Enoxaparin");
}

/// As any doctor may order it: code, dose, unit, route.
type Order = (&'static str, &'static str, &'static str, &'static str);

fn ordered((code, dose, unit, route): Order) -> Item {
    item(code, dose, unit, route, "1X").with("times", "20:00")
}

#[actix_web::test]
async fn know_6_two_that_must_not_meet_are_asked_about_out_of_the_box_with_what_happens_and_what_to_do() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let warfarin = ("P0089", "5", "mg", "VO");
    let pairs: [(Order, Order, &str, &str); 18] = [
        (("P0092", "20", "mg", "VO"), ("P0086", "40", "mg", "SC"), "STOP", "double anticoagulation"),
        (warfarin, ("P0001", "100", "mg", "VO"), "Warning", "bleeding"),
        (warfarin, ("P0119", "200", "mg", "VO"), "Warning", "Amiodarone raises"),
        (warfarin, ("P0076", "150", "mg", "VO"), "Warning", "bleeding"),
        (warfarin, ("P0068", "500", "mg", "VO"), "Warning", "bleeding"),
        (warfarin, ("P0008", "600", "mg", "VO"), "Warning", "bleeding"),
        (warfarin, ("P0086", "40", "mg", "SC"), "Warning", "bleeding"),
        (("P0060", "500", "mg", "VO"), ("P0058", "500", "mg", "VO"), "Warning", "QT"),
        (("P0142", "40", "mg", "VO"), ("P0063", "500", "mg", "VO"), "STOP", "simvastatin"),
        (("P0008", "600", "mg", "VO"), ("P0011", "50", "mg", "VO"), "Warning", ""),
        (("P0129", "25", "mg", "VO"), ("P0130", "10", "mg", "VO"), "Warning", ""),
        (("P0130", "10", "mg", "VO"), ("P0132", "50", "mg", "VO"), "Warning", ""),
        (("P0189", "250", "mg", "VO"), ("P0046", "1", "g", "IV"), "", "valproate"),
        (("P0122", "0.25", "mg", "VO"), ("P0119", "200", "mg", "VO"), "Warning", "digoxin"),
        (("P0093", "75", "mg", "VO"), ("P0144", "20", "mg", "VO"), "Warning", "clopidogrel"),
        (("P0198", "50", "mg", "VO"), ("P0015", "50", "mg", "VO"), "Warning", "serotonin"),
        (("P0018", "10", "mg", "VO"), ("P0021", "10", "mg", "VO"), "Warning", ""),
        (("P0187", "200", "mg", "VO"), ("P0092", "20", "mg", "VO"), "Warning", ""),
    ];
    for (a, b, severity, words) in pairs {
        let both = prescribe(&doctor, 2, vec![ordered(a), ordered(b)]).await;
        assert_eq!(both.status, 422, "{a:?} with {b:?}: {}", both.body);
        both.has("starter 2026-12-01").has(severity).has_not("Interactions were NOT checked");
        let said = both.body.to_lowercase().contains(&words.to_lowercase());
        assert!(said, "{words} of {a:?} with {b:?}: {}", both.body);
    }
}

#[actix_web::test]
async fn know_6_ordinary_pairs_of_a_ward_interrupt_nobody() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let pairs: [(Order, Order); 10] = [
        (("P0086", "40", "mg", "SC"), ("P0001", "100", "mg", "VO")),
        (("P0001", "100", "mg", "VO"), ("P0093", "75", "mg", "VO")),
        (("P0130", "10", "mg", "VO"), ("P0137", "40", "mg", "VO")),
        (("P0002", "500", "mg", "VO"), ("P0005", "500", "mg", "VO")),
        (("P0144", "20", "mg", "VO"), ("P0002", "500", "mg", "VO")),
        (("P0132", "50", "mg", "VO"), ("P0142", "20", "mg", "VO")),
        (("P0027", "1", "g", "IV"), ("P0060", "500", "mg", "VO")),
        (("P0149", "8", "mg", "IV"), ("P0005", "500", "mg", "VO")),
        (("P0123", "50", "mg", "VO"), ("P0001", "100", "mg", "VO")),
        (("P0137", "40", "mg", "VO"), ("P0140", "25", "mg", "VO")),
    ];
    for ((a, b), patient) in pairs.into_iter().zip(adults(&hospital, pairs.len())) {
        let both = prescribe(&doctor, patient, vec![ordered(a), ordered(b)]).await;
        assert_eq!(both.status, 303, "{a:?} with {b:?}: {}", both.body);
    }
}

/// So many adults who lie here, have no allergies, and were prescribed nothing yet.
fn adults(hospital: &Hospital, count: usize) -> Vec<i64> {
    let found = hospital.text(&format!(
        "select string_agg(id::text, ' ' order by id) from (select p.id from patients p join admissions a on a.patient_id = p.id \
         where p.allergy_status = 'none_known' and a.discharged_at is null and p.birth_date < current_date - interval '20 years' \
         and not exists (select from prescriptions s where s.patient_id = p.id) order by p.id limit {count}) p"
    ));
    let found: Vec<i64> = found.split(' ').map(|id| id.parse().expect("a number")).collect();
    assert_eq!(found.len(), count);
    found
}

#[actix_web::test]
async fn know_1_what_is_shipped_asks_about_ten_times_the_usual_dose() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    weigh(&hospital, 2, "50 years", "70");
    for (code, dose, unit, route) in [
        ("P0019", "100", "mg", "IV"),
        ("P0019", "100", "mg", "SC"),
        ("P0018", "400", "mg", "VO"),
        ("P0015", "500", "mg", "VO"),
        ("P0016", "1", "g", "IV"),
        ("P0002", "5", "g", "VO"),
        ("P0007", "10", "g", "IV"),
        ("P0005", "5", "g", "VO"),
        ("P0008", "6", "g", "VO"),
        ("P0010", "1", "g", "IV"),
        ("P0017", "300", "mg", "VO"),
        ("P0021", "500", "mg", "VO"),
        ("P0175", "200", "mg", "IV"),
        ("P0174", "200", "mg", "VO"),
        ("P0183", "5", "g", "IV"),
        ("P0187", "4", "g", "VO"),
        ("P0193", "100", "mg", "VO"),
        ("P0198", "1", "g", "VO"),
        ("P0200", "400", "mg", "VO"),
        ("P0226", "3", "g", "VO"),
        ("P0227", "5", "mg", "VO"),
    ] {
        asked(&doctor, 2, item(code, dose, unit, route, "1X"), "is above").await;
    }
}

#[actix_web::test]
async fn what_wards_order_every_day_is_signed_without_a_question() {
    const ORDERS: &str = include_str!("../../src/commands/administration/load_demo_hospital/orders.csv");
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let restricted = hospital
        .text("select string_agg(code, ' ') from medications where specialty_restricted or registered_programme");
    let orders = ORDERS.lines().skip(1).map(|line| line.split(',').collect::<Vec<&str>>());
    let ordinary: Vec<Vec<&str>> = orders
        .filter(|order| matches!(order[0], "adult" | "mother" | "urgent") && !restricted.contains(order[1]))
        .collect();
    assert!(ordinary.len() > 40, "{}", ordinary.len());
    let mut asked = Vec::new();
    let patient = adults(&hospital, 1)[0];
    weigh(&hospital, patient, "50 years", "70");
    for order in &ordinary {
        let mut ordered = Item::of([order[1], order[2], order[3], order[4], order[5], order[6]]);
        let fields = ["preparation", "volume", "minutes", "rate", "rate_unit", "indication", "interval", "most"];
        for (name, value) in fields.into_iter().zip(&order[8..]) {
            ordered = ordered.with(name, value);
        }
        let form = PrescribeForm { action: "check", ..PrescribeForm::open(&doctor, patient, vec![ordered]).await };
        let reply = form.send(&doctor).await;
        if reply.status != 200 {
            let found = reply.body.split("<li><a href=\"#").nth(1).unwrap_or(&reply.body).to_owned();
            asked.push(format!("{order:?}: {}", &found.chars().take(300).collect::<String>()));
        }
    }
    assert_eq!(asked, Vec::<String>::new());
}
