//! Triage: what is looked at first, and lines verified one or many at once.

use crate::support::form::{AGAIN, Item, PrescribeForm, hidden, insist, prescribe};
use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};
use crate::support::trials::trials;

/// Prescription numbers of these paths, in their order.
fn number(reply: &Reply) -> String {
    assert_eq!(reply.status, 303, "{}", reply.body);
    reply.location.rsplit('/').next().expect("a number").to_owned()
}

/// Only what the test signs waits.
pub fn empty_queue(hospital: &Hospital) {
    hospital.run("update prescription_items set stage = 'verified' where stage = 'submitted'");
    hospital.run(
        "insert into read_model.touched (prescription_id) select id from prescriptions; select read_model.compact()",
    );
}

async fn verify(pharmacist: &Person, key: &str, lines: &[&str]) -> Reply {
    let fields: Vec<(&str, &str)> =
        [("key", key)].into_iter().chain(lines.iter().map(|line| ("line", *line))).collect();
    pharmacist.post("/lines/verification", &fields).await
}

async fn key(pharmacist: &Person) -> String {
    hidden(&pharmacist.get("/triage").await.body, "key")
}

#[actix_web::test]
async fn ph_2_at_once_comes_first_then_high_alert_a_first_antimicrobial_intensive_care_and_the_rest_by_age() {
    let hospital = Hospital::open();
    empty_queue(&hospital);
    let doctor = hospital.doctor().await;
    let icu = hospital.text("select min(a.patient_id) from admissions a join beds b on b.id = a.bed_id join wards w on w.id = b.ward_id join patients p on p.id = a.patient_id where w.code = 'UTI-A' and p.allergy_status is not null");
    let icu: i64 = icu.parse().expect("a patient");
    let amoxicillin = hospital.text(
        "select code from medications where name_en = 'Amoxicillin' and form_group_code = 'oral' order by code limit 1",
    );
    let antimicrobial = Item::of([&amoxicillin, "500", "mg", "VO", "8/8H", "7"]).with("indication", "pneumonia");
    let high_alert = hospital.text("select code from medications where high_alert <> '' and form_group_code = 'oral' and usual_unit_code = 'mg' and controlled_list = '' and not cytotoxic and not specialty_restricted order by code limit 1");
    let high_alert = Item::of([&high_alert, "5", "mg", "VO", "1X", "1"]);
    let older = number(&prescribe(&doctor, 1, vec![Item::simeticone()]).await);
    let newer = number(&prescribe(&doctor, 2, vec![Item::simeticone()]).await);
    let intensive = number(&insist(&doctor, icu, vec![Item::simeticone()]).await);
    let first = number(&insist(&doctor, 3, vec![antimicrobial]).await);
    let dangerous = number(&insist(&doctor, 4, vec![high_alert]).await);
    let at_once = number(&insist(&doctor, 5, vec![Item::paracetamol().with("frequency", "AGORA")]).await);
    let page = hospital.pharmacist().await.get("/triage").await.body;
    let place =
        |number: &String| page.find(&format!("id=\"line-{number}-1\"")).unwrap_or_else(|| panic!("{number} waits"));
    let places: Vec<usize> = [&at_once, &dangerous, &first, &intensive, &older, &newer].map(place).to_vec();
    assert!(places.is_sorted(), "{places:?}");
}

#[actix_web::test]
async fn ph_3_the_queue_shows_allergies_and_what_the_prescriber_overrode_with_the_reason() {
    let hospital = Hospital::open();
    empty_queue(&hospital);
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    number(&prescribe(&doctor, 1, vec![Item::simeticone()]).await);
    let again =
        PrescribeForm::open(&doctor, 1, vec![Item::simeticone()]).await.because(AGAIN, "second bottle for the night");
    number(&again.send(&doctor).await);
    pharmacist.get("/triage").await.has("second bottle for the night").has("No known allergies");
    hospital.clear_stock();
    pharmacist.get("/triage").await.has(">none</span>");
}

#[actix_web::test]
async fn ph_1_chosen_lines_are_verified_together_and_leave_the_queue() {
    let hospital = Hospital::open();
    empty_queue(&hospital);
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    let id = number(&prescribe(&doctor, 1, vec![Item::simeticone(), Item::paracetamol()]).await);
    let (one, two) = (format!("{id}/1:submitted"), format!("{id}/2:submitted"));
    let done = verify(&pharmacist, &key(&pharmacist).await, &[&one, &two]).await;
    assert_eq!((done.status, done.location.as_str()), (303, "/triage"), "{}", done.body);
    pharmacist.get("/triage").await.has("Nothing waits to be verified");
    pharmacist.get("/dispatch?stage=verified").await.has(&format!("line-{id}-1\"")).has(&format!("line-{id}-2\""));
    doctor.get("/patients/1").await.has("Ana Lúcia Farias verified").has("Paracetamol");
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn what_moved_meanwhile_is_not_verified_and_the_rest_stays_chosen() {
    let hospital = Hospital::open();
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    let id = number(&prescribe(&doctor, 1, vec![Item::simeticone(), Item::paracetamol()]).await);
    let key = key(&pharmacist).await;
    let page = doctor.get(&format!("/prescriptions/{id}/suspension")).await;
    let suspended =
        [("key", hidden(&page.body, "key")), ("item", "1:submitted".to_owned()), ("reason", "not needed".to_owned())];
    let fields: Vec<(&str, &str)> = suspended.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(doctor.post(&format!("/prescriptions/{id}/suspension"), &fields).await.status, 303);
    let before = hospital.written();
    let (one, two) = (format!("{id}/1:submitted"), format!("{id}/2:submitted"));
    let refused = verify(&pharmacist, &key, &[&one, &two]).await;
    assert_eq!(refused.is_refused_in_words().status, 409);
    refused.has("nothing was done").has("Nothing can be done with this line").has(&format!("value=\"{two}\" checked"));
    assert_eq!(hospital.written(), before);
    let fresh = hidden(&refused.body, "key");
    assert_eq!(verify(&pharmacist, &fresh, &[&two]).await.status, 303);
}

#[actix_web::test]
async fn val_1_what_has_ended_is_not_verified_any_more() {
    let hospital = Hospital::open();
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    let id = number(&prescribe(&doctor, 1, vec![Item::simeticone()]).await);
    let key = key(&pharmacist).await;
    hospital.run(&format!("update prescriptions set prescribed_at = now() - interval '25 hours', valid_until = now() - interval '1 hour' where id = {id}"));
    let refused = verify(&pharmacist, &key, &[&format!("{id}/1:submitted")]).await;
    assert_eq!(refused.is_refused_in_words().status, 409);
    refused.has("has ended");
}

#[actix_web::test]
async fn the_same_form_twice_verifies_once_nothing_chosen_is_said_and_only_pharmacists_verify() {
    let hospital = Hospital::open();
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    let id = number(&prescribe(&doctor, 1, vec![Item::simeticone(), Item::paracetamol()]).await);
    let (one, two) = (format!("{id}/1:submitted"), format!("{id}/2:submitted"));
    let key = key(&pharmacist).await;
    for _ in 0..3 {
        assert_eq!(verify(&pharmacist, &key, &[&one]).await.status, 303);
    }
    assert_eq!(
        hospital.count(&format!("select count(*) from events where verb = 'verify' and prescription_id = {id}")),
        1
    );
    assert_eq!(verify(&pharmacist, &key, &[&two]).await.status, 409, "another choice with the same form");
    let nothing = verify(&pharmacist, &hidden(&pharmacist.get("/triage").await.body, "key"), &[]).await;
    assert_eq!(nothing.is_refused_in_words().status, 422);
    nothing.has("Choose at least one line");
    for person in [&doctor, &hospital.nurse().await] {
        assert_eq!(verify(person, &key, &[&two]).await.status, 403);
        assert_eq!(person.get("/triage").await.status, 403);
    }
    for nonsense in ["x", "1/1", "1/1:nowhere", "1/99999999999:submitted"] {
        assert_eq!(verify(&pharmacist, &key, &[nonsense]).await.is_refused_in_words().status, 400, "{nonsense}");
    }
}

#[actix_web::test]
async fn of_racing_pharmacists_each_line_is_verified_by_one() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let pharmacists = [hospital.pharmacist().await, hospital.pharmacist().await];
    for round in 0..trials(100) {
        let again = PrescribeForm::open(&doctor, 1, vec![Item::simeticone()]).await.because(AGAIN, "once more");
        let first =
            if round == 0 { prescribe(&doctor, 1, vec![Item::simeticone()]).await } else { again.send(&doctor).await };
        let line = format!("{}/1:submitted", number(&first));
        let (left, right) = (key(&pharmacists[0]).await, key(&pharmacists[1]).await);
        let lines = [line.as_str()];
        let (left, right) =
            futures_util::future::join(verify(&pharmacists[0], &left, &lines), verify(&pharmacists[1], &right, &lines))
                .await;
        let mut statuses = [left.status, right.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
    }
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn ph_1_all_of_a_prescription_is_verified_at_once_and_what_else_was_ticked_stays() {
    let hospital = Hospital::open();
    empty_queue(&hospital);
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    let id = number(&prescribe(&doctor, 1, vec![Item::simeticone(), Item::paracetamol()]).await);
    let other = number(&prescribe(&doctor, 2, vec![Item::simeticone()]).await);
    let page = pharmacist.get("/triage").await;
    let all = format!("{id}/1:submitted {id}/2:submitted");
    page.has(&format!("name=\"only\" value=\"{all}\"")).has("Verify all 2");
    let ticked = format!("{other}/1:submitted");
    let fields = [("key", hidden(&page.body, "key")), ("line", ticked), ("only", all)];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(pharmacist.post("/lines/verification", &fields).await.status, 303);
    pharmacist.get("/triage").await.has(&format!("line-{other}-1\"")).has_not(&format!("line-{id}-1\""));
}

#[actix_web::test]
async fn ph_3_an_answered_question_comes_back_with_its_answer_beside_weight_and_what_else_is_given() {
    let hospital = Hospital::open();
    empty_queue(&hospital);
    hospital.measure(1);
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    let path = prescribe(&doctor, 1, vec![Item::simeticone(), Item::paracetamol()]).await.location;
    let asked = [("category", "compatibility"), ("question", "Com leite?"), ("stage", "submitted")];
    let key = hidden(&pharmacist.get(&format!("{path}/items/1/query")).await.body, "key");
    let fields: Vec<(&str, &str)> = [("key", key.as_str())].into_iter().chain(asked).collect();
    assert_eq!(pharmacist.post(&format!("{path}/items/1/query"), &fields).await.status, 303);
    pharmacist.get("/triage").await.has_not("Com leite?");
    let page = doctor.get(&format!("{path}/items/1/answer")).await;
    let (key, query) = (hidden(&page.body, "key"), hidden(&page.body, "query"));
    let answer = [("key", key.as_str()), ("query", query.as_str()), ("answer", "Com água.")];
    assert_eq!(doctor.post(&format!("{path}/items/1/answer"), &answer).await.status, 303);
    let page = pharmacist.get("/triage").await;
    page.has("<q>Com leite?</q>")
        .has("<q>Com água.</q>")
        .has("dilution or compatibility")
        .has("<strong>70 kg</strong>");
    let more = page.body.split("<details").nth(1).and_then(|rest| rest.split("</details>").next()).expect("what else");
    assert!(more.contains("Paracetamol"), "{more}");
}

#[actix_web::test]
async fn the_queue_of_one_ward_leads_to_its_dispatch_list_and_back_and_stays_with_its_ward() {
    let hospital = Hospital::open();
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    let id = number(&prescribe(&doctor, 1, vec![Item::simeticone()]).await);
    let ward =
        hospital.text("select b.ward_id from admissions a join beds b on b.id = a.bed_id where a.patient_id = 1");
    let other = hospital.text(&format!("select min(id) from wards where id <> {ward}"));
    let page = pharmacist.get(&format!("/triage?ward={ward}")).await;
    page.has(&format!("line-{id}-1\"")).has(&format!("/dispatch?ward={ward}&#38;stage=submitted"));
    pharmacist.get(&format!("/triage?ward={other}")).await.has_not(&format!("line-{id}-1\""));
    pharmacist.get(&format!("/dispatch?ward={ward}")).await.has(&format!("/triage?ward={ward}"));
    assert_eq!(pharmacist.get("/triage?ward=nowhere").await.is_refused_in_words().status, 400);
    let (key, line) = (hidden(&page.body, "key"), format!("{id}/1:submitted"));
    let done = pharmacist.post("/lines/verification", &[("key", &key), ("line", &line), ("ward", &ward)]).await;
    assert_eq!((done.status, done.location), (303, format!("/triage?ward={ward}")));
}
