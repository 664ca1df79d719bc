//! Finding a patient, and seeing who they are.

use crate::support::hospital::Hospital;

#[actix_web::test]
async fn a_patient_is_found_by_name_record_number_ward_or_bed() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let record = hospital.text("select record_number from patients where id = 1");
    for q in ["maria+oliveira", "OLIVEIRA+MARIA", &record, "cm-1-01"] {
        doctor.get(&format!("/patients?q={q}")).await.has("href=\"/patients/1\"");
    }
    doctor.get("/patients?q=Pronto-Socorro").await.has("PS-01").has_not("href=\"/patients/1\"");
    doctor.get("/patients?q=nobody%25").await.has("No patient found");
}

#[actix_web::test]
async fn a_patients_page_says_who_they_are_and_what_is_open() {
    let hospital = Hospital::open();
    let page = hospital.nurse().await.get("/patients/1").await;
    page.has("Maria Oliveira")
        .has("10 Jul 1985")
        .has("CM-1-01")
        .has("No known allergies")
        .has("Aspirin")
        .has("Rua das Flores, 123");
    let page = hospital.doctor().await.get("/patients/1").await;
    page.has("/patients/1/prescriptions/new");
}
