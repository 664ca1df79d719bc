//! The prescription as a page and as one document.

use serde_json::{Value, json};

use crate::support::hospital::Hospital;

#[actix_web::test]
async fn the_articles_prescription_is_one_document() {
    let hospital = Hospital::open();
    let reply = hospital.doctor().await.get("/prescriptions/1.json").await;
    let document: Value = serde_json::from_str(&reply.body).expect("JSON");
    let expected = json!({
        "id": 1,
        "date": "2023-05-20T14:30:00-03:00",
        "doctor": {"id": 1, "name": "Dr. João Silva", "specialty": "Cardiologia", "registration": "CRM/SP 12345"},
        "patient": {"id": 1, "name": "Maria Oliveira", "birth_date": "1985-07-10", "address": "Rua das Flores, 123"},
        "medications": [
            {"id": 1, "name": "Aspirina", "description": "100 mg comprimido", "times": ["08:00"], "dose": "100 mg"},
            {"id": 2, "name": "Paracetamol", "description": "500 mg comprimido", "times": ["20:00"], "dose": "500 mg"},
        ],
    });
    assert_eq!(document, expected);
}

#[actix_web::test]
async fn the_articles_prescription_is_a_page_and_on_the_dispatch_list() {
    let hospital = Hospital::open();
    hospital
        .doctor()
        .await
        .get("/prescriptions/1")
        .await
        .has("20 May 2023 14:30")
        .has("CRM/SP 12345")
        .has("10 Jul 1985");
    let list = hospital.pharmacist().await.get("/dispatch?q=maria+oliveira").await;
    list.has("Aspirin</a> 100 mg tablet")
        .has("08:00")
        .has("Paracetamol</a> 500 mg tablet")
        .has("20:00")
        .has("CRM/SP 12345");
}

#[actix_web::test]
async fn a_prescription_that_is_not_there_is_not_found() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    for path in
        ["/prescriptions/999999", "/prescriptions/x", "/prescriptions/99999999999999999999", "/prescriptions/-1.json"]
    {
        assert_eq!(doctor.get(path).await.is_refused_in_words().status, 404, "{path}");
    }
}
