//! Restricted antimicrobials: released for some hours, then only as stewardship says.

use crate::support::form::{Item, PrescribeForm, hidden, insist, prescribe};
use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};
use crate::support::trials::trials;

/// The same again while it is given needs a reason of its own.
const TWICE: &str = "duplicate|meropenem|meropenem|IV";

fn meropenem() -> Item {
    Item::of(["P0046", "1000", "mg", "IV", "2X", "3"]).with("indication", "sepsis").with("preparation", "bolus")
}

/// Signed again, by somebody who gives a reason for having it twice and for nothing else.
async fn again(doctor: &Person) -> Reply {
    PrescribeForm::open(doctor, 1, vec![meropenem()]).await.because(TWICE, "new dose").send(doctor).await
}

async fn key(person: &Person, id: i64) -> String {
    let page = person.get(&format!("/stewardship/{id}/decision")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    hidden(&page.body, "key")
}

async fn send(person: &Person, id: i64, key: &str, [decision, until, proposal]: [&str; 3]) -> Reply {
    let fields = [("key", key), ("decision", decision), ("until", until), ("proposal", proposal)];
    person.post(&format!("/stewardship/{id}/decision"), &fields).await
}

async fn decide(person: &Person, id: i64, decision: [&str; 3]) -> Reply {
    let key = key(person, id).await;
    send(person, id, &key, decision).await
}

fn day(hospital: &Hospital, ahead: i64) -> String {
    hospital.text(&format!("(now() at time zone 'America/Sao_Paulo')::date + {ahead}"))
}

fn request(hospital: &Hospital) -> i64 {
    hospital.count("select id from stewardship_requests where substance = 'meropenem'")
}

#[actix_web::test]
async fn who_3_a_restricted_antimicrobial_is_signed_at_once_released_for_72_hours_and_waits_for_stewardship() {
    let hospital = Hospital::open();
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    pharmacist.get("/stewardship").await.has("No restricted antimicrobial waits");
    let signed = prescribe(&doctor, 1, vec![Item::paracetamol(), meropenem()]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    doctor.get(&signed.location).await.has("Meropenem is a restricted antimicrobial, released until").has("WHO-3");
    let hours = "select extract(epoch from released_until - requested_at) / 3600 from stewardship_requests";
    assert_eq!(hospital.count(hours), 72);
    pharmacist
        .get("/stewardship")
        .await
        .has("1 request waits")
        .has("Maria Oliveira")
        .has("Meropenem")
        .has("sepsis")
        .has("CRM/SP 12345")
        .has_not("release ended");
    pharmacist.get("/").await.has("restricted antimicrobial to decide on");
}

#[actix_web::test]
async fn who_3_the_hospital_chooses_the_hours_and_says_them_before_signing() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    hospital.run("update hospital set stewardship_release_hours = 24");
    let mut form = PrescribeForm::open(&doctor, 1, vec![meropenem()]).await;
    form.action = "check";
    let looked = form.send(&doctor).await;
    assert_eq!(looked.status, 200, "{}", looked.body);
    looked.has("Without an approval by stewardship it is released until");
    assert_eq!(hospital.count("select count(*) from stewardship_requests"), 0, "looking asks nobody");
    form.action = "sign";
    assert_eq!(form.send(&doctor).await.status, 303);
    let hours = "select extract(epoch from released_until - requested_at) / 3600 from stewardship_requests";
    assert_eq!(hospital.count(hours), 24);
}

#[actix_web::test]
async fn who_3_prescribing_it_again_in_the_same_stay_does_not_begin_the_72_hours_anew() {
    let hospital = Hospital::open();
    let (doctor, other) = (hospital.doctor().await, hospital.oncologist().await);
    assert_eq!(prescribe(&doctor, 1, vec![meropenem()]).await.status, 303);
    let end = "select released_until from stewardship_requests";
    hospital.run("update stewardship_requests set released_until = released_until - interval '40 hours'");
    let before = hospital.text(end);
    let half = meropenem().with("medication", "P0047").with("dose", "500");
    assert_eq!(insist(&other, 1, vec![half]).await.status, 303);
    assert_eq!(hospital.text(end), before);
    assert_eq!(hospital.count("select count(*) from stewardship_requests"), 1);
    assert_eq!(prescribe(&doctor, 2, vec![meropenem()]).await.status, 303);
    assert_eq!(hospital.count("select count(*) from stewardship_requests"), 2, "another patient's is another");
}

#[actix_web::test]
async fn who_3_after_the_release_without_approval_it_stops_and_an_override_is_reviewed() {
    let hospital = Hospital::open();
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    assert_eq!(prescribe(&doctor, 1, vec![meropenem()]).await.status, 303);
    hospital.run("update stewardship_requests set released_until = now() - interval '1 minute'");
    pharmacist.get("/stewardship").await.has("release ended");
    let before = hospital.written();
    let refused = again(&doctor).await;
    assert_eq!(refused.is_refused_in_words().status, 422);
    refused.has("STOP").has("its release has ended without an approval").has("name=\"needed\"");
    assert_eq!(hospital.written(), before);
    let signed = insist(&doctor, 1, vec![meropenem()]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    assert_eq!(hospital.text("select rule || ' ' || reason from read_model.overrides"), "WHO-3 so decided");
    pharmacist.get("/overrides").await.has("its release has ended without an approval");
    assert_eq!(decide(&pharmacist, request(&hospital), ["approve", &day(&hospital, 2), ""]).await.status, 303);
    assert_eq!(again(&doctor).await.status, 303, "approved after all");
}

#[actix_web::test]
async fn who_3_an_approval_lasts_until_its_day_and_then_expires() {
    let hospital = Hospital::open();
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    assert_eq!(prescribe(&doctor, 1, vec![meropenem()]).await.status, 303);
    let id = request(&hospital);
    let reply = decide(&pharmacist, id, ["approve", &day(&hospital, 7), ""]).await;
    assert_eq!((reply.status, reply.location.as_str()), (303, "/stewardship"), "{}", reply.body);
    pharmacist.get("/stewardship").await.has("No restricted antimicrobial waits");
    hospital.run("update stewardship_requests set released_until = now() - interval '1 day'");
    let signed = again(&doctor).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    doctor.get(&signed.location).await.has("Meropenem: approved by stewardship until");
    hospital.run("update stewardship_requests set approved_until = now() - interval '1 minute'");
    again(&doctor).await.has("its approval has expired").has("STOP");
    assert_eq!(insist(&doctor, 1, vec![meropenem()]).await.status, 303);
    assert_eq!(hospital.text("select status from stewardship_requests"), "pending", "stewardship is asked again");
    pharmacist.get("/stewardship").await.has("release ended");
    assert_eq!(hospital.count("select count(*) from events where verb = 'ask_stewardship_again'"), 1);
}

#[actix_web::test]
async fn who_3_a_refusal_must_propose_what_to_give_instead_and_stops_the_next_prescription() {
    let hospital = Hospital::open();
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    assert_eq!(prescribe(&doctor, 1, vec![meropenem()]).await.status, 303);
    let id = request(&hospital);
    let before = hospital.written();
    let (yesterday, too_far) = (day(&hospital, -1), day(&hospital, 31));
    for (decision, words) in [
        (["refuse", "", ""], "A refusal must propose what to give instead."),
        (["refuse", "", "  x "], "A refusal must propose what to give instead."),
        (["refuse", "", "give 10U"], "“U” is misread too easily"),
        (["approve", "", ""], "Give the last day of the approval"),
        (["approve", "soon", ""], "Give the last day of the approval"),
        (["approve", &yesterday, ""], "Give the last day of the approval"),
        (["approve", &too_far, ""], "Give the last day of the approval"),
        (["", "", "ceftriaxone"], "Choose: approve or refuse."),
    ] {
        let refused = decide(&pharmacist, id, decision).await;
        assert_eq!(refused.is_refused_in_words().status, 422, "{decision:?}");
        refused.has(words).has(&format!("value=\"{}\"", decision[2]));
    }
    assert_eq!(hospital.written(), before);
    assert_eq!(decide(&pharmacist, id, ["refuse", "", "ceftriaxone by culture"]).await.status, 303);
    again(&doctor).await.has("refused by stewardship").has("Proposed instead: ceftriaxone by culture").has("STOP");
    assert_eq!(insist(&doctor, 1, vec![meropenem()]).await.status, 303);
    assert_eq!(
        hospital
            .count("select count(*) from stewardship_requests where status = 'pending' and released_until <= now()"),
        1,
        "asked again, and not released once more"
    );
}

#[actix_web::test]
async fn who_3_a_request_is_decided_once_and_who_comes_later_is_told_what_was_decided() {
    let hospital = Hospital::open();
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    assert_eq!(prescribe(&doctor, 1, vec![meropenem()]).await.status, 303);
    let (id, last) = (request(&hospital), day(&hospital, 3));
    let (first, late) = (key(&pharmacist, id).await, key(&pharmacist, id).await);
    for _ in 0..2 {
        assert_eq!(
            send(&pharmacist, id, &first, ["approve", &last, ""]).await.status,
            303,
            "the same form is one decision"
        );
    }
    let refused = send(&pharmacist, id, &late, ["refuse", "", "ceftriaxone"]).await;
    assert_eq!(refused.is_refused_in_words().status, 409);
    refused.has("Somebody decided this already").has("Approved until");
    assert_eq!(hospital.count("select count(*) from events where verb = 'decide_stewardship'"), 1);
    assert_eq!(pharmacist.get("/stewardship/999999/decision").await.is_refused_in_words().status, 404);
    assert_eq!(send(&pharmacist, id, "", ["approve", &last, ""]).await.is_refused_in_words().status, 400);
    assert_eq!(doctor.get("/stewardship").await.is_refused_in_words().status, 403);
    assert_eq!(send(&doctor, id, &late, ["approve", &last, ""]).await.status, 403, "not one's own (WHO-8)");
}

#[actix_web::test]
async fn racing_decisions_on_one_request_leave_one() {
    let hospital = Hospital::open();
    let (doctor, one) = (hospital.doctor().await, hospital.pharmacist().await);
    let other = hospital.pharmacist().await;
    assert_eq!(prescribe(&doctor, 1, vec![meropenem()]).await.status, 303);
    let (id, last) = (request(&hospital), day(&hospital, 3));
    for round in 1..=trials(20) {
        hospital.run("update stewardship_requests set status = 'pending', decided_by = null, decided_at = null, approved_until = null, proposal = ''");
        let (mine, theirs) = (key(&one, id).await, key(&other, id).await);
        let approve = send(&one, id, &mine, ["approve", &last, ""]);
        let refuse = send(&other, id, &theirs, ["refuse", "", "ceftriaxone"]);
        let (left, right) = futures_util::future::join(approve, refuse).await;
        let mut statuses = [left.status, right.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409], "round {round}");
    }
}
