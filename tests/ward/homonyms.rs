//! ID-4: who has a name like another's in the house is warned of wherever the name stands.

use crate::support::form::hidden;
use crate::support::hospital::Hospital;
use crate::support::trials::trials;

const WARNING: &str = "another patient in the house has the same or a similar name";
const MARK: &str = "SIMILAR NAME";

/// A hospital in which only patient 2 has a name like Maria Oliveira's.
fn with_one_namesake(name: &str) -> Hospital {
    let hospital = Hospital::open();
    hospital.run(&format!("update patients set name = md5(id::text); update patients set name = 'Maria Oliveira' where id = 1; update patients set name = '{name}' where id = 2"));
    hospital.run("insert into read_model.touched select distinct id from prescriptions where patient_id <= 3; select read_model.refresh()");
    hospital
}

#[actix_web::test]
async fn id_4_every_screen_that_names_a_patient_warns_of_a_homonym_in_words() {
    let hospital = with_one_namesake("Maria de Oliveira");
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    let prescription = hospital.count("select min(id) from prescriptions where patient_id = 1");
    let record = hospital.text("select record_number from patients where id = 2");
    let other = hospital.text("select record_number from patients where id = 3");
    let bed = hospital.text("select b.code from admissions a join beds b on b.id = a.bed_id where a.patient_id = 2");
    for page in [
        "/patients/1",
        "/patients/1/prescriptions/new",
        "/patients/1/transfer",
        "/patients/1/allergies",
        "/patients/1/measurements",
        "/patients/1/discharge",
        &format!("/prescriptions/{prescription}"),
        &format!("/prescriptions/{prescription}/suspension"),
    ] {
        doctor.get(page).await.has(WARNING).has("Maria de Oliveira").has(&record).has(&bed);
    }
    doctor.get("/patients/2").await.has(WARNING).has("Maria Oliveira");
    doctor.get("/patients/3").await.has_not(WARNING);
    let ward =
        hospital.count("select b.ward_id from admissions a join beds b on b.id = a.bed_id where a.patient_id = 1");
    for (page, marks) in [
        ("/patients?q=maria+oliveira".to_owned(), true),
        (format!("/wards/{ward}/report"), true),
        (format!("/patients?q={other}"), false),
    ] {
        let reply = doctor.get(&page).await;
        assert_eq!(reply.body.contains(MARK), marks, "{page}");
    }
    pharmacist.get("/dispatch?q=maria+oliveira").await.has(MARK);
    pharmacist.get(&format!("/dispatch?q={other}")).await.has(&other).has_not(MARK);
    hospital.run("update prescription_items set stage = 'queried' where prescription_id in (select id from prescriptions where patient_id = 1 and doctor_id = (select doctor_id from users where username = 'joao.silva')) and closed_at is null; select read_model.refresh()");
    doctor.get("/").await.has(MARK);
}

#[actix_web::test]
async fn id_4_names_alike_are_those_that_people_confuse() {
    let hospital = Hospital::open();
    for (one, other, alike) in [
        ("Maria Oliveira", "Maria Oliveira", true),
        ("Maria Oliveira", "MARIA OLIVEIRA", true),
        ("José Antônio Souza", "Jose Antonio Sousa", true),
        ("Maria Aparecida da Silva", "Maria Clara Rodrigues da Silva", true),
        ("RN de Ana Lima", "Ana Lima", true),
        ("RN de Ana Lima", "RN de Ana Souza Lima", true),
        ("Não identificado 2026-11-25 14:03 nº 1", "Não identificado 2026-11-25 14:09 nº 2", true),
        ("Maria Oliveira", "Pedro Oliveira", false),
        ("RN de Ana Lima", "RN de Paula Souza", false),
        ("Davi Dias Barbosa", "Heitor Andrade Lima", false),
    ] {
        let answer =
            hospital.text(&format!("select names_alike('{one}', '{other}') and names_alike('{other}', '{one}')"));
        assert_eq!(answer, alike.to_string(), "{one} and {other}");
    }
}

#[actix_web::test]
async fn id_4_the_warning_goes_when_one_of_the_two_is_discharged_and_comes_with_who_is_admitted() {
    let hospital = with_one_namesake("Maria Oliveira");
    let doctor = hospital.doctor().await;
    doctor.get("/patients/1").await.has(WARNING);
    let page = doctor.get("/patients/2/discharge").await;
    let field = |name| hidden(&page.body, name);
    let (key, admission, lines) = (field("key"), field("admission"), field("lines"));
    let fields = [("key", key.as_str()), ("admission", &admission), ("lines", &lines), ("disposition", "home")];
    assert_eq!(doctor.post("/patients/2/discharge", &fields).await.status, 303);
    for page in ["/patients/1", "/patients/2"] {
        doctor.get(page).await.has_not(WARNING);
    }
    let key = hidden(&doctor.get("/patients/2/admission").await.body, "key");
    let bed = hospital.text("select max(b.id) from beds b where not exists (select from admissions a where a.bed_id = b.id and a.discharged_at is null)");
    assert_eq!(doctor.post("/patients/2/admission", &[("key", &key), ("bed", &bed)]).await.status, 303);
    for page in ["/patients/1", "/patients/2"] {
        doctor.get(page).await.has(WARNING);
    }
}

#[actix_web::test]
async fn id_4_of_homonyms_who_come_at_once_each_is_warned_of_the_others() {
    let hospital = Hospital::open();
    let people = futures_util::future::join_all((0..6).map(|_| hospital.nurse())).await;
    for round in 1..=trials(20) {
        let name = format!("Zulmira Quintanilha {round}");
        let beds = hospital.text("select string_agg(id::text, ' ') from (select b.id from beds b where not exists (select from admissions a where a.bed_id = b.id and a.discharged_at is null) order by b.id limit 6) b");
        let beds: Vec<&str> = beds.split(' ').collect();
        let sends = people.iter().zip(&beds).enumerate().map(|(number, (nurse, bed))| {
            let name = &name;
            async move {
                let key = hidden(&nurse.get("/patients/new").await.body, "key");
                let birth = format!("1950-01-1{number}");
                let fields =
                    [("key", key.as_str()), ("name", name), ("birth", &birth), ("sex", "female"), ("bed", bed)];
                nurse.post("/patients", &fields).await
            }
        });
        let replies = futures_util::future::join_all(sends).await;
        assert!(replies.iter().all(|reply| reply.status == 303), "round {round}");
        let pairs = format!(
            "select count(*) from homonyms h join patients p on p.id = h.patient_id join patients o on o.id = h.other_id where p.name = '{name}' and o.name = p.name"
        );
        assert_eq!(hospital.count(&pairs), 30, "round {round}");
        hospital.run("update admissions set discharged_at = clock_timestamp() where patient_id in (select id from patients where name like 'Zulmira%') and discharged_at is null");
    }
    assert_eq!(
        hospital.count(
            "select count(*) from homonyms h join patients p on p.id = h.patient_id where p.name like 'Zulmira%'"
        ),
        0
    );
}

#[actix_web::test]
async fn id_4_there_are_homonyms_in_the_demo() {
    let hospital = Hospital::open();
    let pair = "select count(*) from read_model.homonyms h join patients p on p.id = h.patient_id where p.name = 'Carlos Salles Moreira' and h.name = 'Carlos Sales Moreira'";
    assert_eq!(hospital.count(pair), 1);
    let many = hospital.count("select count(distinct patient_id) from homonyms");
    assert!((2..=40).contains(&many), "a warning on {many} of 200 patients would be noise, or none");
}
