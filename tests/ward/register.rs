//! Register: who gets a record and a bed, what is refused, and what others then see.

use crate::support::form::hidden;
use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};
use crate::support::trials::trials;

const CPF: &str = "529.982.247-25";
const CNS: &str = "700 0000 0000 0005";

/// A form that was opened, filled in for somebody known.
#[derive(Clone)]
struct RegisterForm(Vec<(&'static str, String)>);

impl RegisterForm {
    async fn open(person: &Person, bed: &str) -> Self {
        let page = person.get("/patients/new").await;
        assert_eq!(page.status, 200, "{}", page.body);
        let key = hidden(&page.body, "key");
        let fields = [
            ("key", key.as_str()),
            ("name", "Josefa da Conceição"),
            ("birth", "1950-02-03"),
            ("sex", "female"),
            ("mother", "Antônia da Conceição"),
            ("address", "Rua do Sol, 5"),
            ("record", ""),
            ("cpf", ""),
            ("cns", ""),
            ("bed", bed),
        ];
        RegisterForm(fields.map(|(name, value)| (name, value.to_owned())).to_vec())
    }

    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.0.retain(|(field, _)| *field != name);
        self.0.push((name, value.to_owned()));
        self
    }

    async fn send(&self, person: &Person) -> Reply {
        let fields: Vec<(&str, &str)> = self.0.iter().map(|(name, value)| (*name, value.as_str())).collect();
        person.post("/patients", &fields).await
    }
}

fn free_bed(hospital: &Hospital) -> String {
    hospital.text("select max(b.id) from beds b where not exists (select from admissions a where a.bed_id = b.id and a.discharged_at is null)")
}

#[actix_web::test]
async fn id_2_a_new_patient_gets_a_record_and_a_bed_in_one_step() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    nurse.get("/patients").await.has("href=\"/patients/new\"");
    let bed = free_bed(&hospital);
    let form = RegisterForm::open(&nurse, &bed).await.with("cpf", CPF).with("cns", CNS);
    let reply = form.send(&nurse).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    let code = hospital.text(&format!("select code from beds where id = {bed}"));
    nurse
        .get(&reply.location)
        .await
        .has("Josefa da Conceição")
        .has("3 Feb 1950")
        .has("2000001")
        .has("Antônia da Conceição")
        .has("52998224725")
        .has("700000000000005")
        .has(&code)
        .has("Nobody has asked about allergies");
    nurse.get("/patients?q=josefa+conceicao").await.has(&reply.location);
    let verbs =
        "select string_agg(verb, ' ' order by id) from events where patient_id = (select max(id) from patients)";
    assert_eq!(hospital.text(verbs), "register admit");
    let again = form.send(&nurse).await;
    assert_eq!((again.status, &again.location), (303, &reply.location), "the same form again leads to the same");
}

#[actix_web::test]
async fn id_3_somebody_unidentified_gets_a_provisional_identity_of_their_own() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    let mut names = Vec::new();
    for _ in 0..2 {
        let form = RegisterForm::open(&nurse, &free_bed(&hospital)).await;
        let form = form.with("unidentified", "yes").with("name", "").with("birth", "").with("age", "40");
        let reply = form.send(&nurse).await;
        assert_eq!(reply.status, 303, "{}", reply.body);
        nurse.get(&reply.location).await.has("Não identificado 20").has("Provisional identity").has("40 years");
        names.push(hospital.text("select name from patients order by id desc limit 1"));
    }
    assert_ne!(names[0], names[1]);
    assert_eq!(hospital.count("select count(*) from patients where provisional"), 2);
}

#[actix_web::test]
async fn id_3_id_5_what_tells_nobody_apart_is_refused_in_words_and_nothing_is_lost() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let bed = free_bed(&hospital);
    let before = hospital.written();
    let taken = hospital.text("select bed_id from admissions where patient_id = 2");
    let record = hospital.text("select record_number from patients where id = 1");
    let long = "x".repeat(121);
    for (field, value, words) in [
        ("name", "", "Enter the full name"),
        ("name", "NI", "This is not a name."),
        ("name", " n.i. ", "This is not a name."),
        ("name", "Não identificado", "This is not a name."),
        ("name", &long, "This has more than 120 characters."),
        ("birth", "", "Enter the date of birth."),
        ("birth", "soon", "This is not a date."),
        ("birth", "2999-01-01", "Nobody can have been born on this date."),
        ("birth", "1800-01-01", "Nobody can have been born on this date."),
        ("sex", "", "Choose the sex"),
        ("record", "1 000 000", "A record number has up to 20"),
        ("record", &record, "This record number is another patient’s."),
        ("cpf", "529.982.247-24", "This CPF is not right"),
        ("cpf", "11111111111", "This CPF is not right"),
        ("cns", "700000000000004", "This health card number is not right"),
        ("unidentified", "yes", "A name is written here."),
        ("bed", "", "Choose the bed."),
        ("bed", &taken, "is taken. Choose another one."),
    ] {
        let reply = RegisterForm::open(&doctor, &bed).await.with(field, value).send(&doctor).await;
        assert_eq!(reply.is_refused_in_words().status, 422, "{words}");
        reply.has(words).has("value=\"Antônia da Conceição\"");
        if !matches!(field, "sex" | "bed") {
            reply.has(&format!("value=\"{value}\""));
        }
    }
    let nobody = RegisterForm::open(&doctor, &bed).await.with("unidentified", "yes").with("name", "").with("birth", "");
    for (age, words) in
        [("", "Enter the approximate age"), ("old", "The age is 0 to 120"), ("121", "The age is 0 to 120")]
    {
        let reply = nobody.clone().with("age", age).send(&doctor).await;
        assert_eq!(reply.is_refused_in_words().status, 422, "{age}");
        reply.has(words);
    }
    assert_eq!(doctor.post("/patients", &[("name", "Josefa")]).await.is_refused_in_words().status, 400);
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn id_5_a_number_that_belongs_to_somebody_else_is_refused() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    let first = RegisterForm::open(&nurse, &free_bed(&hospital)).await.with("cpf", CPF).with("cns", CNS);
    assert_eq!(first.send(&nurse).await.status, 303);
    for (field, value, words) in [
        ("cpf", "52998224725", "This CPF belongs to a patient on record."),
        ("cns", CNS, "This health card belongs to a patient on record."),
    ] {
        let form = RegisterForm::open(&nurse, &free_bed(&hospital)).await.with("name", "Outra Pessoa");
        let reply = form.with(field, value).send(&nurse).await;
        assert_eq!(reply.is_refused_in_words().status, 422);
        reply.has(words);
    }
}

#[actix_web::test]
async fn id_2_somebody_on_record_with_the_same_name_and_birth_date_is_looked_at_first() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    let before = hospital.written();
    let form = RegisterForm::open(&nurse, &free_bed(&hospital)).await;
    let form = form.with("name", "MARIA OLIVEIRA").with("birth", "1985-07-10");
    let doubted = form.send(&nurse).await;
    assert_eq!(doubted.is_refused_in_words().status, 422);
    doubted.has("There is a patient with this name and date of birth already").has("href=\"/patients/1\"");
    assert_eq!(hospital.written(), before);
    let again = form.clone().with("key", &hidden(&doubted.body, "key"));
    assert_eq!(again.clone().with("confirm", "2").send(&nurse).await.status, 422, "that was another one");
    assert_eq!(again.with("confirm", "1").send(&nurse).await.status, 303);
    assert_eq!(hospital.text("select after -> 'not_the_same_as' from events where verb = 'register'"), "[1]");
}

#[actix_web::test]
async fn a_record_number_that_was_typed_already_is_never_given_out() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    let typed = RegisterForm::open(&nurse, &free_bed(&hospital)).await.with("record", "2000001");
    assert_eq!(typed.send(&nurse).await.status, 303);
    let given = RegisterForm::open(&nurse, &free_bed(&hospital)).await.with("name", "Outra Pessoa");
    assert_eq!(given.send(&nurse).await.status, 303);
    assert_eq!(hospital.text("select record_number from patients order by id desc limit 1"), "2000002");
}

#[actix_web::test]
async fn racing_registrations_of_one_bed_leave_one_patient_and_no_record_without_a_bed() {
    let hospital = Hospital::open();
    let people = futures_util::future::join_all((0..8).map(|_| hospital.nurse())).await;
    for round in 1..=trials(40) {
        let bed = free_bed(&hospital);
        let before = hospital.count("select count(*) from patients");
        let forms = futures_util::future::join_all(people.iter().map(|nurse| RegisterForm::open(nurse, &bed))).await;
        let forms: Vec<RegisterForm> =
            (1..).zip(forms).map(|(n, form)| form.with("name", &format!("P {round} {n}"))).collect();
        let sends = people.iter().zip(&forms).map(|(nurse, form)| form.send(nurse));
        let statuses: Vec<u16> = futures_util::future::join_all(sends).await.iter().map(|reply| reply.status).collect();
        assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "round {round}: {statuses:?}");
        assert!(statuses.iter().all(|status| [303, 422].contains(status)), "{statuses:?}");
        assert_eq!(hospital.count("select count(*) from patients"), before + 1);
        hospital.run(
            "update admissions set discharged_at = clock_timestamp() where patient_id = (select max(id) from patients)",
        );
    }
}

#[actix_web::test]
async fn a_form_sent_again_with_other_content_is_a_conflict_and_loses_nothing() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    let form = RegisterForm::open(&nurse, &free_bed(&hospital)).await;
    let first = form.send(&nurse).await;
    assert_eq!(first.status, 303);
    let changed = form.with("name", "Josefina da Conceição").send(&nurse).await;
    assert_eq!(changed.is_refused_in_words().status, 409);
    changed.has("This form had been sent already").has(&first.location).has("Josefina da Conceição");
}
