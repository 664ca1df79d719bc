//! Keys that nobody meant: held down, pressed twice, or for the page before.

use fantoccini::Locator;

use crate::support::browser::{Browser, Driver};
use crate::support::form::{Item, prescribe};
use crate::support::hospital::Hospital;
use crate::support::keyboard::{ENTER, LOOK, READ, SIGN, hold, strike, strike_twice};

#[actix_web::test]
async fn val_2_keys_held_down_or_pressed_twice_review_one_item_and_sign_nothing_unread_and_nothing_twice() {
    let hospital = Hospital::open();
    let items = vec![Item::paracetamol(), Item::simeticone(), Item::of(["P0132", "50", "mg", "VO", "1X", "5"])];
    assert_eq!(prescribe(&hospital.doctor().await, 1, items).await.status, 303);
    let prescriptions = "select count(*) from prescriptions where patient_id = 1";
    let before = hospital.count(prescriptions);
    let driver = Driver::start().await;
    let doctor = driver.open(&hospital.url, "en", "joao.silva").await;
    doctor.go("/patients/1/prescriptions/new?renew=all").await;
    doctor.wait_for(".autocomplete__input").await;
    tokio::time::sleep(READ).await;
    hold(&doctor, ENTER).await;
    assert_eq!(reviewed(&doctor).await, 0, "held down since the page before");
    strike_twice(&doctor, ENTER).await;
    assert_eq!(reviewed(&doctor).await, 1, "pressed twice");
    tokio::time::sleep(LOOK).await;
    strike(&doctor, ENTER).await;
    hold(&doctor, ENTER).await;
    assert_eq!(reviewed(&doctor).await, 2, "pressed and held");
    tokio::time::sleep(LOOK).await;
    strike(&doctor, ENTER).await;
    strike_twice(&doctor, ENTER).await;
    assert_eq!(reviewed(&doctor).await, 3);
    doctor.client.find(Locator::Css("#item-0-dose")).await.expect("a dose").send_keys(ENTER).await.expect("Enter");
    doctor.wait_for("#alerts").await;
    assert_eq!(doctor.run("return document.activeElement.id").await, "alerts", "Enter in a field only checks");
    tokio::time::sleep(READ).await;
    hold(&doctor, SIGN).await;
    doctor.run("window.now = performance.now; performance.now = () => 0").await;
    strike(&doctor, SIGN).await;
    tokio::time::sleep(READ).await;
    assert_eq!(hospital.count(prescriptions), before, "neither held down nor before the page could be read");
    doctor.run("performance.now = window.now").await;
    strike_twice(&doctor, SIGN).await;
    doctor.wait_for(".nhsuk-summary-list").await;
    assert_eq!(hospital.count(prescriptions), before + 1);
    assert_eq!(doctor.complaints().await, Vec::<String>::new());
    doctor.close().await;
}

async fn reviewed(doctor: &Browser) -> usize {
    doctor.count("[name=reviewed]:checked").await
}
