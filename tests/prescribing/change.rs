//! Change: a new version that says what differs, and leaves the rest as it is.

use crate::support::form::{ASPIRIN, Item, insist};
use crate::support::hospital::Hospital;
use crate::support::html_form::HtmlForm;
use crate::support::person::{Person, Reply};
use crate::support::trials::trials;

async fn opened(doctor: &Person, prescription: &str) -> HtmlForm {
    let number = prescription.rsplit('/').next().expect("a number");
    let page = doctor.get(&format!("/patients/1/prescriptions/new?changes={number}")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let mut form = HtmlForm::read(&page.body, "p-prescribe");
    form.add("action", "sign");
    form
}

async fn sign(doctor: &Person, form: &HtmlForm) -> Reply {
    doctor.post("/patients/1/prescriptions", &form.fields()).await
}

/// Two items, signed for the article's patient; the prescription's path.
async fn signed(doctor: &Person) -> String {
    let aspirin = Item::paracetamol().with("medication", ASPIRIN).with("dose", "100").with("frequency", "1X");
    let reply = insist(doctor, 1, vec![Item::simeticone(), aspirin]).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    reply.location
}

#[actix_web::test]
async fn val_4_a_change_is_a_new_version_with_what_differs_and_the_rest_goes_on_untouched() {
    let hospital = Hospital::open();
    let (doctor, other, pharmacist) =
        (hospital.doctor().await, hospital.oncologist().await, hospital.pharmacist().await);
    let path = signed(&doctor).await;
    doctor.get(&path).await.has("prescriptions/new?changes=");
    let mut form = opened(&other, &path).await;
    form.set("dose", 0, "125");
    form.set("change_reason", 0, " bloating ");
    let reply = sign(&other, &form).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    assert_ne!(reply.location, path);
    let new = other.get(&reply.location).await;
    new.has("125 mg").has("New version of").has("bloating").has("75 mg").has_not("Aspirin");
    doctor.get(&path).await.has("Suspended").has("<em>bloating</em>").has("Aspirin");
    let (old, new) = (path.rsplit('/').next().expect("n"), reply.location.rsplit('/').next().expect("n"));
    let list = pharmacist.get("/dispatch").await;
    list.has(&format!("line-{new}-1\"")).has(&format!("line-{old}-2\"")).has_not(&format!("line-{old}-1\""));
    let same_end = format!(
        "select count(*) from prescriptions a, prescriptions b where a.id = {old} and b.id = {new} and b.valid_until <= a.valid_until and b.changes_id = a.id"
    );
    assert_eq!(hospital.count(&same_end), 1);
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn val_4_a_change_without_a_reason_or_without_a_change_is_refused_in_words() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let path = signed(&doctor).await;
    let before = hospital.written();
    let mut form = opened(&doctor, &path).await;
    form.set("change_reason", 0, "no difference");
    let same = sign(&doctor, &form).await;
    assert_eq!(same.is_refused_in_words().status, 422);
    same.has("Nothing is changed yet");
    form.set("dose", 0, "125");
    form.set("change_reason", 0, " ");
    let unexplained = sign(&doctor, &form).await;
    assert_eq!(unexplained.is_refused_in_words().status, 422);
    unexplained.has("href=\"#change-reason\"").has("value=\"125\"");
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn val_4_a_form_opened_in_one_language_and_signed_in_the_other_changes_only_what_was_changed() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let decimal = Item::simeticone().with("dose", "37.5");
    let path = insist(&doctor, 1, vec![decimal, Item::paracetamol()]).await.location;
    let mut form = opened(&doctor, &path).await;
    assert_eq!(form.get("dose", 0), "37.5");
    form.set("frequency", 1, "8/8H");
    form.set("times", 1, "");
    form.set("change_reason", 0, "dor controlada");
    doctor.post("/locale", &[("locale", "pt-BR"), ("next", "/")]).await;
    let reply = sign(&doctor, &form).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    doctor.get(&reply.location).await.has("Paracetamol").has_not("Simeticona");
}

#[actix_web::test]
async fn val_4_an_item_that_is_taken_out_stops_and_another_that_is_added_begins() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let path = signed(&doctor).await;
    let number = path.rsplit('/').next().expect("a number");
    let mut form = opened(&doctor, &path).await;
    form.add("action", "remove-1");
    form.remove("action", 0);
    let mut form = HtmlForm::read(&sign(&doctor, &form).await.body, "p-prescribe");
    assert_eq!((form.count("medication"), form.count("opened")), (1, 2));
    form.add("action", "sign");
    form.set("change_reason", 0, "bleeding");
    let reply = sign(&doctor, &form).await;
    assert_eq!((reply.status, &reply.location), (303, &path), "{}", reply.body);
    let stages = format!(
        "select string_agg(stage, ',' order by number) from prescription_items where prescription_id = {number}"
    );
    assert_eq!(hospital.text(&stages), "submitted,suspended");
}

#[actix_web::test]
async fn two_doctors_change_the_same_item_and_the_later_sees_the_earlier_and_loses_nothing() {
    let hospital = Hospital::open();
    let (doctor, other) = (hospital.doctor().await, hospital.oncologist().await);
    let path = signed(&doctor).await;
    let (mut first, mut second) = (opened(&doctor, &path).await, opened(&other, &path).await);
    first.set("dose", 0, "125");
    first.set("change_reason", 0, "more");
    second.set("dose", 0, "150");
    second.set("change_reason", 0, "even more");
    assert_eq!(sign(&doctor, &first).await.status, 303);
    let before = hospital.written();
    let late = sign(&other, &second).await;
    assert_eq!(late.is_refused_in_words().status, 409);
    late.has("Dr. João Silva signed 125 mg meanwhile").has("value=\"150\"").has("value=\"even more\"");
    assert_eq!(hospital.written(), before);
    let mut again = HtmlForm::read(&late.body, "p-prescribe");
    again.add("action", "sign");
    let reply = sign(&other, &again).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    other.get(&reply.location).await.has("150 mg").has("125 mg");
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn of_32_racing_editors_one_wins_each_round_and_the_others_see_it() {
    let hospital = Hospital::open();
    let usernames = hospital.text("select string_agg(username, ' ' order by id) from users where role = 'doctor'");
    let usernames: Vec<&str> = usernames.split(' ').take(32).collect();
    let mut doctors = Vec::new();
    for some in usernames.chunks(8) {
        doctors.extend(futures_util::future::join_all(some.iter().map(|username| hospital.log_in(username))).await);
    }
    assert_eq!(doctors.len(), 32);
    let mut path = signed(&doctors[0]).await;
    for round in 1..=trials(500) {
        let form = opened(&doctors[0], &path).await;
        let row =
            (0..form.count("medication")).find(|row| form.get("medication", *row).contains("P0155")).expect("its row");
        let forms: Vec<HtmlForm> = (0..32)
            .map(|editor| {
                let mut form = form.clone();
                form.set("key", 0, &uuid::Uuid::now_v7().to_string());
                form.set("dose", row, &format!("{}", 1 + (round * 32 + editor) % 900));
                form.set("change_reason", 0, &format!("editor {editor}"));
                form
            })
            .collect();
        let replies =
            futures_util::future::join_all(doctors.iter().zip(&forms).map(|(doctor, form)| sign(doctor, form))).await;
        let winners: Vec<usize> = (0..32).filter(|editor| replies[*editor].status == 303).collect();
        let statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
        assert_eq!(winners.len(), 1, "round {round}: {statuses:?}");
        for (editor, reply) in replies.iter().enumerate().filter(|(editor, _)| !winners.contains(editor)) {
            assert_eq!(reply.status, 409, "round {round}, editor {editor}");
            reply.has("signed").has(&format!("value=\"editor {editor}\""));
        }
        path = replies[winners[0]].location.clone();
    }
    assert_eq!(hospital.count("select count(*) from (select follows_item_id from prescription_items where follows_item_id is not null group by 1 having count(*) > 1) twice"), 0);
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn val_4_another_patients_prescription_is_not_changed_under_this_ones_name() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let path = signed(&doctor).await;
    let number = path.rsplit('/').next().expect("a number");
    let mixed = doctor.get(&format!("/patients/3/prescriptions/new?changes={number}")).await;
    assert_eq!(mixed.is_refused_in_words().status, 404);
    mixed.has_not("Aspirin");
    assert_eq!(doctor.get("/patients/3/prescriptions/new?changes=999999").await.status, 404);
}
