//! The demo hospital.

use crate::support::hospital::Hospital;
use posology::commands::administration::command_line::load_demo;
use posology::commands::administration::load_demo_hospital::Loaded;
use posology::postgres::database::Database;

#[actix_web::test]
async fn the_demo_hospital_is_whole_and_the_same_everywhere() {
    let hospital = Hospital::open();
    assert_eq!(hospital.count("select count(*) from wards"), 14);
    assert_eq!(hospital.count("select count(*) from beds"), 240);
    assert_eq!(hospital.count("select count(*) from specialties"), 55);
    assert_eq!(hospital.count("select count(*) from admissions where discharged_at is null"), 200);
    assert!(hospital.count("select count(*) from medications") >= 250);
    assert!(hospital.count("select count(*) from users where role = 'doctor'") >= 32);
    let names = "select md5(string_agg(name || birth_date - (select max(birth_date) from patients) || address, ';' order by id)) from patients where id > 1";
    assert_eq!(hospital.text(names).len(), 32);
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn nobody_in_the_demo_is_prescribed_what_they_are_allergic_to() {
    let hospital = Hospital::open();
    let dipyrone =
        "select count(*) from read_model.lines where medication_name_pt = 'Dipirona' and 'Dipirona' = any(allergies)";
    assert_eq!(hospital.count(dipyrone), 0);
    let penicillins = "select count(*) from read_model.lines l join medications m on m.id = l.medication_id \
        where m.allergy_classes like '%penicillins%' and 'Penicilinas' = any(l.allergies)";
    assert_eq!(hospital.count(penicillins), 0);
    assert!(hospital.count("select count(*) from allergies where substance = 'Dipirona'") > 0);
}

#[actix_web::test]
async fn loading_the_demo_again_changes_nothing() {
    let hospital = Hospital::open();
    let before = hospital.written();
    let database = Database::external(&hospital.database().url(), None);
    assert_eq!(load_demo(&database).expect("no error"), Loaded::AlreadyThere);
    assert_eq!(hospital.written(), before);
    hospital.run("update hospital set demo = false");
    assert!(load_demo(&database).is_err(), "a real hospital is never filled with the demo");
}

#[actix_web::test]
async fn item_6_item_7_item_9_item_10_the_demo_has_each_kind_of_item() {
    let hospital = Hospital::open();
    for kind in ["as_needed", "infusion", "per_kg", "therapy"] {
        let lines = format!("select count(*) from read_model.dispatch_lines where contents ? '{kind}'");
        assert!(hospital.count(&lines) > 0, "{kind}");
    }
    assert!(hospital.count("select count(*) from prescription_items where rate_quantity is not null") > 0);
}
