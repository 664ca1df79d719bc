//! Triage in a real browser: by keyboard, and while others work at the same queue.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::support::browser::{Browser, Driver};
use crate::support::form::{Item, hidden, prescribe};
use crate::support::hospital::Hospital;
use crate::support::keyboard::{READ, SIGN, SPACE, strike};
use crate::support::person::Person;

/// Down arrow.
const DOWN: &str = "\u{e015}";

/// Prescriptions of one line each for patients 1, 2 …, alone in the queue, oldest first.
async fn queue_of(hospital: &Hospital, doctor: &Person, many: i64) -> Vec<String> {
    hospital.run("update prescription_items set stage = 'verified' where stage = 'submitted'");
    hospital.run(
        "insert into read_model.touched (prescription_id) select id from prescriptions; select read_model.compact()",
    );
    let mut ids = Vec::new();
    for patient in 1..=many {
        let reply = prescribe(doctor, patient, vec![Item::simeticone()]).await;
        assert_eq!(reply.status, 303, "{}", reply.body);
        ids.push(reply.location.rsplit('/').next().expect("a number").to_owned());
    }
    ids
}

async fn verify(pharmacist: &Person, id: &str) {
    let key = hidden(&pharmacist.get("/triage").await.body, "key");
    let line = format!("{id}/1:submitted");
    assert_eq!(pharmacist.post("/lines/verification", &[("key", &key), ("line", &line)]).await.status, 303);
}

/// How long until the script is true.
async fn until(browser: &Browser, script: &str) -> Duration {
    let began = Instant::now();
    while browser.run(script).await != json!(true) {
        assert!(began.elapsed() < Duration::from_secs(5), "{script}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    began.elapsed()
}

async fn chosen(browser: &Browser) -> serde_json::Value {
    browser.run("return [...document.querySelectorAll('#lines input:checked')].map(box => box.id)").await
}

#[actix_web::test]
async fn what_another_pharmacist_verifies_goes_within_a_second_and_nothing_chosen_open_or_focused_is_lost() {
    let hospital = Hospital::open();
    let ids = queue_of(&hospital, &hospital.doctor().await, 8).await;
    let bruno = hospital.other_pharmacist().await;
    let driver = Driver::start().await;
    let ana = driver.open(&hospital.url, "en", "ana.farmacia").await;
    ana.go("/triage").await;
    ana.wait_for(".p-live--on").await;
    let (first, second, third) = (&ids[2], &ids[4], &ids[5]);
    let box_of = |id: &str| format!("verify-{id}-1");
    for id in [first, second] {
        ana.run(&format!("document.getElementById('{}').click()", box_of(id))).await;
    }
    ana.click(&format!("#more-{second}-1 summary")).await;
    ana.run("window.scrollTo(0, 300)").await;
    ana.run(&format!("document.getElementById('{}').focus({{ preventScroll: true }})", box_of(third))).await;
    let place = "return Math.round(document.querySelector('#line-PLACE-1').getBoundingClientRect().top)";
    let place = place.replace("PLACE", second);
    let before = ana.run(&place).await;
    verify(&bruno, third).await;
    let took = until(&ana, &format!("return document.getElementById('line-{third}-1') === null")).await;
    assert!(took < Duration::from_secs(1), "{took:?}");
    assert_eq!(chosen(&ana).await, json!([box_of(first), box_of(second)]));
    assert_eq!(ana.run(&format!("return document.getElementById('more-{second}-1').open")).await, json!(true));
    let focus = ana.run("return document.activeElement.id").await;
    assert_eq!(focus, json!(box_of(&ids[6])), "the line in its place");
    assert_eq!(ana.run(&place).await, before, "nothing jumps");
    ana.run(&format!("document.getElementById('{}').click()", box_of(first))).await;
    verify(&bruno, &ids[0]).await;
    until(&ana, &format!("return document.getElementById('line-{}-1') === null", ids[0])).await;
    assert_eq!(chosen(&ana).await, json!([box_of(second)]), "what was unticked stays so");
    assert_eq!(ana.complaints().await, Vec::<String>::new());
    ana.close().await;
}

#[actix_web::test]
async fn a_queue_is_worked_through_by_keyboard_alone() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let ids = queue_of(&hospital, &doctor, 2).await;
    let both = prescribe(&doctor, 3, vec![Item::simeticone(), Item::paracetamol()]).await.location;
    let both = both.rsplit('/').next().expect("a number");
    let driver = Driver::start().await;
    let ana = driver.open(&hospital.url, "pt-BR", "ana.farmacia").await;
    ana.go("/triage").await;
    ana.wait_for(".p-live--on").await;
    until(&ana, "return document.activeElement.name === 'line'").await;
    assert_eq!(ana.run("return document.querySelector('[data-keys]').hidden").await, json!(false));
    strike(&ana, SPACE).await;
    strike(&ana, DOWN).await;
    strike(&ana, "j").await;
    strike(&ana, "p").await;
    let expected = [format!("verify-{}-1", ids[0]), format!("verify-{both}-1"), format!("verify-{both}-2")];
    assert_eq!(chosen(&ana).await, json!(expected));
    tokio::time::sleep(READ).await;
    strike(&ana, SIGN).await;
    until(&ana, "return document.querySelectorAll('#lines tbody tr').length === 1").await;
    assert_eq!(hospital.count("select count(*) from prescription_items where stage = 'submitted'"), 1);
    ana.close().await;
}

#[actix_web::test]
async fn a_claim_leaves_the_page_and_what_is_chosen_as_they_are_and_others_see_it_at_once() {
    let hospital = Hospital::open();
    let ids = queue_of(&hospital, &hospital.doctor().await, 2).await;
    let bruno = hospital.other_pharmacist().await;
    let driver = Driver::start().await;
    let ana = driver.open(&hospital.url, "en", "ana.farmacia").await;
    ana.go("/triage").await;
    ana.wait_for(".p-live--on").await;
    ana.run(&format!("window.stays = true; document.getElementById('verify-{}-1').click()", ids[1])).await;
    ana.click("[data-claim]").await;
    ana.wait_for_text("You are on this since", Duration::from_secs(1)).await;
    assert_eq!(ana.run("return window.stays").await, json!(true), "the same page");
    assert_eq!(chosen(&ana).await, json!([format!("verify-{}-1", ids[1])]));
    bruno.get("/triage").await.has("Ana Lúcia Farias is on this");
    let key = hidden(&bruno.get("/triage").await.body, "key");
    let other = format!("/prescriptions/{}/claim", ids[1]);
    assert_eq!(bruno.post(&other, &[("claim", &key)]).await.status, 303);
    ana.wait_for_text("Bruno Costa Lima is on this", Duration::from_secs(1)).await;
    assert_eq!(chosen(&ana).await, json!([format!("verify-{}-1", ids[1])]), "still chosen, and refused in words");
    tokio::time::sleep(READ).await;
    ana.click(".p-actions button").await;
    ana.wait_for_text("Bruno Costa Lima is on some of these items", Duration::from_secs(5)).await;
    ana.close().await;
}

/// Browsers put ticks back by their place on the page, and other lines stand there by now.
#[actix_web::test]
async fn going_back_to_a_list_that_has_changed_ticks_no_line_that_nobody_ticked() {
    let hospital = Hospital::open();
    let ids = queue_of(&hospital, &hospital.doctor().await, 6).await;
    let bruno = hospital.other_pharmacist().await;
    let driver = Driver::start().await;
    let ana = driver.open(&hospital.url, "en", "ana.farmacia").await;
    ana.go("/triage").await;
    ana.wait_for(".p-live--on").await;
    let ticked: Vec<String> = ids[..3].iter().map(|id| format!("verify-{id}-1")).collect();
    for id in &ticked {
        ana.run(&format!("document.getElementById('{id}').click()")).await;
    }
    assert_eq!(chosen(&ana).await, json!(ticked));
    ana.go("/stock").await;
    verify(&bruno, &ids[0]).await;
    ana.client.back().await.expect("back");
    ana.wait_for(".p-live--on").await;
    let after: Vec<String> = serde_json::from_value(chosen(&ana).await).expect("a list");
    assert!(after.iter().all(|id| ticked.contains(id)), "{after:?}, not {ticked:?}");
    ana.close().await;
    hospital.run(include_str!("../support/separated.sql"));
    hospital.look_anew();
    let (rita, joao) = (hospital.nurse().await, hospital.doctor().await);
    let suspension = format!("/prescriptions/{}/suspension", ids[1]);
    for (person, list) in
        [(&bruno, "/triage"), (&bruno, "/separation"), (&bruno, "/bags"), (&rita, "/arrivals"), (&joao, &*suspension)]
    {
        let page = person.get(list).await.body;
        let ticks = page.matches("type=\"checkbox\"").count();
        assert_eq!(page.matches("type=\"checkbox\" autocomplete=\"off\"").count(), ticks, "{list}");
    }
}

#[actix_web::test]
async fn a_list_whose_reader_was_logged_out_elsewhere_says_so() {
    let hospital = Hospital::open();
    let ids = queue_of(&hospital, &hospital.doctor().await, 2).await;
    let bruno = hospital.other_pharmacist().await;
    let driver = Driver::start().await;
    let ana = driver.open(&hospital.url, "en", "ana.farmacia").await;
    ana.go("/triage").await;
    ana.wait_for(".p-live--on").await;
    hospital.run("delete from sessions where user_id = (select id from users where username = 'ana.farmacia')");
    verify(&bruno, &ids[0]).await;
    ana.wait_for_text("Your session has ended: log in again", Duration::from_secs(2)).await;
    ana.close().await;
}
