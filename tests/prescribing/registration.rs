//! Whoever has no active registration does nothing as a doctor, wherever (ID-8); a resident discharges nobody (WHO-7).

use crate::support::form::{Item, hidden, prescribe_again};
use crate::support::hospital::Hospital;

#[actix_web::test]
async fn id_8_without_an_active_registration_nothing_is_done_behind_any_door() {
    let hospital = Hospital::open();
    let (doctor, other) = (hospital.doctor().await, hospital.oncologist().await);
    let signed = prescribe_again(&doctor, 1, vec![Item::simeticone()]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    let mut forms = Vec::new();
    for (path, more) in [
        (format!("{}/suspension", signed.location), vec![("item", "1:submitted"), ("reason", "hepatitis")]),
        ("/patients/1/discharge".to_owned(), vec![("disposition", "home"), ("note", "")]),
        ("/patients/1/allergies".to_owned(), vec![("status", "known"), ("substance", "Latex"), ("reaction", "rash")]),
        ("/patients/1/measurements".to_owned(), vec![("weight", "71"), ("height", "")]),
        ("/patients/2/measurements".to_owned(), vec![("weight", ""), ("height", "170")]),
    ] {
        let page = doctor.get(&path).await;
        let mut fields: Vec<(String, String)> =
            more.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        for name in ["key", "version", "admission", "lines"] {
            if page.body.contains(&format!("name=\"{name}\" value=\"")) {
                fields.push((name.to_owned(), hidden(&page.body, name)));
            }
        }
        forms.push((path, fields));
    }
    hospital.run(
        "update doctors set active = false where id = (select doctor_id from users where username = 'joao.silva')",
    );
    let before = hospital.text("select max(id)::text from events");
    for (path, fields) in &forms {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let refused = doctor.post(path, &fields).await;
        assert_eq!(refused.status, 403, "{path}: {}", refused.body);
        refused.has("Your registration is not active").has("Nothing was done");
    }
    assert_eq!(hospital.text("select max(id)::text from events"), before);
    other.get(&signed.location).await.has_not("hepatitis");
    hospital
        .run("update doctors set active = true where id = (select doctor_id from users where username = 'joao.silva')");
    for (path, fields) in &forms {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let done = doctor.post(path, &fields).await;
        assert_ne!(done.status, 403, "the same form once it is: {path}");
    }
}

#[actix_web::test]
async fn who_7_a_resident_discharges_nobody_alone() {
    let hospital = Hospital::open();
    let resident = hospital.resident().await;
    let page = resident.get("/patients/1/discharge").await;
    let field = |name| hidden(&page.body, name);
    let (key, admission, lines) = (field("key"), field("admission"), field("lines"));
    let fields =
        [("key", &*key), ("admission", &*admission), ("lines", &*lines), ("disposition", "home"), ("note", "")];
    let refused = resident.post("/patients/1/discharge", &fields).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    refused.has("You are a resident: a supervisor of your specialty discharges");
    assert_eq!(hospital.count("select count(*) from admissions where patient_id = 1 and discharged_at is null"), 1);
    hospital.run("update hospital set residents_need_supervisor = false");
    let page = resident.get("/patients/1/discharge").await;
    let key = hidden(&page.body, "key");
    let fields =
        [("key", &*key), ("admission", &*admission), ("lines", &*lines), ("disposition", "home"), ("note", "")];
    assert_eq!(resident.post("/patients/1/discharge", &fields).await.status, 303, "where none is needed");
}
