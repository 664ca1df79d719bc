//! Labels of what is separated.

use crate::support::form::{Item, insist};
use crate::support::hospital::Hospital;
use crate::support::stock::{BAGS, OUTSIDE, SHELF, receive, supplied};

const GTIN: &str = "07891234567895";

/// Signs an item for the first patient and separates units of a new lot for it; its prescription.
async fn separated(hospital: &Hospital, item: Item, code: &str, lots: &[(&str, u32)]) -> i64 {
    hospital.without_cut_over();
    let signed = insist(&hospital.doctor().await, 1, vec![item]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    let prescription = hospital.count("select max(id) from prescriptions");
    for (lot, units) in lots {
        receive(hospital, code, lot, 100, SHELF);
        hospital.run(&supplied("separate", lot, *units, (SHELF, BAGS), (prescription, 1)));
    }
    set_stage(hospital, prescription, "separated");
    prescription
}

fn set_stage(hospital: &Hospital, prescription: i64, stage: &str) {
    hospital.run(&format!(
        "set session_replication_role = replica; update prescription_items set stage = '{stage}' where prescription_id = {prescription}; \
         insert into read_model.touched values ({prescription}); "
    ));
    hospital.run("select read_model.refresh()");
}

fn labels(page: &str) -> usize {
    page.matches("<article class=\"p-label").count()
}

#[actix_web::test]
async fn ph_4_a_label_names_patient_bed_drug_dose_route_time_lot_expiry_and_prescription() {
    let hospital = Hospital::open();
    hospital.clear_stock();
    let prescription = separated(&hospital, Item::paracetamol(), "P0002", &[("A1", 4)]).await;
    hospital.run(&format!("update lots set gtin = '{GTIN}'"));
    let pharmacist = hospital.pharmacist().await;
    let page = pharmacist.get(&format!("/prescriptions/{prescription}/items/1/labels")).await;
    assert_eq!(page.status, 200);
    assert_eq!(labels(&page.body), 4, "a label a dose");
    let facts = hospital.text("select p.name || '|' || p.record_number || '|' || b.code from patients p join admissions a on a.patient_id = p.id join beds b on b.id = a.bed_id where p.id = 1 and a.discharged_at is null");
    for fact in facts.split('|') {
        assert_eq!(page.body.matches(fact).count() / 4, 1, "{fact} is on each label");
    }
    for words in [
        "Paracetamol 500 mg tablet",
        "500 mg · Oral",
        "dose 1 of 4",
        "dose 4 of 4",
        "1 comprimido · Lot A1",
        "31 Dec 2031",
        &format!("Prescription {prescription}-1-4"),
        &format!("(01){GTIN}(17)311231(10)A1(21){prescription}-1-2"),
    ] {
        page.has(words);
    }
    let times = page.body.matches("<div class=\"p-label__when\"><strong>").count();
    assert_eq!(times, 4);
    for time in ["06:00", "12:00", "18:00", "00:00"] {
        page.has(time);
    }
}

#[actix_web::test]
async fn ph_4_a_ward_has_a_bag_a_patient_with_what_is_in_it_by_lot() {
    let hospital = Hospital::open();
    hospital.clear_stock();
    let first = separated(&hospital, Item::paracetamol(), "P0002", &[("A1", 3), ("B2", 2)]).await;
    hospital.run(&supplied("unpack", "B2", 1, (BAGS, SHELF), (first, 1)));
    let second = separated(&hospital, Item::simeticone(), "P0155", &[("C3", 3)]).await;
    let ward = hospital.count("select ward_id from read_model.lines where patient_id = 1 limit 1");
    let pharmacist = hospital.pharmacist().await;
    let page = pharmacist.get(&format!("/labels?ward={ward}")).await;
    let bags = "select count(distinct patient_id) from read_model.dispatch_lines d join read_model.bag_lots b using (item_id) where d.stage = 'separated'";
    assert_eq!(page.body.matches("PATIENT&#39;S BAG").count() as i64, hospital.count(bags));
    page.has("2 items · 7 labels · 7 units").has(&format!("Prescription {first}, {second}"));
    page.has(&format!("P1|P0002|20311231|{first}-1-4|B2")).has(&format!("P1|P0155|20311231|{second}-1-3|C3"));
    let record = hospital.text("select record_number from patients where id = 1");
    page.has(&format!("P1|@|{record}"));
    hospital.run(&supplied("dispense", "C3", 3, (BAGS, OUTSIDE), (second, 1)));
    pharmacist
        .get(&format!("/labels?ward={ward}"))
        .await
        .has("1 item · 4 labels · 4 units")
        .has(&format!("{second}/1</a>"));
}

#[actix_web::test]
async fn pre_2_and_id_4_allergies_and_a_homonym_are_on_every_label() {
    let hospital = Hospital::open();
    hospital.clear_stock();
    hospital.run("begin; delete from allergies where patient_id = 1; update patients set allergy_status = 'known' where id = 1; \
        insert into allergies (patient_id, substance) select 1, 'Substância número ' || n from generate_series(1, 15) n; commit; \
        update patients set name = (select name from patients where id = 1) where id = 2");
    let prescription = separated(&hospital, Item::paracetamol(), "P0002", &[("A1", 4)]).await;
    let pharmacist = hospital.pharmacist().await;
    let page = pharmacist.get(&format!("/prescriptions/{prescription}/items/1/labels?format=roll")).await;
    assert_eq!(labels(&page.body), 4);
    assert_eq!(page.body.matches("⚠ Allergies (15): Substância número 1,").count(), 4);
    assert_eq!(page.body.matches("more)").count(), 4, "what does not fit is counted");
    assert_eq!(page.body.matches("⚠ SIMILAR NAME").count(), 4);
    hospital.run("begin; delete from allergies where patient_id = 1; update patients set allergy_status = 'none_known' where id = 1; commit");
    set_stage(&hospital, prescription, "separated");
    let page = pharmacist.get(&format!("/prescriptions/{prescription}/items/1/labels")).await;
    assert_eq!(page.body.matches("No known allergies").count(), 4);
}

#[actix_web::test]
async fn item_13_and_item_16_what_is_dangerous_says_so_on_the_dose_and_on_the_bag() {
    let hospital = Hospital::open();
    hospital.clear_stock();
    let prescription = separated(&hospital, Item::paracetamol(), "P0002", &[("A1", 4)]).await;
    hospital.run("update medications set high_alert = 'HA15', atc_code = 'L01CA02', form_group_code = 'inj' where code = 'P0002'");
    hospital.run("select read_model.compact()");
    let ward = hospital.count(&format!("select ward_id from read_model.lines where prescription_id = {prescription}"));
    let page = hospital.pharmacist().await.get(&format!("/labels?ward={ward}")).await;
    assert_eq!(page.body.matches("☠ FATAL if given by other routes").count(), 5);
    assert!(page.body.matches("⚠ HIGH ALERT").count() >= 5);
}

#[actix_web::test]
async fn item_12_a_look_alike_name_has_its_capitals_on_the_label() {
    let hospital = Hospital::open();
    hospital.clear_stock();
    let prescription = separated(&hospital, Item::paracetamol(), "P0002", &[("A1", 4)]).await;
    hospital.run(
        "insert into look_alike_names (name, tall_man) values ('Paracetamol', 'paraCETAmol') on conflict do nothing",
    );
    let page = hospital.pharmacist().await.get(&format!("/prescriptions/{prescription}/items/1/labels")).await;
    page.has("paraCETAmol 500 mg tablet");
}

#[actix_web::test]
async fn item_7_what_is_as_needed_has_a_label_a_unit_with_its_limits() {
    let hospital = Hospital::open();
    hospital.clear_stock();
    let item = Item::of(["P0002", "500", "mg", "VO", "SN", "3"]);
    let item = item.with("indication", "pain").with("interval", "6").with("most", "4");
    let prescription = separated(&hospital, item, "P0002", &[("A1", 2)]).await;
    let page = hospital.pharmacist().await.get(&format!("/prescriptions/{prescription}/items/1/labels")).await;
    assert_eq!(labels(&page.body), 2);
    page.has("as needed: pain").has("at most 4 in 24 h").has("unit 2 of 2").has_not("dose 1 of");
}

#[actix_web::test]
async fn val_6_only_what_is_separated_has_labels_and_dispatch_leads_to_them() {
    let hospital = Hospital::open();
    hospital.clear_stock();
    let prescription = separated(&hospital, Item::paracetamol(), "P0002", &[("A1", 4)]).await;
    let pharmacist = hospital.pharmacist().await;
    let path = format!("/prescriptions/{prescription}/items/1/labels");
    pharmacist.get("/dispatch?stage=separated").await.has(&path);
    for stage in ["verified", "dispensed"] {
        set_stage(&hospital, prescription, stage);
        let page = pharmacist.get(&path).await;
        assert_eq!(labels(&page.body), 0, "{stage}");
        page.has("not separated or its bag is empty");
        pharmacist.get(&format!("/dispatch?stage={stage}")).await.has_not(&path);
    }
    assert_eq!(pharmacist.get("/prescriptions/999999/items/1/labels").await.is_refused_in_words().status, 404);
    for bad in ["/labels?ward=nowhere", "/labels?format=papyrus", &format!("{path}?format=A5")] {
        assert_eq!(pharmacist.get(bad).await.is_refused_in_words().status, 400, "{bad}");
    }
    let nothing = pharmacist.get("/labels").await;
    assert_eq!((nothing.status, labels(&nothing.body)), (200, 0));
    for username in ["joao.silva", "rita.enfermagem", "admin"] {
        let person = hospital.log_in(username).await;
        assert_eq!(person.get("/labels").await.status, 403, "{username}");
        assert_eq!(person.get(&path).await.status, 403, "{username}");
    }
}
