//! Labels on paper: every code that is printed is read back by a decoder that is not ours, and nothing is cut that must
//! not be.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::browser::{Browser, Driver};
use crate::support::fullest::fill_first_patient;
use crate::support::hospital::Hospital;

/// Dots an inch; a module of 0.5 mm has four, as on a label printer.
const DPI: f64 = 203.0;
const MILLIMETRES: f64 = DPI / 25.4;
/// FNC1, as the decoder is told to write it.
const FNC1: char = '\u{1d}';

/// Labels of 70 × 37 mm below half a millimetre, three by eight; or one of 100 × 50 mm.
struct Paper {
    format: &'static str,
    size: (f64, f64),
    top: f64,
    columns: usize,
    rows: usize,
    /// Of the page, in millimetres, and its size as pdfinfo says it.
    height: f64,
    page: &'static str,
}

const PAPERS: [Paper; 2] = [
    Paper {
        format: "sheet",
        size: (70.0, 37.0),
        top: 0.5,
        columns: 3,
        rows: 8,
        height: 297.0,
        page: "594.96 x 841.92 pts (A4)",
    },
    Paper {
        format: "roll",
        size: (100.0, 50.0),
        top: 0.0,
        columns: 1,
        rows: 1,
        height: 50.0,
        page: "282.96 x 142.08 pts",
    },
];

/// The fullest patient with two lots in the bag of every separated item, a vinca alkaloid among them, and a homonym.
fn fill_the_bags(hospital: &Hospital) {
    fill_first_patient(hospital);
    hospital.clear_stock();
    hospital.run(include_str!("../support/separated.sql"));
    hospital.run(
        "update medications set atc_code = 'L01CA02' where code in ('FULL-2', 'FULL-28'); \
         update patients set name = (select name from patients where id = 1) where id = 2; select read_model.compact()",
    );
}

#[actix_web::test]
async fn ph_4_every_code_on_sheet_and_roll_is_read_back_as_it_was_printed() {
    let hospital = Hospital::open();
    fill_the_bags(&hospital);
    let ward = hospital.count("select ward_id from read_model.dispatch_lines where patient_id = 1 limit 1");
    let driver = Driver::start().await;
    let pharmacist = driver.open(&hospital.url, "pt-BR", "ana.farmacia").await;
    for paper in PAPERS {
        pharmacist.go(&format!("/labels?ward={ward}&format={}", paper.format)).await;
        let printed = codes(&pharmacist).await;
        assert!(printed.len() > 60, "{}: {} labels", paper.format, printed.len());
        assert!(
            printed.iter().any(|code| code.starts_with("(01)")) && printed.iter().any(|code| code.starts_with("P1|@|"))
        );
        assert!(printed.iter().any(|code| code.contains("|L|#")), "a lot that GS1 cannot write");
        let directory = tempfile::tempdir().expect("a directory");
        let pdf = directory.path().join("labels.pdf");
        std::fs::write(&pdf, pharmacist.pdf().await).expect("written");
        let sheets = printed.len().div_ceil(paper.columns * paper.rows);
        let info = output(Command::new("pdfinfo").arg(&pdf));
        assert!(info.contains(paper.page), "{}: {info}", paper.format);
        assert!(
            info.lines().any(|line| line.starts_with("Pages:") && line.ends_with(&format!(" {sheets}"))),
            "{sheets}: {info}"
        );
        let read = read_back(&paper, &pdf, printed.len());
        assert_eq!(read, printed, "{}", paper.format);
    }
    pharmacist.close().await;
}

/// The codes as the page says them.
async fn codes(browser: &Browser) -> Vec<String> {
    let codes = browser
        .run("return [...document.querySelectorAll('.p-label__symbol')].map(code => code.getAttribute('aria-label'))")
        .await;
    serde_json::from_value(codes).expect("texts")
}

/// What dmtxread makes of each label of the paper, in the words of the page.
fn read_back(paper: &Paper, pdf: &Path, labels: usize) -> Vec<String> {
    output(Command::new("pdftoppm").args(["-r", "203", "-gray"]).arg(pdf).arg(pdf.with_extension("")));
    let on_page = paper.columns * paper.rows;
    let digits = labels.div_ceil(on_page).to_string().len();
    let image = |label: usize| pdf.with_file_name(format!("labels-{:0digits$}.pgm", label / on_page + 1));
    (0..labels)
        .map(|label| {
            let (column, row) = (label % on_page % paper.columns, label % on_page / paper.columns);
            let (left, top) = (column as f64 * paper.size.0, paper.top + row as f64 * paper.size.1);
            decode(&image(label), [left, left + paper.size.0, top, top + paper.size.1], paper.height)
        })
        .collect()
}

/// Reads the one code between left and right, top and bottom, in millimetres; the decoder counts from below.
fn decode(image: &Path, [left, right, top, bottom]: [f64; 4], height: f64) -> String {
    let range = |option: &str, millimetres: f64| format!("--{option}={}", (millimetres * MILLIMETRES).round().max(0.0));
    let mut dmtxread = Command::new("dmtxread");
    dmtxread.args(["--gs1=29", "--stop-after=1", "--milliseconds=20000"]);
    dmtxread.args([range("x-range-min", left), range("x-range-max", right)]);
    dmtxread.args([range("y-range-min", height - bottom), range("y-range-max", height - top)]);
    let read = output(dmtxread.arg(image));
    match read.strip_prefix(FNC1) {
        Some(gs1) => {
            let (gtin, rest) = gs1.strip_prefix("01").expect("a GTIN").split_at(14);
            let (expiry, rest) = rest.strip_prefix("17").expect("an expiry").split_at(6);
            let (lot, serial) = rest.strip_prefix("10").expect("a lot").split_once(FNC1).expect("FNC1 ends the lot");
            format!("(01){gtin}(17){expiry}(10){lot}(21){}", serial.strip_prefix("21").expect("a serial"))
        }
        None => read,
    }
}

fn output(command: &mut Command) -> String {
    let output = command.output().expect("installed by .ci/setup");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// What is beyond its label, or cut off by it, of what must be whole.
const CUT_OFF: &str = "return [...document.querySelectorAll('.p-label')].flatMap(label => { \
    const frame = label.getBoundingClientRect(), body = label.querySelector('.p-label__body'); \
    const parts = [...label.querySelectorAll('.p-label__who, .p-label__allergies, .p-label__drug, .p-label__mark, .p-label__dose, .p-label__when, .p-label__small, .p-label__symbol, .p-label__homonym')]; \
    const out = parts.filter(part => { const box = part.getBoundingClientRect(); \
        return box.bottom > body.getBoundingClientRect().bottom + 0.6 || box.right > frame.right || box.left < frame.left || box.top < frame.top; }); \
    return out.map(part => part.className.baseVal ?? part.className + ': ' + label.innerText); })";

#[actix_web::test]
async fn ph_4_names_of_120_characters_and_fifteen_allergies_cut_nothing_off_a_label_but_the_name() {
    let hospital = Hospital::open();
    fill_the_bags(&hospital);
    let ward = hospital.count("select ward_id from read_model.dispatch_lines where patient_id = 1 limit 1");
    let driver = Driver::start().await;
    for language in ["pt-BR", "en"] {
        let pharmacist = driver.open(&hospital.url, language, "ana.farmacia").await;
        for paper in PAPERS {
            pharmacist.go(&format!("/labels?ward={ward}&format={}", paper.format)).await;
            let cut: Vec<String> = serde_json::from_value(pharmacist.run(CUT_OFF).await).expect("texts");
            assert!(cut.is_empty(), "{language} {}: {} cut: {}", paper.format, cut.len(), cut[0]);
            let sign = "return [...document.querySelectorAll('.p-label__name')].every(name => getComputedStyle(name).textOverflow === 'ellipsis')";
            assert_eq!(pharmacist.run(sign).await, Value::Bool(true));
        }
        pharmacist.close().await;
    }
}
