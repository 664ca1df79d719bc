//! What was stopped on paper waits for as long as the medication goes on.

use crate::support::form::{Item, hidden, prescribe};
use crate::support::hospital::Hospital;
use crate::support::html_form::HtmlForm;
use crate::support::paper::{TypedRow, enter, kept, print_form, rows_of_line};
use crate::support::person::Person;

const WAITS: &str = "One entry from paper waits";
const NONE_WAITS: &str = "Nothing that was stopped, ordered or supplied on paper waits.";

/// A line of patient 1 that was stopped on paper: its item, and its prescription's number.
async fn stopped_on_paper(hospital: &Hospital, doctor: &Person, nurse: &Person) -> (i64, i64) {
    let signed = prescribe(doctor, 1, vec![Item::simeticone().with("frequency", "1/1H")]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    let item = hospital.count("select max(id) from prescription_items");
    let code = rows_of_line(&print_form(hospital, nurse, 1).await, item)[0];
    let row = TypedRow::given(0).with("act", "stopped").with("who", "joao.silva");
    kept(&enter(nurse, &code, &row).await);
    nurse.get("/back-entry").await.has(WAITS);
    (item, signed.location.rsplit('/').next().expect("a number").parse().expect("a number"))
}

/// Signs the next version of what the page shows; its prescription's number.
async fn sign(doctor: &Person, path: &str, prepare: impl Fn(&mut HtmlForm)) -> i64 {
    let page = doctor.get(path).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let mut form = HtmlForm::read(&page.body, "p-prescribe");
    form.add("action", "sign");
    prepare(&mut form);
    let reply = doctor.post("/patients/1/prescriptions", &form.fields()).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    reply.location.rsplit('/').next().expect("a number").parse().expect("a number")
}

async fn suspend(doctor: &Person, prescription: i64, item: &str) {
    let path = format!("/prescriptions/{prescription}/suspension");
    let key = hidden(&doctor.get(&path).await.body, "key");
    let fields = [("key", key.as_str()), ("item", item), ("reason", "stopped on paper")];
    let reply = doctor.post(&path, &fields).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
}

#[actix_web::test]
async fn what_was_stopped_on_paper_waits_though_its_line_expired_as_its_renewal_goes_on() {
    let hospital = Hospital::open();
    let (doctor, nurse) = (hospital.doctor().await, hospital.nurse().await);
    let (item, prescription) = stopped_on_paper(&hospital, &doctor, &nurse).await;
    sign(&doctor, "/patients/1/prescriptions/new?renew=all", |form| {
        for row in 0..form.count("follows") {
            let follows = form.get("follows", row).to_owned();
            form.add("reviewed", &follows);
        }
    })
    .await;
    hospital.run(&format!(
        "set session_replication_role = replica; \
         update prescriptions set prescribed_at = now() - interval '25 hours', valid_until = now() - interval '1 hour' where id = {prescription}"
    ));
    let hospital = hospital.reopen();
    let stage = format!("select stage from prescription_items where id = {item}");
    for _ in 0..100 {
        if hospital.text(&stage) == "expired" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert_eq!(hospital.text(&stage), "expired");
    let nurse = hospital.nurse().await;
    let page = nurse.get("/back-entry").await;
    page.has(WAITS);
    nurse.get("/").await.has("One thing stopped, ordered or supplied on paper is not yet done properly");
    let entry = hospital.count("select max(id) from paper_entries");
    let key = hidden(&page.body, "key");
    assert_eq!(nurse.post(&format!("/back-entry/{entry}/follow-up"), &[("key", &key)]).await.status, 303);
    nurse.get("/back-entry").await.has(NONE_WAITS);
}

#[actix_web::test]
async fn what_was_stopped_on_paper_waits_though_its_line_was_changed_until_the_last_version_is_suspended() {
    let hospital = Hospital::open();
    let (doctor, nurse) = (hospital.doctor().await, hospital.nurse().await);
    let (item, mut newest) = stopped_on_paper(&hospital, &doctor, &nurse).await;
    for dose in ["125", "40"] {
        newest = sign(&doctor, &format!("/patients/1/prescriptions/new?changes={newest}"), |form| {
            form.set("dose", 0, dose);
            form.set("change_reason", 0, "bloating");
        })
        .await;
        assert_eq!(hospital.text(&format!("select stage from prescription_items where id = {item}")), "suspended");
        nurse.get("/back-entry").await.has(WAITS);
    }
    suspend(&doctor, newest, "1:submitted").await;
    nurse.get("/back-entry").await.has(NONE_WAITS);
}

#[actix_web::test]
async fn what_was_suspended_after_a_stop_on_paper_stays_off_the_list_once_its_doses_are_back() {
    let hospital = Hospital::open();
    let (doctor, nurse) = (hospital.doctor().await, hospital.nurse().await);
    let (item, prescription) = stopped_on_paper(&hospital, &doctor, &nurse).await;
    suspend(&doctor, prescription, "1:submitted").await;
    hospital.run(&format!("update prescription_items set stage = 'returned' where id = {item}"));
    nurse.get("/back-entry").await.has(NONE_WAITS);
}
