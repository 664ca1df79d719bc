//! Renew: what goes on is copied, reviewed item by item, and begins where the old ends.

use std::time::Duration;

use crate::support::form::{AGAIN, Item, prescribe};
use crate::support::hospital::Hospital;
use crate::support::html_form::HtmlForm;
use crate::support::person::{Person, Reply};
use crate::support::trials::trials;

/// For what the hospital does by itself.
async fn wait_until(holds: impl Fn() -> bool) {
    for _ in 0..100 {
        if holds() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("not within ten seconds");
}

const NEW: &str = "/patients/1/prescriptions/new?renew=all";

async fn opened(doctor: &Person) -> HtmlForm {
    let page = doctor.get(NEW).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let mut form = HtmlForm::read(&page.body, "p-prescribe");
    form.add("action", "sign");
    form
}

async fn sign(doctor: &Person, form: &HtmlForm) -> Reply {
    doctor.post("/patients/1/prescriptions", &form.fields()).await
}

/// Ticks every copied row.
fn review(form: &mut HtmlForm) {
    for row in 0..form.count("follows") {
        let follows = form.get("follows", row).to_owned();
        form.add("reviewed", &follows);
    }
}

/// As the form's own button does it.
async fn remove_row(doctor: &Person, form: &HtmlForm, row: usize) -> HtmlForm {
    let mut form = form.clone();
    form.remove("action", 0);
    form.add("action", &format!("remove-{row}"));
    let mut left = HtmlForm::read(&sign(doctor, &form).await.body, "p-prescribe");
    left.add("action", "sign");
    left
}

/// Two that go on, and one that was given once.
async fn signed(hospital: &Hospital) -> i64 {
    let doctor = hospital.doctor().await;
    let once = Item::paracetamol().with("frequency", "AGORA");
    let other = Item::paracetamol().with("medication", "P0222").with("dose", "10").with("frequency", "1X");
    let reply = prescribe(&doctor, 1, vec![Item::simeticone().with("note", "first"), other, once]).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    reply.location.rsplit('/').next().expect("a number").parse().expect("a number")
}

#[actix_web::test]
async fn val_2_a_renewal_copies_what_goes_on_and_nothing_that_is_single_stopped_or_finished() {
    let hospital = Hospital::open();
    let number = signed(&hospital).await;
    let doctor = hospital.doctor().await;
    hospital.run(&format!(
        "update prescriptions set valid_until = prescribed_at + interval '24 hours' where id = {number}"
    ));
    let form = opened(&doctor).await;
    assert_eq!(form.count("medication"), 2, "the single dose is not copied");
    assert_eq!((form.get("dose", 0), form.get("note", 0), form.get("duration", 0)), ("75", "first", "2"));
    hospital.run(&format!("update prescription_items set stage = 'suspended', suspended_by = 1, suspension_reason = 'x', closed_at = now() where prescription_id = {number} and number = 2"));
    assert_eq!(opened(&doctor).await.count("medication"), 1, "what was stopped is not copied");
    hospital.run(&format!(
        "update prescription_items set duration_days = 1 where prescription_id = {number} and number = 1"
    ));
    let finished = doctor.get(NEW).await;
    assert_eq!(HtmlForm::read(&finished.body, "p-prescribe").get("follows", 0), "", "what is finished is not copied");
}

#[actix_web::test]
async fn val_1_what_was_renewed_expires_by_itself_at_its_end_and_what_was_not_or_is_out_stays() {
    let hospital = Hospital::open();
    let number = signed(&hospital).await;
    let doctor = hospital.doctor().await;
    let mut form = opened(&doctor).await;
    review(&mut form);
    assert_eq!(sign(&doctor, &form).await.status, 303);
    let unrenewed = prescribe(&doctor, 2, vec![Item::simeticone()]).await.location;
    let unrenewed = unrenewed.rsplit('/').next().expect("a number");
    hospital.run(&format!(
        "set session_replication_role = replica; \
         update prescription_items set stage = 'separated' where prescription_id = {number} and number = 2; \
         update prescriptions set prescribed_at = now() - interval '25 hours', valid_until = now() - interval '1 hour' where id in ({number}, {unrenewed})"
    ));
    let hospital = hospital.reopen();
    let stages = format!(
        "select string_agg(stage, ' ' order by number) from prescription_items where prescription_id = {number} and number < 3"
    );
    let expired = || hospital.text(&stages) == "expired separated";
    wait_until(expired).await;
    assert_eq!(
        hospital.text(&format!("select stage from prescription_items where prescription_id = {unrenewed}")),
        "submitted"
    );
    assert_eq!(hospital.count("select count(*) from events where verb = 'expire' and user_id is null"), 1);
    wait_until(|| hospital.disagreements().is_empty()).await;
    let pharmacist = hospital.pharmacist().await;
    pharmacist.get("/dispatch?stage=expired").await.has(&format!("line-{number}-1\""));
    hospital.doctor().await.get("/patients/1").await.has("Posology noted the end of an item that was renewed");
}

#[actix_web::test]
async fn a_renewed_row_offers_no_first_dose_at_once_and_a_new_row_does() {
    let hospital = Hospital::open();
    signed(&hospital).await;
    let doctor = hospital.doctor().await;
    let page = doctor.get(NEW).await.body;
    let rows: Vec<&str> = page.split("<fieldset class=\"p-item\"").skip(1).collect();
    let (blank, renewed) = rows.split_last().expect("rows");
    assert!(renewed.iter().all(|row| !row.contains("value=\"now\"")));
    assert!(renewed.iter().all(|row| row.contains("type=\"hidden\" name=\"first\" value=\"\"")));
    assert!(blank.contains("value=\"now\""));
}

#[actix_web::test]
async fn val_2_each_copied_item_is_reviewed_before_it_is_signed() {
    let hospital = Hospital::open();
    signed(&hospital).await;
    let doctor = hospital.doctor().await;
    let mut form = opened(&doctor).await;
    let before = hospital.written();
    let refused = sign(&doctor, &form).await;
    assert_eq!(refused.is_refused_in_words().status, 422);
    refused
        .has("Tick that you have reviewed this item")
        .has("href=\"#item-0-reviewed\"")
        .has("href=\"#item-1-reviewed\"");
    assert_eq!(hospital.written(), before);
    let follows = form.get("follows", 0).to_owned();
    form.add("reviewed", &follows);
    let half = sign(&doctor, &form).await;
    half.has("href=\"#item-1-reviewed\"").has_not("href=\"#item-0-reviewed\"");
    let follows = form.get("follows", 1).to_owned();
    form.add("reviewed", &follows);
    assert_eq!(sign(&doctor, &form).await.status, 303);
}

#[actix_web::test]
async fn val_2_a_renewal_begins_where_the_old_ends_and_is_no_duplicate_of_it() {
    let hospital = Hospital::open();
    let number = signed(&hospital).await;
    let doctor = hospital.doctor().await;
    let mut form = opened(&doctor).await;
    review(&mut form);
    form.set("dose", 0, "80");
    form.set("duration", 0, "9");
    let reply = sign(&doctor, &form).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    let begins = format!(
        "select count(*) from prescription_items n join prescription_items o on o.id = n.follows_item_id \
         join prescriptions p on p.id = o.prescription_id where p.id = {number} and n.followed_as = 'renewal' \
         and n.starts_at = date_trunc('minute', p.valid_until) and n.scheduled_from >= n.starts_at"
    );
    assert_eq!(hospital.count(&begins), 2);
    let end = "select round(extract(epoch from n.valid_until - o.valid_until) / 3600)::int from prescriptions n, prescriptions o where n.id = (select max(id) from prescriptions) and o.id = ";
    assert_eq!(hospital.count(&format!("{end}{number}")), 24);
    assert_eq!(hospital.count("select count(*) from prescription_alerts where rule = 'ITEM-11' and prescription_id = (select max(id) from prescriptions)"), 0);
    doctor.get(&reply.location).await.has("80 mg").has(&format!("/prescriptions/{number}"));
    hospital.run("update prescription_items set starts_at = now() where followed_as = 'renewal'");
    assert_eq!(
        HtmlForm::read(&doctor.get(NEW).await.body, "p-prescribe").get("dose", 0),
        "80",
        "the new one is renewed once it has begun"
    );
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn time_2_the_doses_of_a_renewal_are_shown_from_where_it_begins() {
    let hospital = Hospital::open();
    let number = signed(&hospital).await;
    let doctor = hospital.doctor().await;
    hospital.run(&format!(
        "update prescriptions set valid_until = now() + interval '23 hours 59 minutes' where id = {number}"
    ));
    let page = doctor.get(NEW).await;
    page.has("Next doses: tomorrow ").has_not("Next doses: today");
    let begins = page.body.split("data-begins=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a moment");
    let asked = format!("/doses?frequency=3X&times=08:00+14:00+20:00&begins={begins}");
    doctor.get(&asked).await.has("Next doses: tomorrow ").has_not("today");
}

/// The renewal's form with one new row below, all of it reviewed.
async fn with_a_new_row(doctor: &Person) -> HtmlForm {
    let mut form = opened(doctor).await;
    form.remove("action", 0);
    form.add("action", "add");
    let mut form = HtmlForm::read(&sign(doctor, &form).await.body, "p-prescribe");
    form.add("action", "sign");
    for (name, value) in
        [("medication", "P0155"), ("dose", "75"), ("unit", "mg"), ("route", "SNE"), ("frequency", "3X")]
    {
        form.set(name, 2, value);
    }
    form.set("duration", 2, "3");
    for row in 0..2 {
        let follows = form.get("follows", row).to_owned();
        form.add("reviewed", &follows);
    }
    form
}

#[actix_web::test]
async fn val_1_what_begins_now_and_what_is_renewed_are_two_prescriptions_and_neither_shortens_the_other() {
    let hospital = Hospital::open();
    let number = signed(&hospital).await;
    let doctor = hospital.doctor().await;
    hospital.run(&format!(
        "update hospital set cut_over = null; \
         update prescriptions set prescribed_at = now() - interval '4 hours', valid_until = now() + interval '20 hours' where id = {number}; \
         update prescription_items set starts_at = now() - interval '4 hours' where prescription_id = {number}"
    ));
    let form = with_a_new_row(&doctor).await;
    let reply = sign(&doctor, &form).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    let first: i64 = reply.location.rsplit('/').next().expect("a number").parse().expect("a number");
    let page = doctor.get(&reply.location).await;
    page.has("Signed together with").has(&format!("/prescriptions/{}\"", first + 1));
    let of_each = "select string_agg(c || ':' || h, ' ' order by id) from (select p.id, count(*) c, round(max(extract(epoch from p.valid_until - i.starts_at)) / 3600) h \
        from prescription_items i join prescriptions p on p.id = i.prescription_id where p.id > ";
    assert_eq!(hospital.text(&format!("{of_each}{number} group by p.id) x")), "1:24 2:24");
    assert_eq!(hospital.count("select count(*) from prescription_items i join prescriptions p on p.id = i.prescription_id where p.prescribed_at > now() - interval '1 hour' and i.starts_at >= p.valid_until"), 0);
    assert_eq!(hospital.disagreements(), []);
}

/// Signing one more of what is being given asks for a reason.
async fn is_a_duplicate(doctor: &Person, item: Item) {
    let refused = prescribe(doctor, 1, vec![item]).await;
    assert_eq!(refused.status, 422, "asked about");
    refused.has(&format!("value=\"{AGAIN}\""));
}

#[actix_web::test]
async fn item_11_what_is_given_until_its_end_is_checked_against_also_when_its_renewal_was_stopped() {
    let hospital = Hospital::open();
    let number = signed(&hospital).await;
    let doctor = hospital.doctor().await;
    let mut form = opened(&doctor).await;
    review(&mut form);
    let renewal = sign(&doctor, &form).await.location;
    is_a_duplicate(&doctor, Item::simeticone()).await;
    let path = format!("{renewal}/suspension");
    let key = HtmlForm::read(&doctor.get(&path).await.body, "p-card").get("key", 0).to_owned();
    let not_tomorrow = [("key", key.as_str()), ("item", "1:submitted"), ("reason", "not needed tomorrow")];
    assert_eq!(doctor.post(&path, &not_tomorrow).await.status, 303);
    let still = format!("select stage from prescription_items where prescription_id = {number} and number = 1");
    assert_eq!(hospital.text(&still), "submitted");
    is_a_duplicate(&doctor, Item::simeticone()).await;
}

#[actix_web::test]
async fn item_11_what_is_renewed_as_something_else_is_given_until_its_end_and_checked_against() {
    let hospital = Hospital::open();
    signed(&hospital).await;
    let doctor = hospital.doctor().await;
    let mut form = opened(&doctor).await;
    review(&mut form);
    for (name, value) in [("medication", "P0001"), ("dose", "100"), ("frequency", "1X"), ("times", ""), ("note", "")] {
        form.set(name, 0, value);
    }
    let reply = sign(&doctor, &form).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    is_a_duplicate(&doctor, Item::simeticone()).await;
}

#[actix_web::test]
async fn val_1_what_has_not_begun_is_not_renewed_again() {
    let hospital = Hospital::open();
    signed(&hospital).await;
    let doctor = hospital.doctor().await;
    let mut form = opened(&doctor).await;
    review(&mut form);
    assert_eq!(sign(&doctor, &form).await.status, 303);
    let again = HtmlForm::read(&doctor.get(NEW).await.body, "p-prescribe");
    assert_eq!(again.get("follows", 0), "", "nothing is offered");
    let renewal = hospital.text("select max(id) from prescription_items where followed_as = 'renewal'");
    let before = hospital.written();
    let mut forged = form.clone();
    for row in 0..2 {
        forged.set("follows", row, "");
    }
    forged.set("follows", 0, &format!("renewal:{renewal}"));
    forged.set("key", 0, &again.get("key", 0).to_owned());
    assert_eq!(sign(&doctor, &forged).await.status, 404);
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn val_4_suspending_an_item_stops_its_renewal_too_and_says_so_before() {
    let hospital = Hospital::open();
    let number = signed(&hospital).await;
    let (doctor, other) = (hospital.doctor().await, hospital.oncologist().await);
    let mut form = opened(&doctor).await;
    review(&mut form);
    let renewal = sign(&doctor, &form).await.location;
    let renewal = renewal.rsplit('/').next().expect("a number");
    let page = other.get(&format!("/prescriptions/{number}/suspension")).await;
    page.has(&format!("Its renewal, prescription {renewal}, stops with it."));
    let key = HtmlForm::read(&page.body, "p-card").get("key", 0).to_owned();
    let chosen = [("key", key.as_str()), ("item", "1:submitted"), ("reason", "adverse reaction")];
    assert_eq!(other.post(&format!("/prescriptions/{number}/suspension"), &chosen).await.status, 303);
    let stages = format!(
        "select string_agg(stage, ' ' order by number) from prescription_items where prescription_id = {renewal}"
    );
    assert_eq!(hospital.text(&stages), "suspended submitted");
    other.get(&format!("/prescriptions/{renewal}")).await.has("adverse reaction");
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn val_2_of_a_suspension_and_a_renewal_at_once_no_stopped_item_goes_on() {
    let hospital = Hospital::open();
    let (doctor, other) = (hospital.doctor().await, hospital.oncologist().await);
    for _ in 0..trials(60) {
        hospital.run("set session_replication_role = replica; update prescription_items set stage = 'refused', closed_at = now() where closed_at is null");
        let number = signed(&hospital).await;
        let mut renewal = opened(&doctor).await;
        review(&mut renewal);
        let path = format!("/prescriptions/{number}/suspension");
        let key = HtmlForm::read(&other.get(&path).await.body, "p-card").get("key", 0).to_owned();
        let suspension = [("key", key.as_str()), ("item", "1:submitted"), ("reason", "stop at once")];
        let (renewed, suspended) =
            futures_util::future::join(sign(&doctor, &renewal), other.post(&path, &suspension)).await;
        assert_eq!(suspended.status, 303, "{}", suspended.body);
        assert!([303, 409].contains(&renewed.status), "{}", renewed.body);
        let alive = format!(
            "select count(*) from prescription_items o join prescription_items n on n.follows_item_id = o.id \
             where o.prescription_id = {number} and o.stage = 'suspended' and n.closed_at is null"
        );
        assert_eq!(hospital.count(&alive), 0);
    }
    hospital.run(
        "insert into read_model.touched (prescription_id) select id from prescriptions; select read_model.compact()",
    );
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn a_question_of_the_pharmacy_is_answered_before_the_item_is_renewed_and_outlives_its_end() {
    let hospital = Hospital::open();
    let number = signed(&hospital).await;
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    let path = format!("/prescriptions/{number}/items/1/query");
    let page = pharmacist.get(&path).await;
    let key = HtmlForm::read(&page.body, "p-card").get("key", 0).to_owned();
    let question = [("key", key.as_str()), ("stage", "submitted"), ("category", "dose"), ("question", "is it 50?")];
    assert_eq!(pharmacist.post(&path, &question).await.status, 303);
    let mut form = opened(&doctor).await;
    review(&mut form);
    let refused = sign(&doctor, &form).await;
    assert_eq!(refused.is_refused_in_words().status, 422);
    refused.has("Answer it first").has(&format!("/prescriptions/{number}/items/1/answer"));
}

#[actix_web::test]
async fn val_2_a_row_that_was_emptied_is_a_row_that_was_removed() {
    let hospital = Hospital::open();
    let number = signed(&hospital).await;
    let doctor = hospital.doctor().await;
    let mut form = opened(&doctor).await;
    review(&mut form);
    for name in [
        "medication",
        "dose",
        "unit",
        "route",
        "frequency",
        "times",
        "duration",
        "note",
        "first",
        "start",
        "weekday",
        "indication",
    ] {
        form.set(name, 1, "");
    }
    let reply = sign(&doctor, &form).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    let let_end = format!(
        "select string_agg(number::text, ',') from prescription_items where prescription_id = {number} and not_renewed_by is not null"
    );
    assert_eq!(hospital.text(&let_end), "2");
}

#[actix_web::test]
async fn val_2_what_is_not_renewed_is_left_to_end_and_remembered() {
    let hospital = Hospital::open();
    let number = signed(&hospital).await;
    let doctor = hospital.doctor().await;
    let form = opened(&doctor).await;
    let mut form = remove_row(&doctor, &form, 1).await;
    review(&mut form);
    assert_eq!(form.count("medication"), 1);
    let reply = sign(&doctor, &form).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    let let_end = format!(
        "select string_agg(number::text, ',') from prescription_items where prescription_id = {number} and not_renewed_by is not null"
    );
    assert_eq!(hospital.text(&let_end), "2");
    assert_eq!(
        hospital.count(&format!(
            "select count(*) from prescription_items where prescription_id = {number} and closed_at is null"
        )),
        3,
        "it is given until its end"
    );
}

#[actix_web::test]
async fn an_item_is_renewed_once_and_who_comes_later_sees_by_whom_and_keeps_what_was_typed() {
    let hospital = Hospital::open();
    signed(&hospital).await;
    let (doctor, other) = (hospital.doctor().await, hospital.oncologist().await);
    let (mut first, mut second) = (opened(&doctor).await, opened(&other).await);
    review(&mut first);
    review(&mut second);
    second.set("note", 0, "typed by the second");
    assert_eq!(sign(&doctor, &first).await.status, 303);
    assert_eq!(sign(&doctor, &first).await.status, 303, "the same form again leads to the same");
    let before = hospital.written();
    let late = sign(&other, &second).await;
    assert_eq!(late.is_refused_in_words().status, 409);
    late.has("Somebody else was here first").has("Dr. João Silva signed 75 mg meanwhile").has("typed by the second");
    assert_eq!(hospital.written(), before);
    let mut again = HtmlForm::read(&late.body, "p-prescribe");
    assert!(again.get("follows", 0).starts_with("change:"), "on top of what is so now");
    again.add("action", "sign");
    again.set("change_reason", 0, "dose of the second");
    let reply = sign(&other, &again).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    doctor.get(&reply.location).await.has("typed by the second");
}

#[actix_web::test]
async fn racing_doctors_renew_an_item_once() {
    let hospital = Hospital::open();
    let doctors = futures_util::future::join_all((0..8).map(|_| hospital.doctor())).await;
    for round in 1..=trials(40) {
        hospital.run("update prescriptions set valid_until = prescribed_at + interval '1 minute' where patient_id = 1 and id > 1");
        let reply = crate::support::form::PrescribeForm::open(&doctors[0], 1, vec![Item::simeticone()]).await;
        assert_eq!(reply.because(AGAIN, "once more").send(&doctors[0]).await.status, 303);
        let mut forms = futures_util::future::join_all(doctors.iter().map(opened)).await;
        forms.iter_mut().for_each(review);
        let sends = doctors.iter().zip(&forms).map(|(doctor, form)| sign(doctor, form));
        let statuses: Vec<u16> = futures_util::future::join_all(sends).await.iter().map(|reply| reply.status).collect();
        assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "round {round}: {statuses:?}");
        assert!(statuses.iter().all(|status| [303, 409].contains(status)), "{statuses:?}");
    }
    assert_eq!(hospital.disagreements(), []);
}
