//! The main job, end to end: a doctor prescribes, the pharmacy sees it, the ward prints it.

use std::time::Duration;

use crate::support::browser::{Browser, Driver};
use crate::support::hospital::Hospital;

#[actix_web::test]
async fn a_doctor_is_rejected_corrects_prescribes_and_pharmacy_and_ward_have_it() {
    let hospital = Hospital::open();
    let driver = Driver::start().await;
    let doctor = driver.open(&hospital.url, "pt-BR", "joao.silva").await;
    let pharmacist = driver.open(&hospital.url, "pt-BR", "ana.farmacia").await;
    pharmacist.go("/dispatch").await;
    pharmacist.wait_for(".p-live--on").await;
    pharmacist
        .run(
            "window.scrollTo(0, 600); document.querySelectorAll('.p-line__drug')[4].focus(); window.notReloaded = true",
        )
        .await;
    let focused = pharmacist.run("return document.activeElement.closest('tr').id").await;
    let place = pharmacist.run("return document.activeElement.getBoundingClientRect().top").await;

    doctor.go("/patients/1").await;
    doctor.click("a[href='/patients/1/prescriptions/new']").await;
    three_errors_at_once(&doctor).await;
    doctor.fill("#item-0-dose", "0,5").await;
    doctor.choose("#item-0-route", "VO").await;
    doctor.fill("#item-0-duration", "3").await;
    doctor.click(".p-actions button[value=sign]").await;
    let seen = pharmacist.wait_for_text("tomar com água", Duration::from_secs(5));
    let (seen, ()) = futures_util::future::join(seen, doctor.wait_for(".nhsuk-summary-list")).await;
    assert!(doctor.text("main").await.contains("500 mg"), "half a gram is shown as 500 mg");

    assert!(seen < Duration::from_secs(1), "seen after {seen:?}");
    assert_eq!(pharmacist.run("return window.notReloaded").await, true);
    assert_eq!(pharmacist.run("return document.activeElement.closest('tr').id").await, focused);
    let moved = pharmacist.run("return document.activeElement.getBoundingClientRect().top").await;
    assert!(
        (moved.as_f64().expect("a place") - place.as_f64().expect("a place")).abs() < 2.0,
        "{place} became {moved}"
    );

    let nurse = driver.open(&hospital.url, "pt-BR", "rita.enfermagem").await;
    let ward = hospital.count("select id from wards where code = 'CM-1'");
    nurse.go(&format!("/wards/{ward}/report")).await;
    let paper = nurse.print().await;
    assert!(paper.contains("tomar com água") && paper.contains("Maria Oliveira"), "{paper}");
    for browser in [doctor, pharmacist, nurse] {
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        browser.close().await;
    }
}

async fn three_errors_at_once(doctor: &Browser) {
    doctor.wait_for(".autocomplete__input").await;
    doctor.fill("#item-0-medication", "paracetamol 500").await;
    doctor.wait_for("#item-0-medication__option--0").await;
    doctor.click("#item-0-medication__option--0").await;
    assert_eq!(doctor.run("return document.querySelector('#item-0-unit').value").await, "mg");
    doctor.choose("#item-0-unit", "g").await;
    doctor.fill("#item-0-dose", ",5").await;
    doctor.choose("#item-0-route", "IV").await;
    doctor.choose("#item-0-frequency", "8/8H").await;
    assert_eq!(doctor.run("return document.querySelector('#item-0-times').value").await, "06:00 14:00 22:00");
    doctor.fill("#item-0-note", "tomar com água").await;
    doctor.click(".p-actions button[value=sign]").await;
    doctor.wait_for(".nhsuk-error-summary").await;
    assert_eq!(doctor.count(".nhsuk-error-summary li").await, 3, "{}", doctor.text("main").await);
    assert_eq!(doctor.run("return document.querySelector('[name=note]').value").await, "tomar com água");
    assert_eq!(
        doctor.run("return document.querySelector('[name=medication]').value").await,
        "Paracetamol 500 mg comprimido · P0002"
    );
}

#[actix_web::test]
async fn rows_are_added_and_removed_with_the_script_and_the_keyboard_goes_along() {
    let hospital = Hospital::open();
    let driver = Driver::start().await;
    let doctor = driver.open(&hospital.url, "en", "joao.silva").await;
    doctor.go("/patients/1/prescriptions/new").await;
    doctor.wait_for(".autocomplete__input").await;
    doctor.click("button[value=add]").await;
    assert_eq!(doctor.count(".p-items > .p-item").await, 2);
    assert_eq!(doctor.run("return document.activeElement.name").await, "medication");
    assert_eq!(doctor.text(".p-items > .p-item:last-child .p-item__number").await, "2");
    doctor.click("button[value=remove-0]").await;
    assert_eq!(doctor.count(".p-items > .p-item").await, 1);
    assert_eq!(doctor.text(".p-item__number").await, "1");
    assert_eq!(doctor.complaints().await, Vec::<String>::new());
    doctor.close().await;
}

#[actix_web::test]
async fn a_list_that_lost_its_connection_says_so() {
    let hospital = Hospital::open();
    let driver = Driver::start().await;
    let pharmacist = driver.open(&hospital.url, "en", "ana.farmacia").await;
    pharmacist.go("/dispatch").await;
    pharmacist.wait_for(".p-live--on").await;
    // By the hospital's clock, wherever the browser believes to be; a minute may pass meanwhile.
    let clock = "select to_char(now() at time zone 'America/Sao_Paulo' + interval 'N minutes', 'HH24:MI')";
    let [now, soon] = ["0", "1"].map(|minutes| hospital.text(&clock.replace('N', minutes)));
    drop(hospital);
    pharmacist.wait_for(".p-live--lost").await;
    let said = pharmacist.text(".p-live").await;
    assert!([now, soon].iter().any(|clock| said.ends_with(&format!("out of date since {clock}"))), "{said}");
    pharmacist.close().await;
}

#[actix_web::test]
async fn time_2_the_doses_that_result_are_shown_as_the_doctor_chooses_and_signed_as_shown() {
    let hospital = Hospital::open();
    let driver = Driver::start().await;
    let doctor = driver.open(&hospital.url, "en", "joao.silva").await;
    doctor.go("/patients/1/prescriptions/new").await;
    doctor.wait_for(".autocomplete__input").await;
    doctor.fill("#item-0-medication", "paracetamol 500").await;
    doctor.wait_for("#item-0-medication__option--0").await;
    doctor.click("#item-0-medication__option--0").await;
    doctor.fill("#item-0-dose", "500").await;
    let hidden = "return document.querySelector('#item-0-weekday').closest('.nhsuk-form-group').hidden";
    doctor.choose("#item-0-frequency", "1XSEM").await;
    assert_eq!(doctor.run(hidden).await, false);
    doctor.wait_for_text("Choose the day of the week.", Duration::from_secs(5)).await;
    doctor.choose("#item-0-frequency", "8/8H").await;
    assert_eq!(doctor.run(hidden).await, true, "only weekly doses have a day of the week");
    doctor.choose("#item-0-first", "now").await;
    doctor.wait_for_text("Next doses: today ", Duration::from_secs(5)).await;
    doctor.fill("#item-0-duration", "3").await;
    doctor.wait_for("[name=doses_shown][value$='06:00 14:00 22:00']").await;
    doctor.click(".p-actions button[value=sign]").await;
    doctor.wait_for(".nhsuk-summary-list").await;
    assert!(doctor.text("main").await.contains("1st dose now ("));
    assert_eq!(doctor.complaints().await, Vec::<String>::new());
    doctor.close().await;
}
