//! Each page in each language: accessible, quiet on the console, no text missing, no sideways scrolling.

use crate::support::browser::{Browser, Driver};
use crate::support::form::{Item, hidden, insist, prescribe};
use crate::support::hospital::Hospital;
use crate::support::paper::{TypedRow, empty_rows, enter, kept, print_form, rows_of_line};
use crate::support::prints::print_ward;
use crate::support::stock::{CABINET, OUTSIDE, moved};
use crate::support::take_home::{HomeItem, insist_home};

const PAGES: [(&str, &[&str]); 6] = [
    (
        "joao.silva",
        &[
            "/",
            "/patients",
            "/patients?q=nobody",
            "/patients/new",
            "/patients/1",
            "/patients/54",
            "/patients/1?until=2023-05-20",
            "/patients/1/allergies",
            "/patients/1/measurements",
            "/patients/1/admission",
            "/patients/1/discharge",
            "/patients/1/discharge-prescription/new",
            "/discharge-prescriptions/1",
            "/discharge-prescriptions/1/cancellation",
            "/discharge-prescriptions/2",
            "/discharge-prescriptions/2/cancellation",
            "/patients/1/transfer",
            "/patients/1/prescriptions/new",
            "/patients/2/prescriptions/new?renew=all",
            "/patients/1/prescriptions/new?changes=1",
            "/lapses",
            "/prescriptions/1",
            "/prescriptions/1/suspension",
            "/favourites",
            "/drafts",
            "/drafts/1/discard",
            "/patients/1/non-formulary/new",
            "/non-formulary",
            "/patients/1/prescriptions/new?draft=1",
            "/prescriptions/1/items/1/answer",
            "/prescriptions/2/items/1/answer",
            "/verbal-orders",
            "/nowhere",
            "/dispatch",
        ],
    ),
    (
        "ana.farmacia",
        &[
            "/",
            "/dispatch",
            "/dispatch?q=nobody",
            "/triage",
            "/stock",
            "/stock?q=nothing",
            "/accounting",
            "/accounting?from=2001-01-01&until=2001-01-02",
            "/stock/receipts/new",
            "/stock?list=below",
            "/stock?list=out",
            "/stock?list=expiring",
            "/stock/medications/P0002",
            "/stock/medications/P0002/level",
            "/stock/lots/1",
            "/stock/lots/1/transfer",
            "/stock/lots/1/loss",
            "/stock/lots/1/quarantine",
            "/stock/lots/1/release",
            "/stock/recalls/new",
            "/stock/counts",
            "/stock/counts/new?place=2",
            "/stock/medications/P0018",
            "/register",
            "/register/P0018",
            "/register/P0018/lines/3/reversal",
            "/register-balance",
            "/labels",
            "/labels?ward=5",
            "/labels?ward=5&format=roll",
            "/wards",
            "/triage?ward=5",
            "/separation",
            "/separation?ward=5&hours=4",
            "/bags",
            "/stops",
            "/shipments/1",
            "/prescriptions/1/items/1/return",
            "/prescriptions/1/items/1/query",
            "/prescriptions/1/items/1/refusal",
            "/prescriptions/1/items/1/trace",
            "/prescriptions/1",
            "/verbal-orders",
            "/overrides",
            "/overrides/1/review",
            "/stewardship",
            "/stewardship/1/decision",
            "/non-formulary",
            "/non-formulary/1/acknowledgement",
        ],
    ),
    (
        "rita.enfermagem",
        &[
            "/",
            "/arrivals",
            "/wards/5/report",
            "/wards/5/report?arrangement=time&span=shift&only_due=yes&landscape=yes",
            "/prints",
            "/prints/1",
            "/prints/1/sheet",
            "/prints/2/sheet",
            "/prints/3/sheet",
            "/prescriptions/1/paper",
            "/wards",
            "/patients/1/verbal-orders/new",
            "/wards/5/downtime-form",
            "/back-entry",
            "/back-entry?saved=1",
            "/back-entry/1/correction",
            "/back-entry/row?code=123",
        ],
    ),
    ("eduardo.pacheco", &["/non-formulary", "/non-formulary/1/decision"]),
    ("lucas.residente", &["/", "/drafts", "/patients/1/prescriptions/new"]),
    ("admin", &["/", "/verbal-orders", "/overrides", "/accounting"]),
];

#[actix_web::test]
async fn every_page_is_accessible_in_portuguese() {
    visit_every_page("pt-BR").await;
}

#[actix_web::test]
async fn every_page_is_accessible_in_english() {
    visit_every_page("en").await;
}

async fn visit_every_page(language: &str) {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let tacrolimus = Item::of(["P0294", "1", "mg", "VO", "12/12H", "3"]);
    let meropenem = Item::of(["P0046", "1000", "mg", "IV", "2X", "3"]);
    let meropenem = meropenem.with("indication", "sepsis").with("preparation", "bolus");
    let morphine = Item::of(["P0018", "10", "mg", "VO", "4X", "3"]);
    assert_eq!(
        insist(&doctor, 1, vec![tacrolimus, meropenem, morphine]).await.status,
        303,
        "one override, one request"
    );
    let signed = prescribe(&doctor, 1, vec![Item::paracetamol().with("note", "with food")]).await;
    assert_eq!(signed.status, 303);
    send_two_home(&hospital).await;
    lose_and_label(&hospital);
    let drafted = prescribe(&hospital.resident().await, 1, vec![Item::simeticone()]).await;
    assert_eq!(drafted.status, 303, "{}", drafted.body);
    let page = doctor.get("/patients/1/non-formulary/new").await;
    let key = hidden(&page.body, "key");
    let why = [("key", key.as_str()), ("medication", "P0302"), ("justification", "nothing else is tolerated")];
    assert_eq!(doctor.post("/patients/1/non-formulary", &why).await.status, 303, "one request");
    let rows = write_on_paper(&hospital).await;
    print_thrice(&hospital, language).await;
    let driver = Driver::start().await;
    let stranger = driver.window(&hospital.url, language, 1280).await;
    stranger.go("/login").await;
    check(&stranger, language, "/login").await;
    stranger.fill("#username", "joao.silva").await;
    stranger.fill("#password", "wrong").await;
    stranger.click("main form button").await;
    stranger.wait_for(".nhsuk-error-summary").await;
    check(&stranger, language, "/login refused").await;
    stranger.close().await;
    for (username, paths) in PAGES {
        let browser = driver.open(&hospital.url, language, username).await;
        for path in paths {
            browser.go(path).await;
            check(&browser, language, path).await;
        }
        if username == "rita.enfermagem" {
            for path in &rows {
                browser.go(path).await;
                check(&browser, language, path).await;
            }
            browser.click(".p-paper button[type=submit]").await;
            browser.wait_for(".nhsuk-error-summary").await;
            check(&browser, language, "a rejected row").await;
        }
        if username == "joao.silva" {
            browser.go("/patients/1/prescriptions/new").await;
            browser.click(".p-actions button[value=sign]").await;
            browser.wait_for(".nhsuk-error-summary").await;
            check(&browser, language, "a rejected form").await;
            browser.go("/patients/1/discharge-prescription/new").await;
            browser.click(".p-actions button[value=sign]").await;
            browser.wait_for(".nhsuk-error-summary").await;
            check(&browser, language, "a rejected discharge prescription").await;
        }
        browser.close().await;
    }
}

/// One of each paper, and a cancelled one.
async fn send_two_home(hospital: &Hospital) {
    let doctor = hospital.doctor().await;
    let all = [HomeItem::paracetamol(), HomeItem::morphine(), HomeItem::fluoxetine(), HomeItem::cefalexin()];
    let above = HomeItem::fluoxetine().with("duration", "90").with("supply", "90").justified();
    for items in [all.to_vec(), vec![above]] {
        let signed = insist_home(&doctor, 1, items).await;
        assert_eq!(signed.status, 303, "{}", signed.body);
    }
    let path = "/discharge-prescriptions/2/cancellation";
    let key = hidden(&doctor.get(path).await.body, "key");
    assert_eq!(doctor.post(path, &[("key", &key), ("reason", "wrong patient")]).await.status, 303);
}

/// Of a ward by bed, by time, and what has changed since the first.
async fn print_thrice(hospital: &Hospital, language: &str) {
    let nurse = hospital.nurse().await;
    nurse.choose_language(language).await;
    let first = print_ward(&nurse, 5, &[]).await;
    print_ward(&nurse, 5, &[("arrangement", "time")]).await;
    hospital.run("update patients set allergy_status = 'known' where id = 1; insert into allergies (patient_id, substance) values (1, 'Latex')");
    let signed =
        prescribe(&hospital.doctor().await, 1, vec![Item::paracetamol().with("note", "after the print")]).await;
    let location = signed.location.clone();
    assert!(signed.status == 303 || signed.status == 422, "{}: {location}", signed.status);
    print_ward(&nurse, 5, &[("base", &first.to_string())]).await;
}

/// Stopped, ordered and not given on paper; the pages of a row that was typed in, of one of a line, and of one of none.
async fn write_on_paper(hospital: &Hospital) -> Vec<String> {
    let nurse = hospital.nurse().await;
    let codes = print_form(hospital, &nurse, 1).await;
    let rows = empty_rows(&codes, 1);
    for (row, act) in rows.iter().zip(["stopped", "ordered", "not_given"]) {
        let written = TypedRow::given(1).with("act", act).with("reason", "fasting").of_no_line("dipirona 1 g");
        kept(&enter(&nurse, row, &written).await);
    }
    let item = hospital.count("select min(i.id) from prescription_items i join prescriptions p on p.id = i.prescription_id where p.patient_id = 1");
    let opened = [rows[0], rows_of_line(&codes, item)[0], rows[3]];
    opened.map(|row| format!("/back-entry/row?code={row}")).to_vec()
}

/// A loss in a register, and something in the bag of whatever is separated.
fn lose_and_label(hospital: &Hospital) {
    let lot = hospital.text("select l.number from lots l join medications m on m.id = l.medication_id where m.code = 'P0018' order by l.id limit 1");
    hospital.run(&moved("loss", &lot, 1, CABINET, OUTSIDE));
    hospital.run(include_str!("../support/separated.sql"));
}

async fn check(browser: &Browser, language: &str, path: &str) {
    assert_eq!(browser.run("return document.documentElement.lang").await, language, "{path}");
    assert_eq!(browser.accessibility_findings().await, Vec::<String>::new(), "{path}");
    assert_eq!(browser.complaints().await, Vec::<String>::new(), "{path}");
    let source = browser.client.source().await.expect(path);
    assert!(!source.contains("Unknown localization"), "{path}: {source}");
    let sideways =
        browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth").await;
    assert_eq!(sideways, 0, "{path} scrolls sideways");
}

#[actix_web::test]
async fn every_page_fits_a_phone() {
    let hospital = Hospital::open();
    send_two_home(&hospital).await;
    lose_and_label(&hospital);
    let rows = write_on_paper(&hospital).await;
    print_thrice(&hospital, "pt-BR").await;
    let driver = Driver::start().await;
    for (username, paths) in PAGES {
        let browser = driver.open(&hospital.url, "pt-BR", username).await;
        browser.client.set_window_size(390, 900).await.expect("a small window");
        let rows = if username == "rita.enfermagem" { &rows[..] } else { &[] };
        for path in paths.iter().copied().chain(rows.iter().map(String::as_str)) {
            browser.go(path).await;
            let sideways =
                browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth").await;
            assert_eq!(sideways, 0, "{path} scrolls sideways on a phone");
        }
        browser.close().await;
    }
}
