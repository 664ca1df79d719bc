//! Suspend: what is stopped, what is refused, and what others then see.

use crate::support::form::{AGAIN, ASPIRIN, Item, PrescribeForm, hidden};
use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};
use crate::support::trials::trials;

/// A form that was opened for a prescription.
struct SuspendForm {
    path: String,
    key: String,
}

impl SuspendForm {
    async fn open(doctor: &Person, prescription: &str) -> Self {
        let path = format!("{prescription}/suspension");
        let page = doctor.get(&path).await;
        assert_eq!(page.status, 200, "{}", page.body);
        SuspendForm { path, key: hidden(&page.body, "key") }
    }

    async fn send(&self, doctor: &Person, items: &[&str], reason: &str) -> Reply {
        let mut fields = vec![("key", self.key.as_str()), ("reason", reason)];
        fields.extend(items.iter().map(|item| ("item", *item)));
        doctor.post(&self.path, &fields).await
    }
}

/// Two items, signed for the article's patient; the prescription's path.
async fn signed(doctor: &Person) -> String {
    let aspirin = Item::paracetamol().with("medication", ASPIRIN).with("dose", "100");
    let form = PrescribeForm::open(doctor, 1, vec![Item::simeticone(), aspirin]).await;
    let form = form.because(AGAIN, "once more").because("duplicate|aspirina|aspirina|VO", "once more");
    let reply = form.send(doctor).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    reply.location
}

#[actix_web::test]
async fn val_4_a_suspended_item_leaves_the_lists_and_says_who_when_and_why() {
    let hospital = Hospital::open();
    let (doctor, other, pharmacist) =
        (hospital.doctor().await, hospital.oncologist().await, hospital.pharmacist().await);
    let path = signed(&doctor).await;
    let reply = SuspendForm::open(&other, &path).await.send(&other, &["1:submitted"], " hepatite ").await;
    assert_eq!((reply.status, &reply.location), (303, &path), "{}", reply.body);
    doctor.get(&path).await.has("Suspended").has("<em>hepatite</em>").has("/suspension\">Suspend</a>");
    let number = path.rsplit('/').next().expect("a number");
    let list = pharmacist.get("/dispatch").await;
    list.has(&format!("line-{number}-2\"")).has_not(&format!("line-{number}-1\""));
    pharmacist.get("/dispatch?stage=suspended").await.has(&format!("line-{number}-1\""));
    assert_eq!(hospital.disagreements(), []);
    let event =
        "select (after ->> 'reason') || ' ' || (before -> 'items' -> 0 ->> 'stage') from events where verb = 'suspend'";
    assert_eq!(hospital.text(event), "hepatite submitted");
}

#[actix_web::test]
async fn val_4_what_the_ward_has_received_is_stopped_too_and_is_to_come_back() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let path = signed(&doctor).await;
    let number = path.rsplit('/').next().expect("a number");
    hospital.run(&format!("set session_replication_role = replica; update prescription_items set stage = 'received', closed_at = now() where prescription_id = {number}; select read_model.compact()"));
    doctor.get(&path).await.has("/suspension\">Suspend</a>");
    let form = SuspendForm::open(&doctor, &path).await;
    assert_eq!(form.send(&doctor, &["1:received"], "rash").await.status, 303);
    let kept = format!(
        "select string_agg(stage || ' ' || (return_due_at is not null), ',' order by number) from prescription_items where prescription_id = {number}"
    );
    assert_eq!(hospital.text(&kept), "suspended true,received false");
    hospital.run(&format!(
        "update prescriptions set prescribed_at = now() - interval '25 hours', valid_until = now() - interval '1 hour' where id = {number}"
    ));
    doctor.get(&form.path).await.has("Nothing on this prescription is open any more.");
}

#[actix_web::test]
async fn the_whole_prescription_is_suspended_at_once_and_then_there_is_nothing_to_suspend() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let path = signed(&doctor).await;
    let form = SuspendForm::open(&doctor, &path).await;
    assert_eq!(form.send(&doctor, &["1:submitted", "2:submitted"], "alta").await.status, 303);
    doctor.get(&path).await.has_not("/suspension\"");
    doctor.get(&form.path).await.has("Nothing on this prescription is open any more.");
}

#[actix_web::test]
async fn a_suspension_without_item_or_reason_is_refused_in_words_and_nothing_is_lost() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let path = signed(&doctor).await;
    let before = hospital.written();
    let form = SuspendForm::open(&doctor, &path).await;
    let empty = form.send(&doctor, &[], " ").await;
    assert_eq!(empty.is_refused_in_words().status, 422);
    empty.has("Choose at least one medication to suspend.").has("Write why it is suspended.");
    let unexplained = form.send(&doctor, &["2:submitted"], &"x".repeat(201)).await;
    assert_eq!(unexplained.status, 422);
    unexplained
        .has("The reason has more than 200 characters.")
        .has("value=\"2:submitted\" checked")
        .has(&"x".repeat(201));
    for item in ["x", "1", "1:nowhere", "99999:submitted"] {
        assert_eq!(form.send(&doctor, &[item], "why").await.is_refused_in_words().status, 400, "{item}");
    }
    assert_eq!(form.send(&doctor, &["1:submitted", "7:submitted"], "why").await.is_refused_in_words().status, 409);
    assert_eq!(doctor.get("/prescriptions/999999/suspension").await.is_refused_in_words().status, 404);
    assert_eq!(hospital.written(), before);
    assert_eq!(hospital.count("select count(*) from prescription_items where stage = 'suspended'"), 0);
}

#[actix_web::test]
async fn an_item_that_moved_meanwhile_is_shown_as_it_stands_and_not_suspended_unseen() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let path = signed(&doctor).await;
    let form = SuspendForm::open(&doctor, &path).await;
    let number = path.rsplit('/').next().expect("a number");
    for stage in ["verified", "separated", "dispensed"] {
        hospital.run(&format!(
            "update prescription_items set stage = '{stage}' where prescription_id = {number} and number = 1"
        ));
    }
    hospital.run(&format!("insert into read_model.touched values ({number}); select read_model.refresh()"));
    let late = form.send(&doctor, &["1:submitted", "2:submitted"], "alergia").await;
    assert_eq!(late.is_refused_in_words().status, 409);
    late.has("Something moved after you opened this form")
        .has("value=\"1:dispensed\" checked")
        .has("value=\"alergia\"");
    assert_eq!(hospital.count("select count(*) from prescription_items where stage = 'suspended'"), 0);
    let again = SuspendForm { key: hidden(&late.body, "key"), ..form };
    assert_eq!(again.send(&doctor, &["1:dispensed", "2:submitted"], "alergia").await.status, 303);
    let due = "select string_agg(number::text, ' ') from prescription_items where return_due_at is not null";
    assert_eq!(hospital.text(due), "1", "doses already dispensed are to come back (VAL-4)");
    doctor.get(&path).await.has("DOSES TO RETURN");
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn val_6_what_is_suspended_is_not_suspended_again_and_never_revived() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let path = signed(&doctor).await;
    let (first, second) = (SuspendForm::open(&doctor, &path).await, SuspendForm::open(&doctor, &path).await);
    assert_eq!(first.send(&doctor, &["1:submitted"], "alta").await.status, 303);
    assert_eq!(
        first.send(&doctor, &["1:submitted"], "alta").await.status,
        303,
        "the same form again leads to the same"
    );
    assert_eq!(second.send(&doctor, &["1:submitted"], "outra").await.is_refused_in_words().status, 409);
    assert_eq!(second.send(&doctor, &["1:suspended"], "outra").await.is_refused_in_words().status, 409);
    let revive = "update prescription_items set stage = 'submitted', closed_at = null where stage = 'suspended'";
    use diesel::connection::SimpleConnection;
    let error = hospital.database().connect().batch_execute(revive).expect_err("refused");
    assert!(error.to_string().contains("cannot become submitted"), "{error}");
}

#[actix_web::test]
async fn racing_doctors_suspend_an_item_once() {
    let hospital = Hospital::open();
    let doctors = futures_util::future::join_all((0..8).map(|_| hospital.doctor())).await;
    for round in 1..=trials(40) {
        let path = signed(&doctors[0]).await;
        let forms = futures_util::future::join_all(doctors.iter().map(|doctor| SuspendForm::open(doctor, &path))).await;
        let sends = doctors.iter().zip(&forms).map(|(doctor, form)| form.send(doctor, &["1:submitted"], "alta"));
        let statuses: Vec<u16> = futures_util::future::join_all(sends).await.iter().map(|reply| reply.status).collect();
        assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "round {round}: {statuses:?}");
        assert!(statuses.iter().all(|status| [303, 409].contains(status)), "{statuses:?}");
    }
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn who_7_a_resident_stops_without_a_supervisor() {
    let hospital = Hospital::open();
    let path = signed(&hospital.doctor().await).await;
    let resident = hospital.resident().await;
    let item = hospital.text("select string_agg(number || ':' || stage, '') from prescription_items where number = 1 and prescription_id = (select max(id) from prescriptions)");
    let reply = SuspendForm::open(&resident, &path).await.send(&resident, &[&item], "vomits").await;
    assert_eq!(reply.status, 303, "{}", reply.body);
}
