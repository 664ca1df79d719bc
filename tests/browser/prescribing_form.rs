//! The prescribing form at work: what matters is there, what does not is away, and what is calculated is seen.

use std::time::Duration;

use crate::support::browser::{Browser, Driver};
use crate::support::hospital::Hospital;

async fn shown(doctor: &Browser) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.p-more .nhsuk-form-group, .p-field--times')] \
        .filter(group => group.checkVisibility()).map(group => group.querySelector('[name]').name)";
    serde_json::from_value(doctor.run(script).await).expect("names")
}

async fn choose_medication(doctor: &Browser, text: &str) {
    doctor.fill("#item-0-medication", text).await;
    doctor.wait_for("#item-0-medication__option--0").await;
    doctor.click("#item-0-medication__option--0").await;
}

#[actix_web::test]
async fn only_fields_that_matter_are_shown_and_what_was_in_them_comes_back() {
    let hospital = Hospital::open();
    let driver = Driver::start().await;
    let doctor = driver.open(&hospital.url, "en", "joao.silva").await;
    doctor.go("/patients/1/prescriptions/new").await;
    doctor.wait_for(".autocomplete__input").await;
    assert_eq!(shown(&doctor).await, ["times"]);
    assert_eq!(doctor.run("return document.querySelector('.p-more').hidden").await, true);
    doctor.choose("#item-0-frequency", "SN").await;
    assert_eq!(shown(&doctor).await, ["indication", "interval", "most"]);
    doctor.fill("#item-0-interval", "6").await;
    doctor.choose("#item-0-frequency", "8/8H").await;
    assert_eq!(shown(&doctor).await, ["times"]);
    assert_eq!(doctor.run("return document.querySelector('#item-0-times').value").await, "06:00 14:00 22:00");
    assert_eq!(doctor.run("return document.querySelector('#item-0-interval').value").await, "");
    doctor.choose("#item-0-frequency", "SN").await;
    assert_eq!(doctor.run("return document.querySelector('#item-0-interval').value").await, "6");
    doctor.choose("#item-0-frequency", "CONT").await;
    assert_eq!(shown(&doctor).await, ["preparation"]);
    doctor.choose("#item-0-preparation", "SG5").await;
    assert_eq!(shown(&doctor).await, ["preparation", "volume", "rate", "rate_unit"]);
    choose_medication(&doctor, "ceftriaxone").await;
    doctor.choose("#item-0-frequency", "12/12H").await;
    assert_eq!(shown(&doctor).await, ["times", "indication", "preparation", "volume", "minutes", "rate"]);
    assert_eq!(doctor.complaints().await, Vec::<String>::new());
    doctor.close().await;
}

#[actix_web::test]
async fn item_6_item_10_what_is_calculated_appears_while_typing_and_is_signed_at_once() {
    let hospital = Hospital::open();
    hospital.run(
        "delete from measurements where patient_id = 1; insert into measurements (patient_id, weight_kg, measured_at, recorded_by) \
         select 1, 70, now() - interval '1 hour', min(id) from users where role = 'nurse'",
    );
    let driver = Driver::start().await;
    let doctor = driver.open(&hospital.url, "pt-BR", "joao.silva").await;
    doctor.client.set_window_size(390, 900).await.expect("a small window");
    doctor.go("/patients/1/prescriptions/new").await;
    doctor.wait_for(".autocomplete__input").await;
    choose_medication(&doctor, "norepinefrina").await;
    doctor.fill("#item-0-dose", "16").await;
    doctor.choose("#item-0-frequency", "CONT").await;
    doctor.choose("#item-0-preparation", "SG5").await;
    doctor.fill("#item-0-volume", "250").await;
    doctor.fill("#item-0-rate", "0,1").await;
    doctor.choose("#item-0-rate_unit", "mcg/kg/min").await;
    doctor.wait_for_text("0,1 mcg/kg/min × 70 kg = 6,6 mL/h", Duration::from_secs(5)).await;
    doctor.fill("#item-0-duration", "1").await;
    assert_eq!(doctor.accessibility_findings().await, Vec::<String>::new());
    let sideways =
        doctor.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth").await;
    assert_eq!(sideways, 0, "the whole row fits a phone");
    doctor.click(".p-actions button[value=sign]").await;
    doctor.wait_for(".nhsuk-summary-list").await;
    let page = doctor.text("main").await;
    assert!(page.contains("0,1 mcg/kg/min × 70 kg = 6,6 mL/h") && page.contains("glicose 5%"), "{page}");
    assert_eq!(doctor.complaints().await, Vec::<String>::new());
    doctor.close().await;
}

#[actix_web::test]
async fn an_order_set_is_inserted_and_a_line_kept_as_favourite_by_keyboard() {
    let hospital = Hospital::open();
    let driver = Driver::start().await;
    let doctor = driver.open(&hospital.url, "en", "joao.silva").await;
    doctor.go("/patients/1/prescriptions/new").await;
    doctor.wait_for(".autocomplete__input").await;
    doctor.fill("#item-0-note", "typed before").await;
    type_on(&doctor, "#set", "Coronary\t\u{e007}").await;
    doctor.wait_for("#item-4-medication").await;
    let filled = "return [...document.querySelectorAll('.p-item')].map(row => row.querySelector('[name=medication]').value).filter(value => value).length";
    assert_eq!(doctor.run(filled).await, 4);
    assert_eq!(doctor.run("return document.querySelector('#item-0-note').value").await, "typed before");
    assert_eq!(doctor.run("return document.querySelector('#item-2-frequency').value").await, "1X");
    doctor.go("/prescriptions/1").await;
    type_on(&doctor, "button[name=item]", "\u{e007}").await;
    doctor.wait_for("form[action$=removal]").await;
    assert!(doctor.text("main").await.contains("Aspirin 100 mg tablet: 100 mg"));
    type_on(&doctor, "form[action$=removal] button", "\u{e007}").await;
    doctor.wait_for(".p-empty").await;
    assert_eq!(doctor.complaints().await, Vec::<String>::new());
    doctor.close().await;
}

/// Keys on what has the focus: no mouse.
async fn type_on(doctor: &Browser, css: &str, keys: &str) {
    let found = doctor.client.find(fantoccini::Locator::Css(css)).await.expect(css);
    found.send_keys(keys).await.expect("keys");
}
