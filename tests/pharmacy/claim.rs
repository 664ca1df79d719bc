//! Claims: who is on which line, whom that keeps away, and how it ends.

use super::triage::empty_queue;
use crate::support::form::{Item, hidden, insist};
use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};
use crate::support::trials::trials;

async fn signed(doctor: &Person) -> String {
    let reply = insist(doctor, 2, vec![Item::simeticone(), Item::simeticone().with("frequency", "2X")]).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    reply.location
}

fn number(path: &str) -> &str {
    path.rsplit('/').next().expect("a number")
}

/// A form key; the queue has fresh ones.
async fn key(person: &Person) -> String {
    hidden(&person.get("/triage").await.body, "key")
}

async fn claim(person: &Person, path: &str) -> Reply {
    let key = key(person).await;
    person.post(&format!("{path}/claim"), &[("claim", &key)]).await
}

async fn verify(person: &Person, path: &str) -> Reply {
    let (key, line) = (key(person).await, format!("{}/1:submitted", number(path)));
    person.post("/lines/verification", &[("key", &key), ("line", &line)]).await
}

#[actix_web::test]
async fn a_claimed_prescription_shows_who_is_on_it_and_keeps_everybody_else_away_in_words() {
    let hospital = Hospital::open();
    empty_queue(&hospital);
    let (doctor, ana, bruno) =
        (hospital.doctor().await, hospital.pharmacist().await, hospital.other_pharmacist().await);
    let path = signed(&doctor).await;
    let reply = claim(&ana, &path).await;
    assert_eq!((reply.status, reply.location.as_str()), (303, "/triage"), "{}", reply.body);
    assert_eq!(hospital.count("select count(*) from claims"), 2);
    ana.get("/triage").await.has("You are on this since").has(&format!("{path}/claim/return"));
    bruno.get("/triage").await.has("Ana Lúcia Farias is on this");
    let before = hospital.written();
    for refused in
        [verify(&bruno, &path).await, claim(&bruno, &path).await, ask(&bruno, &path).await, refuse(&bruno, &path).await]
    {
        assert_eq!(refused.is_refused_in_words().status, 409);
        refused.has("Ana Lúcia Farias is on");
    }
    assert_eq!(hospital.written(), before);
    assert_eq!(verify(&ana, &path).await.status, 303);
    assert_eq!(hospital.count("select count(*) from claims"), 1, "what is verified is nobody's any more");
    assert_eq!(ask_about(&ana, &path, 2).await.status, 303);
    assert_eq!(hospital.count("select count(*) from claims"), 0);
    assert_eq!(hospital.disagreements(), []);
}

async fn ask(person: &Person, path: &str) -> Reply {
    ask_about(person, path, 1).await
}

async fn ask_about(person: &Person, path: &str, item: i16) -> Reply {
    let key = key(person).await;
    let asked = [("key", key.as_str()), ("stage", "submitted"), ("category", "dose"), ("question", "75 mg?")];
    person.post(&format!("{path}/items/{item}/query"), &asked).await
}

async fn refuse(person: &Person, path: &str) -> Reply {
    let key = key(person).await;
    let why = [("key", key.as_str()), ("stage", "submitted"), ("category", "dose"), ("reason", "75 mg")];
    person.post(&format!("{path}/items/1/refusal"), &why).await
}

#[actix_web::test]
async fn a_claim_lapses_after_ten_minutes_and_can_be_given_back() {
    let hospital = Hospital::open();
    empty_queue(&hospital);
    let (doctor, ana, bruno) =
        (hospital.doctor().await, hospital.pharmacist().await, hospital.other_pharmacist().await);
    let path = signed(&doctor).await;
    assert_eq!(claim(&ana, &path).await.status, 303);
    hospital.run("update claims set claimed_at = now() - interval '9 minutes 50 seconds'");
    assert_eq!(claim(&bruno, &path).await.status, 409);
    hospital.run("update claims set claimed_at = now() - interval '10 minutes'");
    bruno.get("/triage").await.has_not("is on this<");
    assert_eq!(claim(&bruno, &path).await.status, 303);
    ana.get("/triage").await.has("Bruno Costa Lima is on this");
    let return_key = key(&ana).await;
    let not_hers = ana.post(&format!("{path}/claim/return"), &[("claim", &return_key)]).await;
    assert_eq!(not_hers.status, 303, "giving back what one does not have changes nothing");
    assert_eq!(hospital.count("select count(*) from claims"), 2);
    let return_key = key(&bruno).await;
    for _ in 0..2 {
        let back = bruno.post(&format!("{path}/claim/return"), &[("claim", &return_key), ("ward", "5")]).await;
        assert_eq!((back.status, back.location.as_str()), (303, "/triage?ward=5"));
    }
    assert_eq!(hospital.count("select count(*) from claims"), 0);
    assert_eq!(verify(&ana, &path).await.status, 303);
    assert_eq!(claim(&bruno, &path).await.status, 303, "the line that still waits");
    assert_eq!(hospital.count("select count(*) from claims"), 1);
}

#[actix_web::test]
async fn what_waits_no_more_cannot_be_claimed_and_only_pharmacists_claim() {
    let hospital = Hospital::open();
    let (doctor, ana) = (hospital.doctor().await, hospital.pharmacist().await);
    let path = signed(&doctor).await;
    hospital
        .run(&format!("update prescription_items set stage = 'verified' where prescription_id = {}", number(&path)));
    let refused = claim(&ana, &path).await;
    assert_eq!(refused.is_refused_in_words().status, 409);
    refused.has("waits to be verified any more");
    assert_eq!(claim(&ana, "/prescriptions/999999").await.status, 409);
    assert_eq!(ana.post(&format!("{path}/claim"), &[]).await.is_refused_in_words().status, 400, "no key");
    for person in [&doctor, &hospital.nurse().await] {
        assert_eq!(person.post(&format!("{path}/claim"), &[("claim", "x")]).await.status, 403);
    }
}

#[actix_web::test]
async fn of_two_who_claim_at_once_one_has_it_and_what_is_verified_meanwhile_is_claimed_by_nobody() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let (ana, bruno) = (hospital.pharmacist().await, hospital.other_pharmacist().await);
    for _ in 0..trials(100) {
        let path = signed(&doctor).await;
        let (left, right) = futures_util::future::join(claim(&ana, &path), claim(&bruno, &path)).await;
        let mut statuses = [left.status, right.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
        let holders = "select count(distinct user_id) from claims";
        assert_eq!(hospital.count(holders), 1);
        hospital.run("delete from claims");
        let (claimed, verified) = futures_util::future::join(claim(&ana, &path), verify(&bruno, &path)).await;
        assert_eq!(claimed.status, 303, "one line still waits whoever was first");
        assert!([303, 409].contains(&verified.status), "{}", verified.body);
        let both =
            "select count(*) from claims c join prescription_items i on i.id = c.item_id where i.stage <> 'submitted'";
        assert_eq!(hospital.count(both), 0);
        hospital.run("delete from claims");
    }
}
