//! Importing a formulary.

use std::io::Write;

use posology::commands::administration::csv_file::ImportError;
use posology::commands::administration::import_formulary::import_formulary;
use posology::commands::administration::import_report::Report;

use crate::support::hospital::Hospital;

const HEADER: &str = "item_code,dcb_name,inn_en,description_pt,description_en,strengths,strength_num,strength_num_ucum,\
strength_den_ucum,form_pt,form_en,form_group,dispense_unit_pt,typical_routes_demo,atc_code,controlled_list,\
antimicrobial,high_alert,cytotoxic,demo_policy";
const GOOD: &str = "X1,Exemplo,example,Exemplo 10 mg comprimido,Example 10 mg tablet,10 mg,10,mg,,comprimido,tablet,oral,\
comprimido,VO,A01AA01,,0,,0,";

fn import(hospital: &Hospital, content: &[u8]) -> Result<Report, ImportError> {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(content).expect("written");
    import_formulary(&mut hospital.database().connect(), file.path(), |_| {})
}

fn with(line: &str) -> Vec<u8> {
    format!("{HEADER}\n{GOOD}\n{line}\n").into_bytes()
}

#[actix_web::test]
async fn a_good_file_is_imported_and_importing_it_again_changes_nothing() {
    let hospital = Hospital::open();
    let oncology = GOOD.replace("X1", "X2").replace(",0,,0,", ",0,HA07,1,specialty:oncologia|transplante");
    let content = with(&oncology);
    let report = import(&hospital, &content).expect("imported");
    assert_eq!((report.rows, report.inserted, report.updated, report.unchanged), (2, 2, 0, 0));
    assert_eq!(report.notices.len(), 1, "a word that is no specialty is told");
    let report = import(&hospital, &content).expect("imported");
    assert_eq!((report.inserted, report.updated, report.unchanged), (0, 0, 2));
    let changed = String::from_utf8(content).expect("text").replace("Exemplo 10 mg", "Exemplo 10 mg novo");
    let report = import(&hospital, format!("\u{feff}{}", changed.replace('\n', "\r\n")).as_bytes()).expect("imported");
    assert_eq!(report.updated, 2, "a byte order mark and Windows line ends are no harm");
    assert_eq!(hospital.count("select count(*) from medications where code = 'X2' and specialty_restricted"), 1);
    hospital.doctor().await.get("/medications?q=exemplo").await.has("Example 10 mg tablet · X1");
}

#[actix_web::test]
async fn bad_rows_are_told_by_line_and_nothing_is_half_written() {
    let hospital = Hospital::open();
    let bad = [
        ("", "20"),
        (&GOOD.replace("X1", ""), "item_code is empty"),
        (&GOOD.replace("X1", "X 1"), "other signs"),
        (GOOD, "is there twice"),
        (&GOOD.replace("X1,Exemplo", "X2,"), "dcb_name is empty"),
        (&GOOD.replace("X1", "X2").replace(",oral,", ",wrong,"), "form_group “wrong” is not known"),
        (&GOOD.replace("X1", "X2").replace(",VO,", ",VO|XX,"), "typical_routes_demo “XX” is not a route"),
        (&GOOD.replace("X1", "X2").replace("10 mg,10,mg", "10 mg,-10,mg"), "strength_num “-10”"),
        (&GOOD.replace("X1", "X2").replace(",0,,0,", ",0,,0,specialty:nobody"), "names no known specialty"),
        (&GOOD.replace("X1", "X2").replace(",A01AA01,,", ",A01AA01,Z9,"), "controlled_list “Z9” is not known"),
        (&GOOD.replace("X1", "X2").replace(",0,,0,", ",0,,0,speciality:oncologia"), "is not understood"),
        ("X9,too,short", "3 fields instead of 20"),
    ];
    for (line, words) in bad.into_iter().skip(1) {
        let report = import(&hospital, &with(line)).expect("a report");
        assert!(
            !report.is_written() && report.to_string().contains("line 3:") && report.to_string().contains(words),
            "{report}"
        );
        assert_eq!(hospital.count("select count(*) from medications where code like 'X%'"), 0);
    }
    let mut invalid = with(&GOOD.replace("X1", "X2"));
    let place = invalid.len() - 80;
    invalid[place] = 0xff;
    let report = import(&hospital, &invalid).expect("a report");
    assert!(report.to_string().contains("line 3: not valid UTF-8"), "{report}");
}

#[actix_web::test]
async fn a_file_without_a_column_or_without_a_file_is_told_in_words() {
    let hospital = Hospital::open();
    let error = import(&hospital, b"item_code,dcb_name\nX1,Exemplo\n").expect_err("refused");
    assert!(error.to_string().contains("lacks the columns inn_en"), "{error}");
    let nowhere = std::path::Path::new("/nowhere/formulary.csv");
    let error = import_formulary(&mut hospital.database().connect(), nowhere, |_| {}).expect_err("refused");
    assert!(error.to_string().contains("cannot read /nowhere/formulary.csv"), "{error}");
}

#[actix_web::test]
async fn a_changed_name_is_on_the_dispatch_list_after_the_import() {
    let hospital = Hospital::open();
    hospital.run("update medications set code = 'X1' where id = 1");
    import(&hospital, &with(&GOOD.replace("X1", "X2"))).expect("imported");
    hospital.run("select read_model.refresh()");
    hospital.pharmacist().await.get("/dispatch?q=maria+oliveira").await.has("Example");
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn who_3_and_ctl_3_an_import_says_what_stewardship_authorises_and_what_an_addendum_moves() {
    let hospital = Hospital::open();
    let restricted = GOOD.replace("X1", "X2").replace("A01AA01,,0,,0,", "J01DH02,,1,,0,stewardship_authorisation");
    let controlled = GOOD.replace("X1", "X3").replace("A01AA01,,0", "N02AX02,A2,0");
    let content = format!("{}{controlled}\n", String::from_utf8(with(&restricted)).expect("text"));
    let report = import(&hospital, content.as_bytes()).expect("imported");
    assert_eq!((report.inserted, report.bad.len()), (3, 0), "{report}");
    assert_eq!(
        hospital.text("select string_agg(code, ',') from medications where code like 'X%' and stewardship"),
        "X2"
    );
    let addendum = "select string_agg(code, ',') from medications where code like 'X%' and controlled_addendum";
    assert_eq!(hospital.text(addendum), "X3");
    hospital.run("update medications set controlled_addendum = false where code = 'X3'");
    assert_eq!(import(&hospital, content.as_bytes()).expect("imported").unchanged, 3, "the hospital's own word stays");
}
