//! Names that are taken for one another.

use crate::support::form::{Item, prescribe};
use crate::support::hospital::Hospital;

#[actix_web::test]
async fn item_12_look_alike_names_have_tall_man_letters_on_every_list_and_never_in_the_tables() {
    let hospital = Hospital::open();
    let doctor = hospital.oncologist().await;
    let patient =
        hospital.count("select patient_id from admissions a join beds b on b.id = a.bed_id where b.code = 'ONC-01'");
    doctor.get("/medications?q=vincristin").await.has("\"vinCRIstine 1 mg/1 mL");
    let item = Item::paracetamol().with("medication", "vinCRIstine 1 mg/1 mL solution for injection; vial · P0265");
    let item = item.with("dose", "1").with("route", "IV").with("frequency", "1X").with("duration", "1");
    let item = item.with("preparation", "SF09").with("volume", "50").with("minutes", "10");
    hospital.measure(patient);
    let signed = prescribe(&doctor, patient, vec![item.by_protocol()]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    let ward = hospital.count("select id from wards where code = 'ONC'");
    doctor.get(&signed.location).await.has("vinCRIstine");
    doctor.get(&format!("{}/suspension", signed.location)).await.has("vinCRIstine");
    doctor.get(&format!("/patients/{patient}")).await.has("vinCRIstine");
    doctor.get(&format!("/wards/{ward}/report")).await.has("vinCRIstine").has_not("Vincristine");
    let list = hospital.pharmacist().await.get("/dispatch?q=&ward=ONC").await;
    list.has("vinCRIstine").has_not("Vincristine");
    doctor.get(&format!("{}.json", signed.location)).await.has("Vincristina");
    assert_eq!(hospital.text("select name_en from medications where code = 'P0265'"), "Vincristine");
    assert_eq!(hospital.text("select name_pt from medications where code = 'P0265'"), "Vincristina");
}

#[actix_web::test]
async fn item_12_part_of_a_look_alike_name_offers_both_with_tall_man_letters() {
    let hospital = Hospital::open();
    let item = Item::paracetamol().with("medication", "predni");
    let reply = prescribe(&hospital.doctor().await, 1, vec![item]).await;
    reply.has(">prednisoNe 20 mg tablet · P0165<").has(">prednisoLONe 3 mg/mL oral solution · P0167<");
}

#[actix_web::test]
async fn item_12_a_hospital_may_write_a_name_as_it_is_used_to_but_with_no_other_letters() {
    let hospital = Hospital::open();
    hospital.run("update look_alike_names set tall_man = 'predniSONE' where name = 'Prednisone'");
    hospital.doctor().await.get("/medications?q=prednisone").await.has("predniSONE 20 mg");
    let other = "update look_alike_names set tall_man = 'prednisolone' where name = 'Prednisone'";
    use diesel::connection::SimpleConnection;
    assert!(hospital.database().connect().batch_execute(other).is_err());
}
