//! Orders by voice: what a nurse may write down, what not, and the doctor's countersignature.

use crate::support::form::{AGAIN, Item, hidden, prescribe};
use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};

const SIMETICONE: &str = "Simeticone 75 mg/mL oral drops · P0155";
const CEFTRIAXONE: &str = "Ceftriaxone 1 g powder for solution for injection; vial · P0027";

fn simeticone() -> Item {
    Item::simeticone().with("medication", SIMETICONE)
}

/// A form that a nurse opened for the article's patient.
struct OrderForm {
    fields: Vec<(String, String)>,
}

impl OrderForm {
    async fn open(nurse: &Person, hospital: &Hospital, items: &[Item]) -> Self {
        let page = nurse.get("/patients/1/verbal-orders/new").await;
        assert_eq!(page.status, 200, "{}", page.body);
        let giver = hospital.text("select doctor_id from users where username = 'joao.silva'");
        let head = [
            ("key", hidden(&page.body, "key")),
            ("admission", hidden(&page.body, "admission")),
            ("action", "sign".to_owned()),
            ("giver", giver),
            ("emergency", "parada cardíaca".to_owned()),
            ("read_back", "yes".to_owned()),
        ];
        let head = head.into_iter().map(|(name, value)| (name.to_owned(), value));
        let rows = items.iter().flat_map(Item::fields).map(|(name, value)| (name.to_owned(), value.to_owned()));
        OrderForm { fields: head.chain(rows).collect() }
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        let field = self.fields.iter_mut().find(|(field, _)| field == name).expect("a field");
        value.clone_into(&mut field.1);
        self
    }

    /// With a reason for a decision, and the word that it is needed.
    fn because(mut self, decision: &str) -> Self {
        let more = [("decision", decision), ("reason", "so ordered"), ("needed", decision)];
        self.fields.extend(more.map(|(name, value)| (name.to_owned(), value.to_owned())));
        self
    }

    async fn send(&self, nurse: &Person) -> Reply {
        let fields: Vec<(&str, &str)> =
            self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        nurse.post("/patients/1/verbal-orders", &fields).await
    }
}

/// An order that passes; the prescription's path.
async fn recorded(nurse: &Person, hospital: &Hospital) -> String {
    let reply = OrderForm::open(nurse, hospital, &[simeticone()]).await.because(AGAIN).send(nurse).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    reply.location
}

async fn countersign(doctor: &Person, path: &str) -> Reply {
    let form = format!("{path}/countersignature");
    let page = doctor.get(&form).await;
    assert_eq!(page.status, 200, "{}", page.body);
    doctor.post(&form, &[("key", &hidden(&page.body, "key"))]).await
}

#[actix_web::test]
async fn val_5_a_verbal_order_is_on_the_dispatch_list_at_once_and_waits_for_its_givers_countersignature() {
    let hospital = Hospital::open();
    let (doctor, nurse, pharmacist) = (hospital.doctor().await, hospital.nurse().await, hospital.pharmacist().await);
    nurse.get("/patients/1").await.has("/patients/1/verbal-orders/new");
    let path = recorded(&nurse, &hospital).await;
    let number = path.rsplit('/').next().expect("a number");
    pharmacist.get("/dispatch").await.has(&format!("line-{number}-1\""));
    let page = pharmacist.get(&path).await;
    page.has("Verbal order given by Dr. João Silva").has("to Rita Medeiros, read back").has("parada cardíaca");
    page.has("NOT COUNTERSIGNED (due").has_not("/countersignature\"");
    doctor.get("/").await.has(&format!("{path}/countersignature")).has("Verbal order given by");
    doctor.get("/verbal-orders").await.has(&path).has("NOT COUNTERSIGNED");
    doctor.get(&format!("{path}/countersignature")).await.has("parada cardíaca").has("75 mg").has("Rita Medeiros");
    let reply = countersign(&doctor, &path).await;
    assert_eq!((reply.status, &reply.location), (303, &path), "{}", reply.body);
    pharmacist.get(&path).await.has("Countersigned on").has_not("NOT COUNTERSIGNED");
    doctor.get("/").await.has_not("/countersignature\"");
    doctor.get("/verbal-orders").await.has("No verbal order waits");
    let history = doctor.get("/patients/1").await;
    history.has("Rita Medeiros received a verbal order:").has("countersigned");
    let kept = format!(
        "select p.doctor_id = u.doctor_id and v.read_back and v.countersigned_by = u.id \
         and v.countersign_due_at = p.prescribed_at + interval '24 hours' from verbal_orders v \
         join prescriptions p on p.id = v.prescription_id join users u on u.username = 'joao.silva' where p.id = {number}"
    );
    assert_eq!(hospital.text(&kept), "true");
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn val_5_without_giver_emergency_or_read_back_nothing_is_recorded_and_nothing_is_lost() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    let before = hospital.written();
    let inactive = hospital.text("select min(id) from doctors where not active");
    for (name, value, problem) in [
        ("giver", "", "Choose the doctor who gave the order."),
        ("giver", "999999", "This doctor cannot give orders now"),
        ("giver", "x", "This doctor cannot give orders now"),
        ("giver", &inactive, "This doctor cannot give orders now"),
        ("emergency", " ", "Write which emergency it is."),
        ("emergency", &"x".repeat(201), "more than 200 characters"),
        ("read_back", "no", "Read the order back to the doctor"),
    ] {
        let form = OrderForm::open(&nurse, &hospital, &[simeticone()]).await.with(name, value);
        let refused = form.send(&nurse).await;
        assert_eq!(refused.is_refused_in_words().status, 422, "{name} {value}");
        refused.has(problem).has(SIMETICONE).has("aria-invalid");
    }
    let all = OrderForm::open(&nurse, &hospital, &[simeticone().with("dose", "")]).await;
    let refused = all.with("emergency", "").with("read_back", "").send(&nurse).await;
    refused.has("Write which emergency it is.").has("Read the order back").has("href=\"#item-0-dose\"");
    let empty = OrderForm::open(&nurse, &hospital, &[]).await.send(&nurse).await;
    assert_eq!(empty.is_refused_in_words().status, 422);
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn val_5_nothing_is_renewed_or_changed_by_voice() {
    let hospital = Hospital::open();
    let (doctor, nurse) = (hospital.doctor().await, hospital.nurse().await);
    let signed = prescribe(&doctor, 1, vec![Item::paracetamol()]).await;
    let id = signed.location.trim_start_matches("/prescriptions/");
    let item = hospital.text(&format!("select id from prescription_items where prescription_id = {id}"));
    let before = hospital.written();
    let renewal = format!("renewal:{item}");
    for (name, value) in [("changes", id), ("follows", renewal.as_str()), ("opened", renewal.as_str())] {
        let mut form = OrderForm::open(&nurse, &hospital, &[simeticone()]).await.because(AGAIN);
        form.fields.retain(|(field, _)| field != name);
        form.fields.push((name.to_owned(), value.to_owned()));
        assert_eq!(form.send(&nurse).await.is_refused_in_words().status, 400, "{name}");
    }
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn val_5_chemotherapy_and_controlled_medications_are_not_ordered_by_voice_nor_by_code() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    let before = hospital.written();
    let label = |which: &str| {
        let sql = "select name_en || ' ' || presentation_en || ' · ' || code from medications where active and ";
        hospital.text(&format!("{sql}{which} order by code limit 1"))
    };
    let controlled =
        label("controlled_list <> '' and not cytotoxic and not specialty_restricted and form_group_code = 'oral'");
    for (medication, problem) in [
        (label("cytotoxic").as_str(), "is an antineoplastic and is never ordered by voice"),
        (&controlled, "is on a controlled list and is not ordered by voice"),
        ("P0155", "Choose the medication by its full name"),
    ] {
        let form = OrderForm::open(&nurse, &hospital, &[simeticone().with("medication", medication)]).await;
        let refused = form.because(AGAIN).send(&nurse).await;
        assert_eq!(refused.is_refused_in_words().status, 422, "{medication}");
        refused.has(problem);
    }
    let many = vec![simeticone(); 6];
    let refused = OrderForm::open(&nurse, &hospital, &many).await.because(AGAIN).send(&nurse).await;
    assert_eq!(refused.is_refused_in_words().status, 422);
    assert_eq!(hospital.written(), before);
    hospital.run("update hospital set controlled_by_voice = true");
    let form = OrderForm::open(&nurse, &hospital, &[simeticone().with("medication", &controlled)]).await;
    form.send(&nurse).await.has_not("is on a controlled list");
}

#[actix_web::test]
async fn val_5_a_nurse_passes_no_hard_stop_whatever_is_typed() {
    let hospital = Hospital::open();
    let (doctor, nurse) = (hospital.doctor().await, hospital.nurse().await);
    hospital.run(
        "begin; delete from allergies where patient_id = 1; insert into allergies (patient_id, substance) values \
         (1, 'Simeticona'); update patients set allergy_status = 'known' where id = 1; commit",
    );
    let form = OrderForm::open(&nurse, &hospital, &[simeticone()]).await;
    let before = hospital.written();
    let refused = form.send(&nurse).await;
    assert_eq!(refused.is_refused_in_words().status, 422);
    refused.has("STOP").has("Only the doctor in person can decide").has_not("name=\"needed\"").has("href=\"#alerts\"");
    let doctors = prescribe(&doctor, 1, vec![Item::simeticone()]).await;
    let asked = hidden(&doctors.body, "decision");
    assert!(asked.contains("simeticona"), "{asked}");
    assert_eq!(form.because(&asked).send(&nurse).await.is_refused_in_words().status, 422, "a forged reason");
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn val_5_what_a_nurse_answered_is_asked_of_the_doctor_again() {
    let hospital = Hospital::open();
    let (doctor, nurse) = (hospital.doctor().await, hospital.nurse().await);
    recorded(&nurse, &hospital).await;
    recorded(&nurse, &hospital).await;
    let again = prescribe(&doctor, 1, vec![Item::simeticone()]).await;
    assert_eq!(again.is_refused_in_words().status, 422);
    again.has(&format!("name=\"decision\" value=\"{AGAIN}\""));
}

#[actix_web::test]
async fn val_5_only_the_giver_countersigns_and_only_once() {
    let hospital = Hospital::open();
    let (doctor, other, nurse) = (hospital.doctor().await, hospital.oncologist().await, hospital.nurse().await);
    let path = recorded(&nurse, &hospital).await;
    let form = format!("{path}/countersignature");
    assert_eq!(other.get(&form).await.is_refused_in_words().status, 403);
    let key = hidden(&doctor.get(&form).await.body, "key");
    let stale = hidden(&doctor.get(&form).await.body, "key");
    assert_eq!(other.post(&form, &[("key", &key)]).await.is_refused_in_words().status, 403);
    other.get(&path).await.has("NOT COUNTERSIGNED").has_not("/countersignature\"");
    assert_eq!(doctor.post(&form, &[("key", "x")]).await.is_refused_in_words().status, 400);
    for _ in 0..2 {
        assert_eq!(doctor.post(&form, &[("key", &key)]).await.location, path, "the same form again is the same");
    }
    let twice = doctor.post(&form, &[("key", &stale)]).await;
    assert_eq!(twice.is_refused_in_words().status, 409);
    twice.has("This order is countersigned already");
    assert_eq!(doctor.get("/prescriptions/1/countersignature").await.is_refused_in_words().status, 404);
    assert_eq!(hospital.count("select count(*) from events where verb = 'countersign'"), 1);
}

#[actix_web::test]
async fn val_5_an_overdue_order_is_said_to_be_so_and_administrators_see_no_patient() {
    let hospital = Hospital::open();
    let (doctor, other, nurse) = (hospital.doctor().await, hospital.oncologist().await, hospital.nurse().await);
    let path = recorded(&nurse, &hospital).await;
    hospital.run("update verbal_orders set countersign_due_at = now() - interval '1 hour'");
    let words = "OVERDUE: not countersigned (was due";
    for person in [&doctor, &hospital.pharmacist().await] {
        person.get("/verbal-orders").await.has(words).has("Maria Oliveira").has(&path);
    }
    doctor.get("/").await.has(words);
    doctor.get(&path).await.has(words);
    hospital.log_in("admin").await.get("/verbal-orders").await.has(words).has_not("Maria Oliveira").has_not(&path);
    other.get("/verbal-orders").await.has("No verbal order waits");
}

#[actix_web::test]
async fn the_same_verbal_order_twice_is_one_and_changed_it_is_a_conflict() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    let form = OrderForm::open(&nurse, &hospital, &[simeticone()]).await.because(AGAIN);
    let (first, second) = futures_util::future::join(form.send(&nurse), form.send(&nurse)).await;
    assert_eq!((first.status, second.status), (303, 303));
    assert_eq!(first.location, second.location);
    let changed = form.with("emergency", "choque").send(&nurse).await;
    assert_eq!(changed.is_refused_in_words().status, 409);
    changed.has(&first.location).has("choque");
    assert_eq!(hospital.count("select count(*) from verbal_orders"), 1);
}

#[actix_web::test]
async fn checking_a_verbal_order_writes_nothing_and_only_nurses_receive_one() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    let before = hospital.written();
    let form = OrderForm::open(&nurse, &hospital, &[simeticone()]).await.because(AGAIN);
    let looked = form.with("action", "check").send(&nurse).await;
    assert_eq!(looked.status, 200, "{}", looked.body);
    assert_eq!(hospital.written(), before);
    let added = OrderForm::open(&nurse, &hospital, &[simeticone()]).await.with("action", "add").send(&nurse).await;
    added.has("item-1-medication").has("parada cardíaca");
    let page = hospital.doctor().await.get("/patients/1/verbal-orders/new").await;
    assert_eq!(page.is_refused_in_words().status, 403);
}

#[actix_web::test]
async fn id_8_without_an_active_registration_nothing_is_countersigned() {
    let hospital = Hospital::open();
    let (doctor, nurse) = (hospital.doctor().await, hospital.nurse().await);
    let path = recorded(&nurse, &hospital).await;
    let form = format!("{path}/countersignature");
    let key = hidden(&doctor.get(&form).await.body, "key");
    hospital.run("update doctors set active = false where id = 1");
    assert_eq!(doctor.get(&form).await.status, 403);
    assert_eq!(doctor.post(&form, &[("key", &key)]).await.status, 403);
    assert_eq!(hospital.count("select count(*) from verbal_orders where countersigned_at is not null"), 0);
}

#[actix_web::test]
async fn val_5_what_is_countersigned_shows_all_of_each_item_the_allergies_and_what_the_nurse_answered() {
    let hospital = Hospital::open();
    let (doctor, nurse, pharmacist) = (hospital.doctor().await, hospital.nurse().await, hospital.pharmacist().await);
    hospital.run(
        "begin; delete from allergies where patient_id = 1; insert into allergies (patient_id, substance) values (1, 'Látex'); \
         update patients set allergy_status = 'known' where id = 1; commit",
    );
    assert_eq!(prescribe(&doctor, 1, vec![Item::simeticone()]).await.status, 303);
    let infusion =
        Item::of([CEFTRIAXONE, "1000", "mg", "IV", "1X", "4"]).with("times", "23:45").with("note", "lentamente");
    let infusion = infusion.with("preparation", "SF09").with("volume", "100").with("minutes", "30");
    let items = [simeticone(), infusion.with("indication", "sepse")];
    let reply = OrderForm::open(&nurse, &hospital, &items).await.because(AGAIN).send(&nurse).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    let path = reply.location;
    let page = doctor.get(&format!("{path}/countersignature")).await;
    page.has("Látex").has("so ordered").has("ITEM-11").has("Warning").has("4 days");
    for page in [page, pharmacist.get(&format!("{path}/items/2/query")).await] {
        page.has("100 mL").has("30 min").has("23:45").has("lentamente").has("sepse").has("4 days");
    }
}
