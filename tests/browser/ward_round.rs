//! A ward round without a mouse: yesterday's prescription renewed, changed and signed from the keyboard alone.

use crate::support::browser::{Browser, Driver};
use crate::support::form::{Item, hidden, prescribe};
use crate::support::hospital::Hospital;
use crate::support::keyboard::{BACK, ENTER, LOOK, NEXT, READ, RENEW, SIGN, SPACE, TAB, focus, strike};

/// Two hands on a keyboard, which count: each key with what is held with it, and each text.
struct Hands {
    doctor: Browser,
    interactions: Vec<String>,
}

impl Hands {
    /// The last key, with those before it held.
    async fn press(&mut self, what: &str, keys: &str) {
        tokio::time::sleep(LOOK).await;
        strike(&self.doctor, keys).await;
        self.interactions.push(what.to_owned());
    }

    async fn write(&mut self, text: &str) {
        for key in text.chars() {
            strike(&self.doctor, &key.to_string()).await;
        }
        self.interactions.push(format!("“{text}”"));
    }

    async fn look_for(&self, css: &str) {
        self.doctor.wait_for(css).await;
        tokio::time::sleep(READ).await;
    }

    /// What the focus is on, by its name for screen readers.
    async fn focus(&self) -> String {
        focus(&self.doctor).await
    }
}

/// Six that go on, and since then an allergy to one of them.
async fn prepare(hospital: &Hospital) -> i64 {
    let amoxicillin = hospital.text("select min(code) from medications where name_en = 'Amoxicillin'");
    let losartan = Item::of(["P0132", "50", "mg", "VO", "1X", "5"]);
    let amoxicillin = Item::of([amoxicillin.as_str(), "500", "mg", "VO", "8/8H", "7"]).with("indication", "pneumonia");
    let items = vec![
        Item::paracetamol(),
        Item::simeticone(),
        losartan,
        Item::of(["P0222", "10", "mg", "VO", "1X", "5"]),
        amoxicillin,
        Item::of(["P0093", "75", "mg", "VO", "1X", "5"]),
    ];
    let reply = prescribe(&hospital.doctor().await, 1, items).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    let nurse = hospital.nurse().await;
    let page = nurse.get("/patients/1/allergies").await.body;
    let (key, version) = (hidden(&page, "key"), hidden(&page, "version"));
    let known = [
        ("key", key.as_str()),
        ("version", &version),
        ("status", "known"),
        ("substance", "Penicilinas"),
        ("reaction", ""),
    ];
    assert_eq!(nurse.post("/patients/1/allergies", &known).await.status, 303);
    hospital.count("select max(id) from prescriptions")
}

/// From the start page to the signed prescription.
async fn round(hospital: &Hospital, doctor: Browser, reason: &str) -> Hands {
    let record = hospital.text("select record_number from patients where id = 1");
    let mut hands = Hands { doctor, interactions: Vec::new() };
    hands.doctor.go("/").await;
    hands.look_for("#q").await;
    hands.write(&record).await;
    hands.press("Enter: search", ENTER).await;
    hands.look_for("td a[href='/patients/1']").await;
    hands.press("Tab: to the patient", TAB).await;
    hands.press("Enter: the chart", ENTER).await;
    hands.look_for("a[href$='renew=all']").await;
    hands.press("Alt+R: renew", RENEW).await;
    hands.look_for("#item-5-reviewed").await;
    if hands.doctor.run("return document.activeElement.id").await != "item-0-reviewed" {
        assert_eq!(hands.doctor.run("return scrollY").await, 0);
        hands.press("F8: the first that waits", NEXT).await;
    }
    for part in ["Paracetamol 500 mg", " 500 mg Oral "] {
        assert!(hands.focus().await.contains(part), "the order is read out: {}", hands.focus().await);
    }
    hands.press("Enter: item 1 is reviewed", ENTER).await;
    hands.press("Shift+Tab: back from item 2", BACK).await;
    hands.press("Shift+Tab: to “Remove”", BACK).await;
    hands.press("Enter: item 2 is dropped", ENTER).await;
    assert!(hands.focus().await.contains("Losartan"), "{}", hands.focus().await);
    hands.press("Space: item 3 is reviewed", SPACE).await;
    hands.press("Tab: its medication", TAB).await;
    hands.press("Tab: its dose", TAB).await;
    hands.write("100").await;
    hands.press("F8: the next that waits", NEXT).await;
    for item in 4..=6 {
        hands.press(&format!("Enter: item {item} is reviewed"), ENTER).await;
    }
    assert_eq!(hands.doctor.run("return document.activeElement.id").await, "nothing-waits");
    assert_eq!(hands.doctor.accessibility_findings().await, Vec::<String>::new());
    hands.press("Ctrl+Enter: sign", SIGN).await;
    hands.look_for("#alerts .p-tag--stop").await;
    assert_eq!(hands.doctor.count(".p-dropped p").await, 1, "what is dropped is still said");
    hands.press("F8: the alert's reason", NEXT).await;
    hands.write(reason).await;
    hands.press("Tab: the patient needs it", TAB).await;
    hands.press("Space: confirmed", SPACE).await;
    assert_eq!(hands.doctor.accessibility_findings().await, Vec::<String>::new());
    hands.press("Ctrl+Enter: sign", SIGN).await;
    hands.doctor.wait_for(".nhsuk-summary-list").await;
    assert_eq!(hands.doctor.complaints().await, Vec::<String>::new());
    hands
}

/// One dropped and nothing following it, one changed, one overridden, nothing else.
fn check_signed(hospital: &Hospital, old: i64, reason: &str) {
    let new = hospital.count("select max(id) from prescriptions");
    assert_eq!(hospital.count(&format!("select count(*) from prescriptions where id > {old}")), 1);
    let signed = format!(
        "select string_agg(m.name_en || ' ' || trim_scale(n.dose_quantity) || ' after ' || o.number, ', ' order by n.number) \
         from prescription_items n join medications m on m.id = n.medication_id \
         left join prescription_items o on o.id = n.follows_item_id and o.prescription_id = {old} and n.followed_as = 'renewal' \
         where n.prescription_id = {new}"
    );
    assert_eq!(
        hospital.text(&signed),
        "Paracetamol 500 after 1, Losartan 100 after 3, Loratadine 10 after 4, Amoxicillin 500 after 5, Clopidogrel 75 after 6"
    );
    let let_end = format!(
        "select string_agg(number::text, ',') from prescription_items where prescription_id = {old} and not_renewed_by is not null"
    );
    assert_eq!(hospital.text(&let_end), "2");
    let alerts = format!(
        "select string_agg(rule || ' ' || severity || ' ' || item_number || ' ' || decision || ' ' || reason, ', ') \
         from prescription_alerts where prescription_id = {new}"
    );
    assert_eq!(hospital.text(&alerts), format!("CDS-1 stop 4 allergy|Penicilinas|amoxicilina {reason}"));
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn val_2_cds_6_a_ward_round_is_23_keys_and_texts_without_a_mouse() {
    let hospital = Hospital::open();
    let old = prepare(&hospital).await;
    let driver = Driver::start().await;
    let doctor = driver.open(&hospital.url, "en", "joao.silva").await;
    let hands = round(&hospital, doctor, "tolerated last year").await;
    check_signed(&hospital, old, "tolerated last year");
    assert_eq!(hands.interactions.len(), 23, "{:#?}", hands.interactions);
    hands.doctor.close().await;
}

#[actix_web::test]
async fn a_ward_round_on_a_narrow_screen_keeps_who_the_patient_is_in_sight_and_needs_one_key_more() {
    let hospital = Hospital::open();
    let old = prepare(&hospital).await;
    let driver = Driver::start().await;
    let doctor = driver.open(&hospital.url, "pt-BR", "joao.silva").await;
    doctor.client.set_window_size(390, 900).await.expect("a small window");
    let hands = round(&hospital, doctor, "tolerou há um ano").await;
    check_signed(&hospital, old, "tolerou há um ano");
    assert_eq!(hands.interactions.len(), 24, "{:#?}", hands.interactions);
    hands.doctor.close().await;
}
