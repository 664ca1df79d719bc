//! Order sets and favourites: what they fill in, who may use them, and that nothing is signed by them.

use crate::support::form::{Item, PrescribeForm, hidden, prescribe};
use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};

const CORONARY: &str = "select id from order_sets where name_en like 'Coronary%'";
const KEPT: &str = "select count(*) from order_sets where doctor_id is not null";

/// An empty row, as a new form has it.
fn blank() -> Item {
    Item::of([""; 6])
}

async fn insert(doctor: &Person, items: Vec<Item>, set: &str) -> Reply {
    let mut form = PrescribeForm::open(doctor, 1, items).await.because("a decision", "typed before");
    form.action = "insert";
    let mut fields = form.fields();
    fields.push(("set", set));
    doctor.post("/patients/1/prescriptions", &fields).await
}

/// A line that the doctor signed for the article's patient: the item's number.
async fn signed(hospital: &Hospital, doctor: &Person) -> String {
    let reply = prescribe(doctor, 1, vec![Item::simeticone().with("note", "after meals")]).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    hospital.count("select max(id) from prescription_items").to_string()
}

/// Keeps a line that stands on a prescription's page, with the key of its own form.
async fn keep(hospital: &Hospital, doctor: &Person, item: &str) -> Reply {
    let path = hospital
        .text(&format!("select '/prescriptions/' || prescription_id from prescription_items where id = {item}"));
    let page = doctor.get(&path).await;
    doctor.post("/favourites", &[("key", &hidden(&page.body, "key")), ("item", item)]).await
}

#[actix_web::test]
async fn an_order_set_fills_empty_rows_and_then_more_and_signs_nothing() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    doctor.get("/patients/1/prescriptions/new").await.has("Coronary syndrome").has_not("Antiemetics");
    let before = hospital.written();
    let set = hospital.count(CORONARY).to_string();
    let page = insert(&doctor, vec![Item::paracetamol().with("dose", "12x"), blank()], &set).await;
    assert_eq!(page.status, 200, "{}", page.body);
    page.has("value=\"12x\"").has("value=\"Clopidogrel 75 mg tablet · P0093\"").has("value=\"typed before\"");
    assert_eq!(page.body.matches("<fieldset class=\"p-item\"").count(), 1 + 4 + 1, "typed, inserted, to be copied");
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn a_set_keeps_doses_per_kg_infusions_and_decimals_in_the_readers_language() {
    let hospital = Hospital::open();
    let paediatrician = hospital.text(
        "select username from users u join doctors d on d.id = u.doctor_id \
        join specialties s on s.id = d.specialty_id where s.code = 'ESP49' limit 1",
    );
    let doctor = hospital.log_in(&paediatrician).await;
    let set = hospital.count("select id from order_sets where name_en like '%children%'").to_string();
    hospital
        .run(&format!("update order_set_items set per_kg_quantity = 12.5 where order_set_id = {set} and position = 1"));
    let page = insert(&doctor, vec![blank()], &set).await;
    page.has("value=\"12.5\"").has("value=\"mg/kg\" selected").has("name=\"interval\" value=\"6\"");
    let intensivist = hospital.text(
        "select username from users u join doctors d on d.id = u.doctor_id \
        join specialties s on s.id = d.specialty_id where s.code = 'ESP35' limit 1",
    );
    let doctor = hospital.log_in(&intensivist).await;
    let set = hospital.count("select id from order_sets where name_en like 'Sedation%'").to_string();
    let page = insert(&doctor, vec![blank()], &set).await;
    page.has("value=\"SF09\" selected").has("value=\"mg/h\" selected").has("name=\"dose\" value=\"1000\"");
}

#[actix_web::test]
async fn another_specialtys_set_and_another_doctors_favourite_cannot_be_inserted() {
    let hospital = Hospital::open();
    let (doctor, other) = (hospital.doctor().await, hospital.oncologist().await);
    let item = signed(&hospital, &doctor).await;
    assert_eq!(keep(&hospital, &doctor, &item).await.status, 303);
    let favourite = hospital.count("select max(id) from order_sets").to_string();
    for set in [favourite, hospital.count(CORONARY).to_string(), "999999".to_owned()] {
        assert_eq!(insert(&other, vec![blank()], &set).await.is_refused_in_words().status, 404, "{set}");
    }
    assert_eq!(insert(&doctor, vec![blank()], "x").await.is_refused_in_words().status, 400);
}

#[actix_web::test]
async fn nothing_chosen_or_no_room_is_said_and_what_was_typed_stays() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let nothing = insert(&doctor, vec![Item::paracetamol().with("dose", "12x")], "").await;
    assert_eq!(nothing.is_refused_in_words().status, 422);
    nothing.has("Choose what to insert.").has("href=\"#set\"").has("value=\"12x\"");
    let full = vec![Item::paracetamol().with("dose", "12x"); 38];
    let refused = insert(&doctor, full, &hospital.count(CORONARY).to_string()).await;
    assert_eq!(refused.is_refused_in_words().status, 422);
    assert_eq!(refused.body.matches("value=\"12x\"").count(), 38);
    refused.has_not("value=\"Clopidogrel");
}

#[actix_web::test]
async fn a_medication_that_left_the_formulary_is_said_and_the_others_are_inserted() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    hospital.run("update medications set active = false where code = 'P0093'");
    let page = insert(&doctor, vec![blank()], &hospital.count(CORONARY).to_string()).await;
    assert_eq!(page.status, 200);
    page.has("Not inserted, because no longer in the formulary: Clopidogrel.").has("Atorvastatin 40 mg tablet");
    assert_eq!(page.body.matches("<fieldset class=\"p-item\"").count(), 3 + 1);
}

#[actix_web::test]
async fn a_doctor_keeps_an_own_line_once_however_often_and_finds_it_first_in_the_form() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let item = signed(&hospital, &doctor).await;
    let page = doctor.get(&hospital.text("select '/prescriptions/' || max(id) from prescriptions")).await;
    let fields = [("key", hidden(&page.body, "key")), ("item", item.clone())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    for _ in 0..2 {
        let reply = doctor.post("/favourites", &fields).await;
        assert_eq!((reply.status, reply.location.as_str()), (303, "/favourites"), "{}", reply.body);
    }
    assert_eq!(keep(&hospital, &doctor, &item).await.status, 303);
    assert_eq!(hospital.count(KEPT), 1);
    assert_eq!(hospital.count("select count(*) from events where verb = 'keep_favourite'"), 1);
    let form = doctor.get("/patients/1/prescriptions/new").await;
    let place = |text: &str| form.body.find(text).unwrap_or_else(|| panic!("no {text}"));
    assert!(place("Simeticone 75 mg") < place("Coronary syndrome"));
    let favourite = hospital.count("select max(id) from order_sets").to_string();
    let filled = insert(&doctor, vec![blank()], &favourite).await;
    filled.has("name=\"dose\" value=\"75\"").has("value=\"after meals\"").has("value=\"3X\" data-times");
    assert_eq!(filled.body.matches("<fieldset class=\"p-item\"").count(), 1 + 1);
}

#[actix_web::test]
async fn only_doctors_keep_and_only_what_they_signed_themselves() {
    let hospital = Hospital::open();
    let (doctor, other) = (hospital.doctor().await, hospital.oncologist().await);
    let item = signed(&hospital, &doctor).await;
    let path = hospital.text("select '/prescriptions/' || max(id) from prescriptions");
    doctor.get(&path).await.has("Keep as favourite");
    other.get(&path).await.has_not("Keep as favourite");
    let key = uuid::Uuid::now_v7().to_string();
    let theirs = [("key", key.as_str()), ("item", item.as_str())];
    assert_eq!(other.post("/favourites", &theirs).await.is_refused_in_words().status, 404);
    for person in [hospital.pharmacist().await, hospital.nurse().await] {
        assert_eq!(person.post("/favourites", &theirs).await.is_refused_in_words().status, 403);
        assert_eq!(person.get("/favourites").await.is_refused_in_words().status, 403);
    }
    for wrong in [[("key", ""), ("item", item.as_str())], [("key", key.as_str()), ("item", "x")]] {
        assert_eq!(doctor.post("/favourites", &wrong).await.is_refused_in_words().status, 400);
    }
    assert_eq!(hospital.count(KEPT), 0);
}

#[actix_web::test]
async fn a_fifty_first_favourite_is_refused_in_words() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let item = signed(&hospital, &doctor).await;
    hospital.run(
        "insert into order_sets (name_pt, name_en, doctor_id) select 'x', 'x', doctor_id from users, generate_series(1, 50) \
         where username = 'joao.silva'; \
         insert into order_set_items (order_set_id, position, medication_id, dose_quantity, dose_unit_code, route_code, \
             frequency_code, duration_days) select id, 1, 1, id, 'mg', 'VO', '1X', 1 from order_sets where doctor_id is not null",
    );
    let refused = keep(&hospital, &doctor, &item).await;
    assert_eq!(refused.is_refused_in_words().status, 422);
    refused.has("You have 50 favourites already.");
    assert_eq!(hospital.count(KEPT), 50);
}

#[actix_web::test]
async fn a_favourite_is_removed_by_its_doctor_alone_and_once() {
    let hospital = Hospital::open();
    let (doctor, other) = (hospital.doctor().await, hospital.oncologist().await);
    let item = signed(&hospital, &doctor).await;
    keep(&hospital, &doctor, &item).await;
    let page = doctor.get("/favourites").await;
    page.has("Simeticone 75 mg").has("75 mg</td>");
    let path = format!("/favourites/{}/removal", hospital.count("select max(id) from order_sets"));
    page.has(&path);
    let key = hidden(&page.body, "key");
    let theirs = uuid::Uuid::now_v7().to_string();
    assert_eq!(other.post(&path, &[("key", &theirs)]).await.is_refused_in_words().status, 404);
    let coronary = format!("/favourites/{}/removal", hospital.count(CORONARY));
    assert_eq!(doctor.post(&coronary, &[("key", &theirs)]).await.is_refused_in_words().status, 404);
    for _ in 0..2 {
        assert_eq!(doctor.post(&path, &[("key", &key)]).await.status, 303);
    }
    assert_eq!(
        (hospital.count(KEPT), hospital.count("select count(*) from order_set_items where order_set_id > 7")),
        (0, 0)
    );
    doctor.get("/favourites").await.has("None yet.");
}

#[actix_web::test]
async fn a_dose_per_kg_is_kept_per_kg() {
    let hospital = Hospital::open();
    hospital.run(
        "delete from measurements where patient_id = 1; insert into measurements (patient_id, weight_kg, measured_at, recorded_by) \
         select 1, 70, now() - interval '1 hour', min(id) from users where role = 'nurse'",
    );
    let doctor = hospital.doctor().await;
    let per_kg = Item::simeticone().with("dose", "1").with("unit", "mg/kg");
    let mut form = PrescribeForm::open(&doctor, 1, vec![per_kg.clone()]).await;
    let shown = hidden(&form.send(&doctor).await.body, "shown");
    form.items = vec![per_kg.with("shown", &shown)];
    let reply = form.send(&doctor).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    let item = hospital.count("select max(id) from prescription_items").to_string();
    keep(&hospital, &doctor, &item).await;
    let favourite = hospital.count("select max(id) from order_sets").to_string();
    insert(&doctor, vec![blank()], &favourite).await.has("name=\"dose\" value=\"1\"").has("value=\"mg/kg\" selected");
}

#[actix_web::test]
async fn every_demo_set_passes_the_checks_of_its_own_form() {
    let hospital = Hospital::open();
    let names = "select string_agg(s.id::text || ' ' || u.username, ',' order by s.id) from order_sets s \
        join lateral (select username from users u join doctors d on d.id = u.doctor_id \
            where d.specialty_id = s.specialty_id limit 1) u on true";
    for (set, username) in hospital.text(names).split(',').filter_map(|pair| pair.split_once(' ')) {
        let problems = "select string_agg(m.code, ' ') from order_set_items i join medications m on m.id = i.medication_id \
            where not m.active or not exists (select from form_group_routes r \
                where r.form_group_code = m.form_group_code and r.route_code = i.route_code)";
        assert_eq!(hospital.count(&format!("select count(*) from ({problems}) x (codes) where codes is not null")), 0);
        let doctor = hospital.log_in(username).await;
        assert_eq!(insert(&doctor, vec![blank()], set).await.status, 200, "{set}");
    }
}
