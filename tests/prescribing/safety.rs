//! Safety checks before signing: what stops, what warns, what is only said, and what is overridden with a reason.

use std::io::Write;

use futures_util::future::join;
use posology::commands::administration::import_interactions::{List, import_interactions};

use crate::support::form::{Item, PrescribeForm, hidden, prescribe};
use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};
use crate::support::trials::trials;

/// A medication by its generic name in English, by mouth unless said otherwise.
fn item(hospital: &Hospital, name: &str, dose: &str, route: &str) -> Item {
    let code = hospital.text(&format!("select min(code) from medications where name_en = '{name}' and exists (select from form_group_routes r where r.form_group_code = medications.form_group_code and r.route_code = '{route}')"));
    let item =
        Item::paracetamol().with("medication", &code).with("dose", dose).with("route", route).with("frequency", "2X");
    item.with("indication", "as found").with("preparation", if route == "IV" { "bolus" } else { "" })
}

fn record(hospital: &Hospital, patient: i64, allergies: &[&str]) {
    let rows: Vec<String> = allergies.iter().map(|allergy| format!("({patient}, '{allergy}')")).collect();
    hospital.run(&format!(
        "begin; delete from allergies where patient_id = {patient}; \
         insert into allergies (patient_id, substance) values {}; \
         update patients set allergy_status = 'known' where id = {patient}; commit",
        rows.join(", ")
    ));
}

/// A list of one contraindicated, one discouraged and one conditional pair, and of one with a wash-out.
fn import_lists(hospital: &Hospital) {
    hospital.run("delete from interactions");
    let import = |list, content: &str| {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(content.as_bytes()).expect("written");
        let report = import_interactions(&mut hospital.database().connect(), list, file.path()).expect("imported");
        assert!(report.is_written(), "{report}");
    };
    import(
        List::Onc,
        "onc_id,object_en,object_pt,precipitant_en,precipitant_pt,severity,effect_en,effect_pt\n\
         25,simvastatin,Sinvastatina,clarithromycin,Claritromicina,contraindicated,rhabdomyolysis,rabdomiólise\n\
         8,sertraline,Sertralina,linezolid,Linezolida,contraindicated,serotonin syndrome,síndrome serotoninérgica\n",
    );
    import(
        List::Ansm,
        "a_pt,a_en,b_pt,b_en,severity,conditional\n\
         Sinvastatina,simvastatin,Claritromicina,clarithromycin,contraindicated,0\n\
         Cetoprofeno,ketoprofen,Ibuprofeno,ibuprofen,not_recommended,0\n\
         Haloperidol,haloperidol,Ondansetrona,ondansetron,not_recommended,1\n",
    );
}

/// A hospital with two maxima of its own for paracetamol: stops at more than a gram, and at more than four in a day.
fn limit_paracetamol(hospital: &Hospital) {
    hospital.run(
        "delete from dose_limits where substance = 'paracetamol'; \
         insert into dose_limits (substance, per, maximum, unit_code, severity, source, as_of, state) values \
         ('paracetamol', 'dose', 1000, 'mg', 'stop', 'hospital policy', '2026-12-01', 'adopted'), \
         ('paracetamol', 'day', 4000, 'mg', 'stop', 'hospital policy', '2026-12-01', 'adopted')",
    );
}

/// Once without a reason, once with a reason alone, and once as the doctor decides who knows better.
async fn overridden(doctor: &Person, patient: i64, items: Vec<Item>, decision: &str, is_stop: bool) -> Reply {
    let form = PrescribeForm::open(doctor, patient, items).await;
    let refused = form.send(doctor).await;
    assert_eq!(refused.is_refused_in_words().status, 422, "{}", refused.body);
    refused.has(&format!("name=\"decision\" value=\"{decision}\"")).has("Write why it is right nevertheless");
    let signed = form.clone().because(decision, "no alternative").send(doctor).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    if is_stop {
        refused.has("STOP").has(&format!("name=\"needed\" type=\"checkbox\" value=\"{decision}\""));
    } else {
        refused.has("Warning").has_not("name=\"needed\"");
    }
    doctor.get(&signed.location).await.has("no alternative");
    signed
}

#[actix_web::test]
async fn cds_1_the_recorded_substance_and_its_class_stop_and_an_override_is_kept_with_its_reason() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    record(&hospital, 1, &["Penicilinas"]);
    let amoxicillin = item(&hospital, "Amoxicillin", "500", "VO");
    let decision = "allergy|Penicilinas|amoxicilina";
    let signed = overridden(&doctor, 1, vec![amoxicillin], decision, true).await;
    doctor.get(&signed.location).await.has("Amoxicillin: an allergy to Penicilinas is recorded").has("CDS-1");
    let kept = "select rule || ' ' || severity || ' ' || reason || ' ' || item_number from prescription_alerts where decision like 'allergy|%'";
    assert_eq!(hospital.text(kept), "CDS-1 stop no alternative 1");
    record(&hospital, 2, &["dipirona (choque em 2010)"]);
    let refused = prescribe(&doctor, 2, vec![item(&hospital, "Metamizole", "500", "VO")]).await;
    refused.has("It is the recorded substance itself.").has("STOP");
    let tolerated = prescribe(&doctor, 2, vec![Item::paracetamol()]).await;
    assert_eq!(tolerated.status, 303, "{}", tolerated.body);
}

#[actix_web::test]
async fn cds_1_a_reason_without_the_word_that_it_is_needed_does_not_pass_a_hard_stop() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    record(&hospital, 1, &["penicillin"]);
    let before = hospital.written();
    let mut form = PrescribeForm::open(&doctor, 1, vec![item(&hospital, "Ampicillin", "1000", "IV")]).await;
    let decision = "allergy|penicillin|ampicilina";
    for (reason, needed, words) in [
        ("no alternative", "", "This is a hard stop: confirm"),
        ("", decision, "Write why it is right nevertheless"),
        ("x", decision, "Write why it is right nevertheless"),
        ("give 10U", decision, "“U” is misread too easily"),
        (&"x".repeat(201), decision, "The reason has more than 200 characters"),
    ] {
        let mut fields = form.fields();
        fields.extend([("decision", decision), ("reason", reason), ("needed", needed)]);
        let reply = doctor.post("/patients/1/prescriptions", &fields).await;
        assert_eq!(reply.status, 422, "{reason}");
        reply.has(words).has(&format!("value=\"{reason}\""));
    }
    assert_eq!(hospital.written(), before);
    form = form.because("allergy|something else|ampicilina", "no alternative");
    assert_eq!(form.send(&doctor).await.status, 422, "another decision's reason does not count");
}

#[actix_web::test]
async fn cds_1_cross_reactivity_follows_the_policy_and_the_side_chains_of_beta_lactams() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    record(&hospital, 1, &["Ampicilina"]);
    let cefalexin = prescribe(&doctor, 1, vec![item(&hospital, "Cefalexin", "500", "VO")]).await;
    cefalexin.has("STOP").has("Both have the same R1 side chain.").has("Khan 2022");
    let ceftriaxone = item(&hospital, "Ceftriaxone", "1000", "IV");
    overridden(&doctor, 1, vec![ceftriaxone], "allergy|Ampicilina|ceftriaxona", false).await;
    let meropenem = prescribe(&doctor, 1, vec![item(&hospital, "Meropenem", "1000", "IV")]).await;
    assert_eq!(meropenem.status, 303, "below 1 %: only said");
    doctor.get(&meropenem.location).await.has("Meropenem: may cross-react").has("Worth knowing");
}

#[actix_web::test]
async fn cds_1_a_recorded_class_stops_each_of_its_members_also_where_members_alone_only_warn() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    record(&hospital, 1, &["Cefalosporinas"]);
    let ceftriaxone = vec![item(&hospital, "Ceftriaxone", "1000", "IV")];
    overridden(&doctor, 1, ceftriaxone, "allergy|Cefalosporinas|ceftriaxona", true).await;
    record(&hospital, 2, &["Cefalexina"]);
    let refused = prescribe(&doctor, 2, vec![item(&hospital, "Ceftriaxone", "1000", "IV")]).await;
    refused.has("Warning").has_not("STOP");
}

#[actix_web::test]
async fn cds_2_an_allergy_that_nobody_can_map_warns_that_it_was_not_checked() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    record(&hospital, 1, &["remédio amarelo", "Látex"]);
    let signed = overridden(&doctor, 1, vec![Item::paracetamol()], "allergy unknown|remédio amarelo", false).await;
    doctor.get(&signed.location).await.has("was NOT checked").has_not("Látex was NOT checked");
}

#[actix_web::test]
async fn cds_3_a_contraindicated_pair_stops_within_the_form_and_against_what_is_given_already() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    import_lists(&hospital);
    let (statin, macrolide) =
        (item(&hospital, "Simvastatin", "20", "VO"), item(&hospital, "Clarithromycin", "500", "VO"));
    let both = prescribe(&doctor, 1, vec![statin.clone(), macrolide.clone()]).await;
    both.has("Simvastatin with Clarithromycin: contraindicated")
        .has("Source: ONC 2012; ANSM 10/2020")
        .has("rhabdomyolysis");
    assert_eq!(both.body.matches(": contraindicated</h3>").count(), 1, "the same alert once, whoever says it");
    assert_eq!(prescribe(&doctor, 1, vec![statin]).await.status, 303);
    overridden(&doctor, 1, vec![macrolide], "interaction|claritromicina|sinvastatina|together|stop", true).await;
    assert_eq!(hospital.count("select count(*) from read_model.overrides where rule = 'CDS-3'"), 1);
}

#[actix_web::test]
async fn cds_3_a_discouraged_pair_warns_and_a_conditional_one_is_only_said() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    import_lists(&hospital);
    let pair = vec![item(&hospital, "Ketoprofen", "50", "VO"), item(&hospital, "Ibuprofen", "600", "VO")];
    overridden(&doctor, 1, pair, "interaction|cetoprofeno|ibuprofeno|together|warning", false).await;
    let conditional = vec![item(&hospital, "Haloperidol", "5", "VO"), item(&hospital, "Ondansetron", "8", "IV")];
    let signed = prescribe(&doctor, 1, conditional).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    doctor.get(&signed.location).await.has("not recommended under some conditions");
}

#[actix_web::test]
async fn cds_3_what_ended_within_its_wash_out_still_counts_and_no_longer_after_it() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    import_lists(&hospital);
    assert_eq!(prescribe(&doctor, 1, vec![item(&hospital, "Linezolid", "600", "IV")]).await.status, 303);
    let ended = |days: i64| {
        hospital.run(&format!(
            "update prescriptions set prescribed_at = now() - interval '{} days', valid_until = now() - interval '{days} days 1 hour' \
             where id = (select max(prescription_id) from prescription_items i join medications m on m.id = i.medication_id where m.name_en = 'Linezolid' and prescription_id > 1 and prescription_id in (select id from prescriptions where patient_id = 1))",
            days + 2
        ));
    };
    ended(13);
    let sertraline = item(&hospital, "Sertraline", "50", "VO");
    prescribe(&doctor, 1, vec![sertraline.clone()]).await.has("Sertraline too soon after Linezolid").has("13 days ago");
    ended(14);
    assert_eq!(prescribe(&doctor, 1, vec![sertraline]).await.status, 303);
}

#[actix_web::test]
async fn cds_5_a_single_dose_above_the_maximum_stops_in_any_unit() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    limit_paracetamol(&hospital);
    let two_grams = Item::paracetamol().with("dose", "1.5").with("unit", "g").with("frequency", "1X");
    let decision = "single maximum|paracetamol|1500 mg";
    overridden(&doctor, 1, vec![two_grams], decision, true).await;
    let drops = Item::paracetamol().with("medication", "P0004").with("dose", "10").with("unit", "mL");
    prescribe(&doctor, 2, vec![drops.with("frequency", "1X")]).await.has("2,000 mg is above").has("hospital policy");
    let within = Item::paracetamol().with("dose", "1").with("unit", "g").with("frequency", "1X");
    assert_eq!(prescribe(&doctor, 2, vec![within]).await.status, 303);
}

#[actix_web::test]
async fn cds_5_the_day_counts_every_item_with_the_substance_also_in_a_combination_and_already_given() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    limit_paracetamol(&hospital);
    hospital.run(
        "insert into medications (code, name_pt, name_en, presentation_pt, presentation_en, strength, form_group_code, atc_code) \
         values ('COMBI', 'Codeína + paracetamol', 'Codeine + paracetamol', '30 mg + 500 mg comprimido', '30 mg + 500 mg tablet', '30 mg + 500 mg', 'oral', 'N02AJ06')",
    );
    let gram = Item::paracetamol().with("dose", "750").with("frequency", "4X");
    assert_eq!(prescribe(&doctor, 1, vec![gram]).await.status, 303, "3 g");
    let combination = Item::paracetamol().with("medication", "COMBI").with("dose", "30").with("frequency", "3X");
    let refused = prescribe(&doctor, 1, vec![combination.clone().with("route", "SNE")]).await;
    refused.has("4,500 mg in 24 hours is above the daily maximum of 4,000 mg").has("STOP");
    assert_eq!(prescribe(&doctor, 2, vec![combination.clone()]).await.status, 303, "1.5 g alone");
    let decision = "daily maximum|paracetamol|4500 mg";
    overridden(&doctor, 1, vec![combination.with("route", "SNE")], decision, true).await;
}

#[actix_web::test]
async fn cds_6_the_same_doctor_is_not_asked_again_for_the_same_decision_and_another_doctor_is() {
    let hospital = Hospital::open();
    let (doctor, other) = (hospital.doctor().await, hospital.oncologist().await);
    record(&hospital, 1, &["Morfina"]);
    let morphine = || item(&hospital, "Morphine", "10", "VO").with("frequency", "AGORA");
    overridden(&doctor, 1, vec![morphine()], "allergy|Morfina|morfina", true).await;
    hospital.run("update prescriptions set prescribed_at = now() - interval '11 hours', valid_until = now() - interval '1 hour' where id = (select max(id) from prescriptions)");
    let again = prescribe(&doctor, 1, vec![morphine()]).await;
    assert_eq!(again.status, 303, "{}", again.body);
    let seen = doctor.get(&again.location).await;
    seen.has("Morphine: an allergy to Morfina is recorded").has("decided this already").has("no alternative");
    hospital.run(END_LATEST);
    assert_eq!(prescribe(&other, 1, vec![morphine()]).await.status, 422);
}

/// The latest prescription ended an hour ago.
const END_LATEST: &str = "update prescriptions set prescribed_at = now() - interval '11 hours', valid_until = now() - interval '1 hour' where id = (select max(id) from prescriptions)";

#[actix_web::test]
async fn cds_6_a_decision_stands_for_a_shift_however_often_it_was_repeated() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    record(&hospital, 1, &["Morfina"]);
    let morphine = || item(&hospital, "Morphine", "10", "VO").with("frequency", "AGORA");
    overridden(&doctor, 1, vec![morphine()], "allergy|Morfina|morfina", true).await;
    hospital.run(END_LATEST);
    assert_eq!(prescribe(&doctor, 1, vec![morphine()]).await.status, 303);
    hospital.run(END_LATEST);
    hospital.run("update prescriptions set prescribed_at = prescribed_at - interval '2 hours' where patient_id = 1");
    hospital.run("update prescriptions set prescribed_at = now() - interval '2 hours' where id = (select max(id) from prescriptions)");
    prescribe(&doctor, 1, vec![morphine()]).await.has("STOP").has("Write why it is right nevertheless");
}

#[actix_web::test]
async fn cds_6_every_prescription_with_an_overridden_stop_is_reviewed_and_a_review_ends_the_decision() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    record(&hospital, 1, &["Morfina"]);
    let morphine = || item(&hospital, "Morphine", "10", "VO").with("frequency", "AGORA");
    overridden(&doctor, 1, vec![morphine()], "allergy|Morfina|morfina", true).await;
    hospital.run(END_LATEST);
    assert_eq!(prescribe(&doctor, 1, vec![morphine()]).await.status, 303);
    hospital.run(END_LATEST);
    let pharmacist = hospital.pharmacist().await;
    let list = pharmacist.get("/overrides").await;
    list.has("2 overrides wait for review");
    assert_eq!(list.body.matches("no alternative").count(), 2, "each with the reason that stands for it");
    let repeated = hospital.count("select max(id) from read_model.overrides");
    let key = hidden(&pharmacist.get(&format!("/overrides/{repeated}/review")).await.body, "key");
    let path = format!("/overrides/{repeated}/review");
    let reviewed = pharmacist.post(&path, &[("key", &key), ("note", "use methadone")]).await;
    assert_eq!(reviewed.status, 303, "{}", reviewed.body);
    prescribe(&doctor, 1, vec![morphine()]).await.has("STOP").has("Write why it is right nevertheless");
}

#[actix_web::test]
async fn cds_6_what_was_decided_of_a_wash_out_says_nothing_of_the_two_together() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    import_lists(&hospital);
    let once = |name: &str, dose: &str, route: &str| item(&hospital, name, dose, route).with("frequency", "AGORA");
    assert_eq!(prescribe(&doctor, 1, vec![once("Linezolid", "600", "IV")]).await.status, 303);
    hospital.run(END_LATEST);
    let wash_out = "interaction|linezolida|sertralina|wash-out|stop";
    overridden(&doctor, 1, vec![once("Sertraline", "50", "VO")], wash_out, true).await;
    hospital.run(END_LATEST);
    let both = vec![once("Sertraline", "50", "VO"), once("Linezolid", "600", "IV")];
    let together = "interaction|linezolida|sertralina|together|stop";
    prescribe(&doctor, 1, both).await.has(&format!("name=\"decision\" value=\"{together}\""));
}

#[actix_web::test]
async fn cds_7_what_was_not_checked_is_said_before_signing_and_kept() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    hospital.run("delete from allergies where patient_id = 1; update patients set allergy_status = 'not_obtainable' where id = 1");
    let mut form = PrescribeForm::open(
        &doctor,
        1,
        vec![
            item(&hospital, "Loratadine", "10", "VO"),
            Item::paracetamol().with("unit", "drop").with("medication", "P0004").with("dose", "40"),
        ],
    )
    .await;
    form.action = "check";
    let before = hospital.written();
    let looked = form.send(&doctor).await;
    assert_eq!(looked.status, 422, "drops are no dose of an oral form");
    limit_paracetamol(&hospital);
    hospital.run("delete from interactions; update dose_limits set unit_code = 'iu' where substance = 'paracetamol'; delete from dose_limits where substance = 'loratadina'");
    form.items[1] = Item::paracetamol();
    let looked = form.send(&doctor).await;
    assert_eq!(looked.status, 200, "{}", looked.body);
    looked
        .has("Allergies were NOT checked")
        .has("Interactions were NOT checked")
        .has("Maximum dose NOT checked: Loratadine")
        .has("Maximum dose NOT checked: Paracetamol")
        .has_not("Every check ran");
    assert_eq!(hospital.written(), before, "looking writes nothing");
    form.action = "sign";
    let signed = form.send(&doctor).await;
    assert_eq!(signed.status, 303);
    doctor.get(&signed.location).await.has("Interactions were NOT checked");
}

#[actix_web::test]
async fn item_11_the_same_substance_and_route_needs_a_reason_and_another_route_or_group_is_said() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    assert_eq!(prescribe(&doctor, 1, vec![item(&hospital, "Omeprazole", "20", "VO")]).await.status, 303);
    let again = vec![item(&hospital, "Omeprazole", "20", "VO")];
    overridden(&doctor, 1, again, "duplicate|omeprazol|omeprazol|VO", false).await;
    let other = prescribe(&doctor, 1, vec![item(&hospital, "Pantoprazole", "40", "IV")]).await;
    assert_eq!(other.status, 303, "{}", other.body);
    doctor.get(&other.location).await.has("Pantoprazole and Omeprazole are of the same group");
}

#[actix_web::test]
async fn item_4_abbreviations_that_are_misread_are_refused_in_notes() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    for (note, words) in [
        ("correr 10U se glicemia alta", "“U” is misread too easily. Write units."),
        ("diluir em SF", "Write sodium chloride 0.9%"),
        ("repor KCl", "Write potassium chloride"),
        ("fazer ACM", "Write the indication, the minimum interval"),
        ("100 µg lento", "Write mcg"),
        ("correr 10 ui/h", "Write international units"),
        ("repor kcl", "Write potassium chloride"),
        ("mtx na segunda", "Write methotrexate"),
        ("em SF0,9% 100 mL", "Write sodium chloride 0.9%"),
        ("pingar 1 gota em OD", "Write right eye, or once daily"),
        (".5 mg se dor", "Write 0.5"),
        ("até ,25 mg", "Write 0.25"),
        ("1.0 mg se dor", "Write 1"),
        ("aplicar SC", "Write subcutaneous"),
    ] {
        let reply = prescribe(&doctor, 1, vec![Item::paracetamol().with("note", note)]).await;
        assert_eq!(reply.status, 422, "{note}");
        reply.has(words).has(&format!("value=\"{note}\""));
        let reply = prescribe(&doctor, 1, vec![Item::paracetamol().with("indication", note)]).await;
        assert_eq!(reply.status, 422, "indication {note}");
        reply.has(words);
    }
    let plain = Item::paracetamol().with("note", "Um comprimido com os alimentos, as 8 h; suco de uva não");
    assert_eq!(prescribe(&doctor, 1, vec![plain]).await.status, 303);
}

#[actix_web::test]
async fn of_two_doctors_who_sign_an_interacting_pair_at_once_the_later_is_stopped() {
    let hospital = Hospital::open();
    import_lists(&hospital);
    let (one, other) = (hospital.doctor().await, hospital.oncologist().await);
    for round in 1..=trials(40) {
        let patient = round as i64;
        if hospital
            .count(&format!("select count(*) from patients where id = {patient} and allergy_status = 'none_known'"))
            == 0
        {
            continue;
        }
        hospital.run(&format!(
            "update prescriptions set valid_until = prescribed_at + interval '1 second' where patient_id = {patient}"
        ));
        let statin = PrescribeForm::open(&one, patient, vec![item(&hospital, "Simvastatin", "20", "VO")]).await;
        let macrolide =
            PrescribeForm::open(&other, patient, vec![item(&hospital, "Clarithromycin", "500", "VO")]).await;
        let (left, right) = join(statin.send(&one), macrolide.send(&other)).await;
        let mut statuses = [left.status, right.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422], "round {round}");
    }
}

/// Times of day every six hours, the first of them in so many hours.
fn every_six_hours(hospital: &Hospital, first: i32) -> String {
    hospital.text(&format!(
        "select string_agg(at, ' ' order by at) from (select to_char((now() at time zone 'America/Sao_Paulo') \
         + make_interval(hours => {first} + 6 * n), 'HH24:MI') as at from generate_series(0, 3) n) times"
    ))
}

/// Signed as the form shows it: first what follows, then the same once more.
async fn first_dose_now(hospital: &Hospital, doctor: &Person, patient: i64, in_hours: i32) -> Reply {
    let gram = Item::paracetamol().with("dose", "1").with("unit", "g").with("first", "now");
    let gram = gram.with("times", &every_six_hours(hospital, in_hours));
    let mut form = PrescribeForm::open(doctor, patient, vec![gram.clone()]).await;
    let shown = hidden(&form.send(doctor).await.body, "doses_shown");
    form.items = vec![gram.with("doses_shown", &shown)];
    form.send(doctor).await
}

#[actix_web::test]
async fn cds_5_a_first_dose_now_counts_with_the_doses_of_its_first_24_hours() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    limit_paracetamol(&hospital);
    let five = first_dose_now(&hospital, &doctor, 1, 4).await;
    assert_eq!(five.status, 422, "{}", five.body);
    five.has("5,000 mg in 24 hours is above the daily maximum of 4,000 mg").has("STOP");
    let four = first_dose_now(&hospital, &doctor, 1, 7).await;
    assert_eq!(four.status, 303, "{}", four.body);
}
