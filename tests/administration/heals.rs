//! What the hospital does by itself when its database is cut off, locked or late, and what people read meanwhile.

use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::support::form::{Item, PrescribeForm, hidden, prescribe};
use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};

const END_ALL: &str = "select count(pg_terminate_backend(pid)) from pg_stat_activity \
    where datname = current_database() and pid <> pg_backend_pid()";
const REFRESHES: &str = "hashtext('read_model.dispatch_lines_recent')";

/// Holds up all refreshes until it is dropped.
fn without_refreshes(hospital: &Hospital) -> PgConnection {
    let mut held = hospital.database().connect();
    held.batch_execute(&format!("select pg_advisory_lock({REFRESHES})")).expect("the lock");
    held
}

#[actix_web::test]
async fn after_all_connections_were_ended_every_page_and_form_works_at_once() {
    let hospital = Hospital::open();
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    let form = PrescribeForm::open(&doctor, 1, vec![Item::paracetamol().with("note", "begun before")]).await;
    for _ in 0..3 {
        hospital.run(END_ALL);
        for path in ["/", "/patients/1", "/wards", "/patients/1/prescriptions/new"] {
            assert_eq!(doctor.get(path).await.status, 200, "{path}");
        }
        assert_eq!(pharmacist.get("/dispatch").await.status, 200);
    }
    hospital.run(END_ALL);
    let signed = form.send(&doctor).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    pharmacist.get("/dispatch").await.has("begun before").has_not("data-behind");
    assert_eq!(doctor.get("/readyz").await.status, 200);
}

#[actix_web::test]
async fn what_lists_do_not_show_yet_is_said_by_the_answer_and_by_each_list() {
    let hospital = Hospital::open();
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    let held = without_refreshes(&hospital);
    let signed = prescribe(&doctor, 1, vec![Item::paracetamol().with("note", "not in lists")]).await;
    assert_eq!(signed.status, 303, "it is signed: {}", signed.body);
    doctor.get(&signed.location).await.has("Lists do not show it yet").has("not in lists");
    for path in ["/dispatch", "/triage", "/separation", "/bags", "/stops", "/"] {
        pharmacist.get(path).await.has("data-behind").has("This page may lack");
    }
    doctor.get("/wards/1/report").await.has("data-behind");
    drop(held);
    let list = until(&pharmacist, "/dispatch", |list| list.body.contains("not in lists")).await;
    list.has_not("data-behind").has_not("This page may lack");
    doctor.get("/patients/1").await.has_not("data-behind");
    let still = until(&doctor, &signed.location, |page| !page.body.contains("Lists do not show it yet")).await;
    still.has_not("Lists do not show it yet");
}

/// Asks until it is so, five seconds at most.
async fn until(person: &Person, path: &str, is_so: impl Fn(&Reply) -> bool) -> Reply {
    let began = Instant::now();
    loop {
        let reply = person.get(path).await;
        if is_so(&reply) || began.elapsed() > Duration::from_secs(5) {
            return reply;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[actix_web::test]
async fn a_change_whose_writer_died_before_its_refresh_is_shown_by_whoever_is_there() {
    let hospital = Hospital::open();
    hospital.run("update prescription_items set note = 'left behind' where prescription_id = 1 and number = 1; insert into read_model.touched values (1)");
    let began = Instant::now();
    while hospital.count("select count(*) from read_model.dispatch_lines where note = 'left behind'") == 0 {
        assert!(began.elapsed() < Duration::from_secs(5), "nobody refreshed");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    hospital.pharmacist().await.get("/dispatch").await.has_not("data-behind");
}

#[actix_web::test]
async fn a_locked_table_is_a_503_with_the_whole_form_to_send_again_and_other_pages_go_on() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let form = PrescribeForm::open(&doctor, 1, vec![Item::paracetamol().with("note", "<typed> & kept")]).await;
    let mut held = hospital.database().connect();
    held.batch_execute("begin; lock table prescriptions").expect("the lock");
    let (refused, page) = tokio::join!(form.send(&doctor), doctor.get("/patients/1/allergies"));
    assert_eq!(page.status, 200, "who somebody is does not wait for what others write");
    assert_eq!(refused.status, 503, "{}", refused.body);
    assert!(refused.headers.contains_key("retry-after"));
    refused.has("does not answer in time").has("not certain whether this was saved").has("Send again");
    refused.has("&#60;typed&#62; &#38; kept");
    assert_eq!(hidden(&refused.body, "key"), form.key);
    held.batch_execute("rollback").expect("released");
    let signed = form.send(&doctor).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    assert_eq!(hospital.count("select count(*) from prescription_items where note = '<typed> & kept'"), 1);
}

#[actix_web::test]
async fn who_cannot_log_in_just_now_is_told_so_and_nothing_of_what_is_saved() {
    let hospital = Hospital::open();
    let mut held = hospital.database().connect();
    held.batch_execute("begin; lock table users").expect("the lock");
    let refused =
        hospital.stranger().post("/login", &[("username", "joao.silva"), ("password", "posology-demo")]).await;
    assert_eq!(refused.status, 503, "{}", refused.body);
    refused.has("This was not done").has("type=\"password\"").has_not("saved").has_not("posology-demo");
}

#[actix_web::test]
async fn a_form_sent_after_the_session_ended_is_there_to_be_sent_again_without_its_secrets() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let form = PrescribeForm::open(&doctor, 1, vec![Item::paracetamol().with("note", "typed for long")]).await;
    hospital.run("delete from sessions");
    let refused = form.send(&doctor).await;
    assert_eq!(refused.status, 401);
    refused.has("typed for long").has("Send again").has("Log in again in another tab");
    let lost = [("key", "k"), ("second_user", "bruno.farmacia"), ("second_password", "posology-demo")];
    let refused = doctor.post("/stock/lots/1/loss", &lost).await;
    refused.has("type=\"password\" id=\"second_password\"").has_not("posology-demo");
}

#[actix_web::test]
async fn a_stream_gives_signs_of_life_that_say_when_something_is_missing() {
    let hospital = Hospital::open();
    let pharmacist = hospital.pharmacist().await;
    let mut stream = pharmacist.request(reqwest::Method::GET, "/dispatch/events").send().await.expect("a stream");
    let mut heard = String::new();
    hear(&mut stream, &mut heard, "event: alive").await;
    heard.clear();
    let held = without_refreshes(&hospital);
    hospital.run("insert into read_model.touched values (1)");
    hear(&mut stream, &mut heard, "event: behind").await;
    drop(held);
    heard.clear();
    hear(&mut stream, &mut heard, "event: refreshed").await;
}

/// Within ten seconds (FRESH-3).
async fn hear(stream: &mut reqwest::Response, heard: &mut String, sign: &str) {
    let listening = async {
        while !heard.contains(sign) {
            let chunk = stream.chunk().await.expect("the stream goes on").expect("it has not ended");
            heard.push_str(&String::from_utf8_lossy(&chunk));
        }
    };
    let in_time = tokio::time::timeout(Duration::from_secs(10), listening).await.is_ok();
    assert!(in_time, "“{sign}” in:\n{heard}");
}

#[actix_web::test]
async fn a_ward_s_nurse_hears_of_refreshes_on_her_lists() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    nurse.get("/arrivals").await.has("data-live=\"/dispatch/events\"");
    let stream = nurse.request(reqwest::Method::GET, "/dispatch/events").send().await.expect("a stream");
    assert_eq!(stream.status(), 200);
}
