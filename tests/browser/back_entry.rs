//! Paper for a downtime: printed bars are read by a decoder that is not ours, and rows are typed in by keyboard alone.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use chrono::{TimeDelta, Utc};

use crate::support::browser::{Browser, Driver};
use crate::support::form::{Item, prescribe};
use crate::support::fullest::fill_first_patient;
use crate::support::hospital::Hospital;
use crate::support::keyboard::{ENTER, TAB, focus, strike};
use crate::support::paper::{ZONE, empty_rows, print_form, printed_codes, rows_of_line};

/// Keys as they are struck, one after the other.
async fn type_in(browser: &Browser, text: &str) {
    for key in text.chars() {
        strike(browser, &key.to_string()).await;
    }
}

/// Goes on to the next field, which must be this one.
async fn next(browser: &Browser, field: &str) {
    strike(browser, TAB).await;
    assert_eq!(focus(browser).await, field);
}

#[actix_web::test]
async fn rows_are_typed_in_one_after_the_other_by_keyboard_alone() {
    let hospital = Hospital::open();
    let (doctor, nurse) = (hospital.doctor().await, hospital.nurse().await);
    let signed = prescribe(&doctor, 1, vec![Item::simeticone().with("frequency", "1/1H")]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    let item = hospital.count("select max(id) from prescription_items");
    let codes = print_form(&hospital, &nurse, 1).await;
    let driver = Driver::start().await;
    let typist = driver.open(&hospital.url, "en", "rita.enfermagem").await;
    typist.go("/back-entry").await;
    let time = (Utc::now() - TimeDelta::minutes(2)).with_timezone(&ZONE);
    let (day, time) = (time.format("%Y-%m-%d").to_string(), time.format("%H%M").to_string());
    for (place, code) in rows_of_line(&codes, item).iter().take(3).enumerate() {
        assert_eq!(focus(&typist).await, "Code of the row");
        type_in(&typist, &code.to_string()).await;
        strike(&typist, ENTER).await;
        typist.wait_for(".p-paper").await;
        assert_eq!(focus(&typist).await, "What was done");
        type_in(&typist, "giv").await;
        next(&typist, "Day").await;
        type_in(&typist, &day).await;
        next(&typist, "Time (24 h)").await;
        type_in(&typist, &time).await;
        next(&typist, "Who did it: username or registration").await;
        type_in(&typist, if place == 0 { "joao.silva" } else { "=" }).await;
        strike(&typist, ENTER).await;
        typist.wait_for("[role=status]").await;
        assert!(typist.text("[role=status]").await.contains("by Dr. João Silva"), "row {place}");
    }
    not_given_without_a_line(&typist, &empty_rows(&codes, 1)[0].to_string(), &time).await;
    let kept = hospital.text("select string_agg(act, ' ' order by id) from paper_entries");
    assert_eq!(kept, "given given given not_given");
    let wrong = empty_rows(&codes, 1)[1].to_string().replacen('1', "2", 1);
    type_in(&typist, &wrong).await;
    strike(&typist, ENTER).await;
    typist.wait_for("#code-error").await;
    assert!(typist.text("#code-error").await.contains("The check digits do not fit"));
    assert_eq!(focus(&typist).await, "Code of the row", "ready for the next try");
    assert_eq!(typist.complaints().await, Vec::<String>::new());
    typist.close().await;
}

/// A row that is printed for no line, with a wrong time first: the page says so, and a link leads to the field.
async fn not_given_without_a_line(typist: &Browser, code: &str, time: &str) {
    type_in(typist, code).await;
    strike(typist, ENTER).await;
    typist.wait_for(".p-paper").await;
    type_in(typist, "not").await;
    next(typist, "Why not").await;
    type_in(typist, "fast").await;
    next(typist, "Which prescribed line?").await;
    type_in(typist, "None").await;
    next(typist, "Day").await;
    next(typist, "Time (24 h)").await;
    type_in(typist, "9999").await;
    next(typist, "Who did it: username or registration").await;
    next(typist, "Or the name, of somebody without a log-in").await;
    type_in(typist, "Enf. Lia, COREN 123").await;
    next(typist, "Medication, dose and route as written, where no line says it").await;
    type_in(typist, "breakfast insulin").await;
    strike(typist, ENTER).await;
    typist.wait_for(".nhsuk-error-summary").await;
    strike(typist, TAB).await;
    strike(typist, ENTER).await;
    assert_eq!(focus(typist).await, "Time (24 h)");
    typist.run("document.activeElement.select()").await;
    type_in(typist, time).await;
    strike(typist, ENTER).await;
    typist.wait_for("[role=status]").await;
    let kept = typist.text("[role=status]").await;
    assert!(
        kept.contains("fasting") && kept.contains("breakfast insulin") && kept.contains("Enf. Lia, COREN 123"),
        "{kept}"
    );
    assert_eq!(focus(typist).await, "Code of the row");
}

#[actix_web::test]
async fn every_printed_bar_code_is_read_back_and_each_page_says_whose_it_is() {
    let hospital = Hospital::open();
    fill_first_patient(&hospital);
    let ward = hospital.count("select id from wards where code = 'CM-1'");
    let driver = Driver::start().await;
    for language in ["pt-BR", "en"] {
        let nurse = driver.open(&hospital.url, language, "rita.enfermagem").await;
        nurse.go(&format!("/wards/{ward}/downtime-form")).await;
        let page = nurse.client.source().await.expect("the page");
        let printed: BTreeSet<String> = printed_codes(&page).iter().map(ToString::to_string).collect();
        assert!(printed.len() > 250, "{}", printed.len());
        let directory = tempfile::tempdir().expect("a directory");
        let pdf = directory.path().join("form.pdf");
        std::fs::write(&pdf, nurse.pdf().await).expect("written");
        if language == "en" {
            assert_eq!(read_back(&pdf), printed, "the bars");
        }
        each_page_says_whose_it_is(&output(Command::new("pdftotext").arg("-layout").arg(&pdf).arg("-")), language);
        nurse.close().await;
    }
}

/// What zbarimg finds on all pages, as a printer of 300 dpi prints them: with fewer dots a bar is two of them wide at
/// best, and some code of so many is not found.
fn read_back(pdf: &Path) -> BTreeSet<String> {
    output(Command::new("pdftoppm").args(["-r", "300", "-gray"]).arg(pdf).arg(pdf.with_extension("")));
    let entries = std::fs::read_dir(pdf.parent().expect("a directory")).expect("a directory").flatten();
    let images = entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "pgm"));
    let mut zbarimg = Command::new("zbarimg");
    zbarimg.args(["--quiet", "--nodbus", "--raw", "-Sdisable", "-Scode128.enable"]);
    // It fails where a page has no code: the last sheet is for somebody whom nobody knows yet.
    let read = zbarimg.args(images).output().expect("installed by .ci/setup");
    String::from_utf8(read.stdout).expect("digits").lines().map(str::to_owned).collect()
}

fn each_page_says_whose_it_is(paper: &str, language: &str) {
    let (form, record) = if language == "en" { ("Form no.", "ecord") } else { ("Formulário nº", "rontuário") };
    let sheets: Vec<&str> = paper.split('\u{c}').filter(|sheet| !sheet.trim().is_empty()).collect();
    assert!(sheets.len() > 15, "{} sheets", sheets.len());
    for (place, sheet) in sheets.iter().enumerate() {
        let page = if language == "en" { "Page" } else { "Página" };
        let numbered = sheet.contains(page) && sheet.contains(&format!("{} ", place + 1));
        for word in ["Hospital Santa Aurora", "(CM-1)", form, record] {
            assert!(numbered && sheet.contains(word), "{word} is not on page {}:\n{sheet}", place + 1);
        }
    }
    for number in 1..=60 {
        let name = if language == "en" { "Medication" } else { "Medicamento" };
        assert!(number == 1 || paper.contains(&format!("{name} {number} ")), "{name} {number}");
    }
}

fn output(command: &mut Command) -> String {
    let output = command.output().expect("installed by .ci/setup");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}
