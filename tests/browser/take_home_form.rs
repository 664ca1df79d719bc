//! The form of what goes home in a real browser: searched, filled in, added to, and signed.

use fantoccini::Locator;
use std::time::Duration;

use crate::support::browser::Driver;
use crate::support::hospital::Hospital;

#[actix_web::test]
async fn a_medication_is_searched_proposes_unit_and_route_and_is_signed() {
    let hospital = Hospital::open();
    hospital.run(
        "set session_replication_role = replica; update prescription_items set stage = 'refused', closed_at = now()",
    );
    let driver = Driver::start().await;
    let browser = driver.open(&hospital.url, "en", "joao.silva").await;
    browser.go("/patients/1/discharge-prescription/new").await;
    browser.click("button[value=add]").await;
    assert_eq!(browser.count("fieldset.p-item").await, 2);
    browser.click("button[value=remove-1]").await;
    assert_eq!(browser.count("fieldset.p-item").await, 1);
    browser.fill("input[name=medication]", "amoxicillin 500").await;
    browser.wait_for_text("Amoxicillin 500 mg capsule", Duration::from_secs(10)).await;
    let option = browser.client.find(Locator::Css(".autocomplete__option")).await.expect("an option");
    option.click().await.expect("chosen");
    assert_eq!(browser.run("return document.querySelector('[name=route]').value").await, "VO");
    assert_eq!(browser.run("return document.querySelector('[name=unit]').value").await, "mg");
    assert_eq!(browser.run("return document.querySelector('.p-more').open").await, true, "an indication is asked");
    browser.fill("[name=dose]", "500").await;
    browser.choose("[name=frequency]", "8/8H").await;
    browser.fill("[name=duration]", "7").await;
    browser.fill("[name=supply]", "21").await;
    browser.fill("[name=indication]", "otitis").await;
    browser.click(".p-actions button[value=sign]").await;
    browser.wait_for(".p-paper--antimicrobial").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}
