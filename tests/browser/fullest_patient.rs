//! Sixty items, names of 120 characters, fifteen allergies: nothing is cut, hidden or pushed off the screen.

use crate::support::browser::{Browser, Driver};
use crate::support::fullest::fill_first_patient;
use crate::support::hospital::Hospital;
use crate::support::paper::{TypedRow, empty_rows, enter, kept, print_form};

#[actix_web::test]
async fn the_fullest_patient_fits_every_screen_in_portuguese() {
    visit_the_fullest_patient("pt-BR").await;
}

#[actix_web::test]
async fn the_fullest_patient_fits_every_screen_in_english() {
    visit_the_fullest_patient("en").await;
}

async fn visit_the_fullest_patient(language: &str) {
    let hospital = Hospital::open();
    fill_first_patient(&hospital);
    let ward = hospital.count("select id from wards where code = 'CM-1'");
    let prescription = hospital.count("select max(id) from prescriptions where patient_id = 1");
    let nurse = hospital.nurse().await;
    let rows = empty_rows(&print_form(&hospital, &nurse, 1).await, 1);
    let long = "dipirona ".repeat(33);
    let written = TypedRow::given(1).with("act", "ordered").of_no_line(long.trim()).with("note", &"x".repeat(300));
    let entry = kept(&enter(&nurse, &rows[0], &written).await);
    let item = hospital
        .text(&format!("select id from prescription_items where prescription_id = {prescription} and number = 1"));
    kept(&enter(&nurse, &rows[1], &written.clone().with("line", &item)).await);
    let driver = Driver::start().await;
    for (username, paths) in [
        (
            "joao.silva",
            vec![
                "/patients".to_owned(),
                "/patients/1".to_owned(),
                "/patients/1/allergies".to_owned(),
                "/patients/1/transfer".to_owned(),
                "/patients/1/prescriptions/new".to_owned(),
                "/patients/1/prescriptions/new?renew=all".to_owned(),
                format!("/patients/1/prescriptions/new?changes={prescription}"),
                "/patients/1/discharge-prescription/new".to_owned(),
                "/patients/1/discharge".to_owned(),
                "/patients/1/measurements".to_owned(),
                "/patients/1/non-formulary/new".to_owned(),
                "/lapses".to_owned(),
                format!("/prescriptions/{prescription}"),
                format!("/prescriptions/{prescription}/suspension"),
            ],
        ),
        (
            "ana.farmacia",
            vec![
                "/dispatch".to_owned(),
                "/triage".to_owned(),
                format!("/prescriptions/{prescription}/items/1/query"),
                format!("/prescriptions/{prescription}/items/1/refusal"),
                format!("/prescriptions/{prescription}/items/1/trace"),
                format!("/prescriptions/{prescription}/items/1/return"),
                "/separation".to_owned(),
                "/bags".to_owned(),
                "/stops".to_owned(),
                "/accounting".to_owned(),
            ],
        ),
        (
            "rita.enfermagem",
            vec![
                format!("/wards/{ward}/report"),
                "/arrivals".to_owned(),
                "/patients/1/verbal-orders/new".to_owned(),
                format!("/wards/{ward}/downtime-form"),
                "/back-entry".to_owned(),
                format!("/back-entry?saved={entry}"),
                format!("/back-entry/{entry}/correction"),
                format!("/back-entry/row?code={}", rows[0]),
                format!("/back-entry/row?code={}", rows[2]),
            ],
        ),
    ] {
        let browser = driver.open(&hospital.url, language, username).await;
        for width in [1280, 390] {
            browser.client.set_window_size(width, 1000).await.expect("a window");
            for path in &paths {
                browser.go(path).await;
                if path == "/triage" {
                    browser.run("document.querySelectorAll('main details').forEach(more => more.open = true)").await;
                }
                let place = format!("{path} at {width}");
                fits(&browser, &place).await;
                // Each width once: who reads with a screen reader reads no width.
                if (width == 390) == (language == "pt-BR") {
                    assert_eq!(browser.accessibility_findings().await, Vec::<String>::new(), "{place}");
                }
            }
        }
        browser.close().await;
    }
}

async fn fits(browser: &Browser, place: &str) {
    assert_eq!(browser.complaints().await, Vec::<String>::new(), "{place}");
    let sideways =
        browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth").await;
    let wide = browser
        .run(
            "return [...document.querySelectorAll('main *')].filter(one => one.getBoundingClientRect().right > \
             document.documentElement.clientWidth + 1).slice(0, 5).map(one => one.outerHTML.slice(0, 150))",
        )
        .await;
    assert_eq!(sideways, 0, "{place} scrolls sideways: {wide}");
    let sheet = browser.run("const sheet = document.querySelector('.p-report'); return !sheet || sheet.scrollWidth <= sheet.clientWidth").await;
    assert!(sheet == true || place.contains("390"), "{place} is wider than its sheet");
    // What is wider than its own box, and cannot be scrolled to, is cut.
    let cut = browser
        .run(
            "return [...document.querySelectorAll('main td, main th, main p, main dd, main label, main li')].filter(one => \
             !one.closest('.p-report-scroll') && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1).map(one => one.outerHTML.slice(0, 200))",
        )
        .await;
    assert_eq!(cut, serde_json::json!([]), "{place}: cut");
}

#[actix_web::test]
async fn the_chart_of_the_day_is_on_paper_with_the_patient_on_each_sheet() {
    let hospital = Hospital::open();
    fill_first_patient(&hospital);
    let driver = Driver::start().await;
    for (language, page) in [("pt-BR", "Página"), ("en", "Page")] {
        let doctor = driver.open(&hospital.url, language, "joao.silva").await;
        doctor.go("/patients/1").await;
        let paper = doctor.print().await;
        let sheets: Vec<&str> = paper.split('\u{c}').filter(|sheet| !sheet.trim().is_empty()).collect();
        assert!((3..=25).contains(&sheets.len()), "{} sheets", sheets.len());
        for (place, sheet) in sheets.iter().enumerate() {
            assert!(sheet.contains(&format!("{page} {}", place + 1)) && sheet.contains("Maria Oliveira"), "{sheet}");
        }
        let first = if language == "en" { "Medication" } else { "Medicamento" };
        for number in 2..=60 {
            assert!(paper.contains(&format!("{first} {number} ")), "{first} {number}");
        }
        doctor.close().await;
    }
}
