//! What a patient takes home: who may write it, for whom, what the form starts from, and that it never changes.

use crate::support::form::{Item, hidden, insist};
use crate::support::hospital::Hospital;
use crate::support::html_form::HtmlForm;
use crate::support::person::{Person, Reply};
use crate::support::take_home::{HomeForm, HomeItem, insist_home, send_home};
use crate::support::trials::trials;

const FORM: &str = "p-take-home";
const WRITTEN: &str = "(select count(*) from discharge_prescriptions) + (select count(*) from discharge_documents) \
    + (select count(*) from discharge_items) + (select count(*) from events where verb like '%discharge%')";

async fn discharge(doctor: &Person, patient: i64, disposition: &str) -> Reply {
    let path = format!("/patients/{patient}/discharge");
    let page = doctor.get(&path).await;
    let field = |name| hidden(&page.body, name);
    let fields = [
        ("key", field("key")),
        ("admission", field("admission")),
        ("lines", field("lines")),
        ("disposition", disposition.to_owned()),
        ("note", String::new()),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    doctor.post(&path, &fields).await
}

#[actix_web::test]
async fn the_form_starts_from_what_is_given_and_says_what_cannot_go_home_as_it_is() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    hospital.run(
        "set session_replication_role = replica; update prescription_items set stage = 'refused', closed_at = now()",
    );
    let vial = Item::of(["P0027", "1000", "mg", "IV", "1X", "3"]).with("indication", "pneumonia");
    let once = Item::of(["P0005", "500", "mg", "VO", "AGORA", "1"]);
    let signed = insist(&doctor, 1, vec![Item::paracetamol(), vial.with("preparation", "bolus"), once]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    doctor.get("/patients/1").await.has("/patients/1/discharge-prescription/new");
    doctor.get("/patients/1/discharge").await.has("/patients/1/discharge-prescription/new");
    let page = doctor.get("/patients/1/discharge-prescription/new").await;
    page.has("not for home as it is: Ceftriaxone.");
    let mut form = HtmlForm::read(&page.body, FORM);
    assert_eq!(form.count("medication"), 1, "neither the vial nor the single dose: {:?}", form.0);
    assert!(form.get("medication", 0).starts_with("Paracetamol 500 mg"));
    assert_eq!((form.get("dose", 0), form.get("unit", 0), form.get("frequency", 0)), ("500", "mg", "6/6H"));
    form.set("duration", 0, "3");
    form.set("supply", 0, "12");
    let signed = doctor.post("/patients/1/discharge-prescriptions", &form.fields()).await;
    assert_eq!((signed.status, signed.location.as_str()), (303, "/discharge-prescriptions/1"), "{}", signed.body);
    doctor.get("/patients/1").await.has("Discharge prescription 1").has("signed a discharge prescription");
}

#[actix_web::test]
async fn rows_are_added_and_removed_without_a_script() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let mut form = HomeForm::open(&doctor, 1, vec![HomeItem::paracetamol()]).await;
    form.action = "add";
    let added = form.send(&doctor).await;
    assert_eq!((added.status, HtmlForm::read(&added.body, FORM).count("medication")), (200, 2));
    form.items.push(HomeItem::fluoxetine());
    form.action = "remove-0";
    let removed = HtmlForm::read(&form.send(&doctor).await.body, FORM);
    assert_eq!(
        (removed.count("medication"), removed.get("medication", 0), removed.get("supply", 0)),
        (1, "P0200", "60")
    );
    form.action = "check";
    form.send(&doctor).await.has_not("not yet signed");
    assert_eq!(hospital.count(WRITTEN), 0);
}

#[actix_web::test]
async fn everything_wrong_is_said_at_once_and_what_was_typed_stays() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let wrong = HomeItem::of(["P0002", ",5", "tablet", "IV", "AGORA", "", "1.5"]).with("note", "10 U at night");
    let reply = send_home(&doctor, 1, vec![wrong]).await;
    assert_eq!(reply.is_refused_in_words().status, 422);
    for words in [
        "Write 0.5",
        "A tablet, ampoule or vial does not say how much",
        "This route is not for home",
        "Nobody keeps this at home",
        "Enter for how many days.",
        "whole number of dispensing units, from 1 to 9,999",
        "units",
        "value=\"10 U at night\"",
        "value=\",5\"",
        "id=\"item-0-supply-error\"",
    ] {
        reply.has(words);
    }
    for (item, words) in [
        (HomeItem::paracetamol().with("supply", ""), "Write how much is to be supplied."),
        (HomeItem::paracetamol().with("supply", "10000"), "from 1 to 9,999"),
        (HomeItem::paracetamol().with("course", "continuous"), "Continuous use has no days"),
        (HomeItem::paracetamol().with("unit", "mg/kg"), "This unit is not on the list."),
        (HomeItem::paracetamol().with("route", "RET"), "cannot be given by"),
        (HomeItem::paracetamol().with("frequency", "SN"), "Write the indication"),
        (HomeItem::paracetamol().with("frequency", "1XSEM"), "Choose the day of the week."),
        (HomeItem::paracetamol().with("medication", "dipirona"), "may be meant"),
        (HomeItem::cefalexin().with("indication", ""), "Write the indication"),
        (HomeItem::paracetamol().justified(), "Nothing here is above a limit"),
        (HomeItem::of([""; 7]), "Choose the medication."),
    ] {
        let reply = send_home(&doctor, 1, vec![item]).await;
        assert_eq!(reply.is_refused_in_words().status, 422, "{words}");
        reply.has(words);
    }
    assert_eq!(hospital.count(WRITTEN), 0);
}

#[actix_web::test]
async fn pre_1_and_pre_3_nothing_goes_home_before_allergies_and_for_a_child_weight_are_known() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    hospital.run("delete from allergies where patient_id = 1; update patients set allergy_status = null where id = 1");
    let refused = send_home(&doctor, 1, vec![HomeItem::paracetamol()]).await;
    assert_eq!(refused.status, 422);
    refused.has("Nobody has recorded whether this patient has allergies");
    hospital.run(
        "update patients set allergy_status = 'none_known', birth_date = now() - interval '4 years' where id = 1; \
         delete from measurements where patient_id = 1",
    );
    send_home(&doctor, 1, vec![HomeItem::paracetamol()]).await.has("weight");
    assert_eq!(hospital.count(WRITTEN), 0);
}

#[actix_web::test]
async fn cds_1_an_allergy_stops_what_goes_home_unless_a_reason_is_given_and_kept() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    hospital.run(
        "delete from allergies where patient_id = 1; update patients set allergy_status = 'known' where id = 1; \
         insert into allergies (patient_id, substance) values (1, 'cefalexina')",
    );
    let refused = send_home(&doctor, 1, vec![HomeItem::cefalexin()]).await;
    assert_eq!(refused.status, 422);
    refused.has("p-weigh__alert--stop").has("id=\"needed-0\"");
    assert_eq!(hospital.count(WRITTEN), 0);
    let signed = insist_home(&doctor, 1, vec![HomeItem::cefalexin()]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    doctor.get(&signed.location).await.has("Said before signing").has("<em>so decided</em>");
    assert_eq!(
        hospital.count("select count(*) from discharge_alerts where severity = 'stop' and reason = 'so decided'"),
        1
    );
}

#[actix_web::test]
async fn what_is_given_in_the_hospital_ends_with_the_stay_and_is_no_duplicate_of_what_goes_home() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    assert_eq!(insist(&doctor, 2, vec![Item::simeticone()]).await.status, 303);
    let simeticone = HomeItem::of(["P0155", "75", "mg", "VO", "3X", "3", "9"]);
    let signed = send_home(&doctor, 2, vec![simeticone.clone()]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    let twice = send_home(&doctor, 2, vec![simeticone.clone(), simeticone]).await;
    assert_eq!(twice.status, 422);
    twice.has("duplicate|simeticona|simeticona|VO");
}

#[actix_web::test]
async fn it_may_be_written_until_a_day_after_the_discharge_and_for_nobody_who_died() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    assert_eq!(insist(&doctor, 1, vec![Item::paracetamol()]).await.status, 303);
    let opened = HomeForm::open(&doctor, 1, vec![HomeItem::paracetamol()]).await;
    assert_eq!(discharge(&doctor, 1, "home").await.status, 303);
    doctor.get("/patients/1").await.has("/patients/1/discharge-prescription/new");
    let page = doctor.get("/patients/1/discharge-prescription/new").await;
    page.has("value=\"Paracetamol 500 mg tablet · P0002\"");
    assert_eq!(opened.send(&doctor).await.status, 303, "the same stay, just ended");
    hospital.run("update admissions set discharged_at = now() - interval '25 hours', admitted_at = now() - interval '9 days' where patient_id = 1");
    doctor.get("/patients/1").await.has_not("/patients/1/discharge-prescription/new");
    let late = send_home(&doctor, 1, vec![HomeItem::paracetamol()]).await;
    assert_eq!(late.is_refused_in_words().status, 422);
    late.has("ended more than 24 hours ago");
    assert_eq!(discharge(&doctor, 2, "exp").await.status, 303);
    doctor.get("/patients/2").await.has_not("/patients/2/discharge-prescription/new");
    send_home(&doctor, 2, vec![HomeItem::paracetamol()]).await.has("nothing goes home");
}

#[actix_web::test]
async fn a_form_of_another_stay_is_stale_and_signs_only_once_it_was_seen() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let form = HomeForm::open(&doctor, 1, vec![HomeItem::paracetamol()]).await;
    let bed = hospital.text("select bed_id from admissions where patient_id = 1");
    assert_eq!(discharge(&doctor, 1, "home").await.status, 303);
    let key = hidden(&doctor.get("/patients/1/admission").await.body, "key");
    assert_eq!(doctor.post("/patients/1/admission", &[("key", &key), ("bed", &bed)]).await.status, 303);
    let stale = form.send(&doctor).await;
    assert_eq!(stale.is_refused_in_words().status, 409);
    stale.has("This form was opened for another stay").has("value=\"P0002\"");
    assert_eq!(hospital.count("select count(*) from discharge_prescriptions"), 0);
    let again = HtmlForm::read(&stale.body, FORM);
    assert_eq!(doctor.post("/patients/1/discharge-prescriptions", &again.fields()).await.status, 303);
}

#[actix_web::test]
async fn the_same_form_twice_is_one_prescription_and_changed_it_is_a_conflict() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let mut form = HomeForm::open(&doctor, 1, vec![HomeItem::paracetamol()]).await;
    let (first, second) = futures_util::future::join(form.send(&doctor), form.send(&doctor)).await;
    assert_eq!((first.status, second.status, &first.location), (303, 303, &second.location));
    assert_eq!(hospital.count("select count(*) from discharge_prescriptions"), 1);
    form.items.push(HomeItem::fluoxetine());
    let changed = form.send(&doctor).await;
    assert_eq!(changed.is_refused_in_words().status, 409);
    changed.has(&first.location).has("value=\"P0200\"");
    assert_eq!(hospital.count("select count(*) from discharge_prescriptions"), 1);
}

#[actix_web::test]
async fn val_4_what_was_signed_never_changes_and_is_cancelled_once_with_a_reason() {
    let hospital = Hospital::open();
    let (doctor, other) = (hospital.doctor().await, hospital.oncologist().await);
    let signed = send_home(&doctor, 1, vec![HomeItem::paracetamol(), HomeItem::fluoxetine()]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    for table in ["discharge_documents", "discharge_items", "discharge_alerts", "discharge_prescriptions"] {
        let may = format!(
            "select has_table_privilege('posology_commands', '{table}', 'update') or has_table_privilege('posology_commands', '{table}', 'delete')"
        );
        assert_eq!(hospital.text(&may), "false", "{table}");
    }
    assert_eq!(
        hospital.text(
            "select has_column_privilege('posology_commands', 'discharge_prescriptions', 'prescribed_at', 'update')"
        ),
        "false"
    );
    let path = format!("{}/cancellation", signed.location);
    let key = hidden(&doctor.get(&path).await.body, "key");
    let missing = doctor.post(&path, &[("key", &key), ("reason", " ")]).await;
    assert_eq!(missing.is_refused_in_words().status, 422);
    missing.has("Write why it is cancelled.");
    let late = hidden(&other.get(&path).await.body, "key");
    let cancelled = doctor.post(&path, &[("key", &key), ("reason", "wrong dose")]).await;
    assert_eq!((cancelled.status, &cancelled.location), (303, &signed.location), "{}", cancelled.body);
    assert_eq!(doctor.post(&path, &[("key", &key), ("reason", "wrong dose")]).await.status, 303, "twice is once");
    let second = other.post(&path, &[("key", &late), ("reason", "mine")]).await;
    assert_eq!(second.is_refused_in_words().status, 409);
    let page = doctor.get(&signed.location).await;
    page.has("wrong dose").has("12 (doze) comprimidos");
    assert_eq!(page.body.matches(">CANCELADA</p>").count(), 3, "on each sheet");
    doctor.get("/patients/1").await.has("Cancelled").has("cancelled a discharge prescription");
    assert_eq!(hospital.count("select count(*) from events where verb = 'cancel_discharge'"), 1);
}

#[actix_web::test]
async fn only_doctors_write_and_cancel_and_every_clinician_reads() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let signed = send_home(&doctor, 1, vec![HomeItem::paracetamol()]).await;
    let (form, cancellation) =
        (HomeForm::open(&doctor, 1, vec![HomeItem::paracetamol()]).await, format!("{}/cancellation", signed.location));
    for person in [hospital.nurse().await, hospital.pharmacist().await] {
        assert_eq!(person.get("/patients/1/discharge-prescription/new").await.status, 403);
        assert_eq!(form.send(&person).await.status, 403);
        assert_eq!(person.get(&cancellation).await.status, 403);
        assert_eq!(person.post(&cancellation, &[("reason", "x")]).await.status, 403);
        person.get(&signed.location).await.has("Receituário").has_not("/cancellation");
        person.get("/patients/1").await.has(&signed.location).has_not("/discharge-prescription/new");
    }
    assert_eq!(hospital.log_in("admin").await.get(&signed.location).await.status, 403);
    assert_eq!(hospital.stranger().get(&signed.location).await.status, 303);
    assert_eq!(doctor.get("/discharge-prescriptions/99").await.status, 404);
    assert_eq!(doctor.get("/discharge-prescriptions/99/cancellation").await.status, 404);
    hospital.run("update doctors set active = false where id = 1");
    form.send(&doctor).await.has("Your registration is not active");
    for fields in [vec![("key", "x")], vec![("key", form.key.as_str()), ("action", "jump")], vec![("medication", "a")]]
    {
        assert_eq!(doctor.post("/patients/1/discharge-prescriptions", &fields).await.status, 400);
    }
}

#[actix_web::test]
async fn of_two_doctors_who_cancel_at_once_one_does_and_the_other_is_told() {
    let hospital = Hospital::open();
    let (doctor, other) = (hospital.doctor().await, hospital.oncologist().await);
    for round in 1..=trials(40) {
        let signed = send_home(&doctor, 1, vec![HomeItem::paracetamol()]).await;
        let path = format!("{}/cancellation", signed.location);
        let keys = [hidden(&doctor.get(&path).await.body, "key"), hidden(&other.get(&path).await.body, "key")];
        let fields = keys.each_ref().map(|key| [("key", key.as_str()), ("reason", "wrong dose")]);
        let both = futures_util::future::join(doctor.post(&path, &fields[0]), other.post(&path, &fields[1])).await;
        let mut statuses = [both.0.status, both.1.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409], "round {round}");
        let events = hospital.count("select count(*) from events where verb = 'cancel_discharge'");
        assert_eq!(events, i64::try_from(round).expect("few"));
    }
}
