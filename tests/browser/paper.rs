//! The ward's report on paper: one page and ten, in both languages.

use crate::support::browser::Driver;
use crate::support::hospital::Hospital;

#[actix_web::test]
async fn each_sheet_has_hospital_ward_and_page_x_of_y_on_one_page_and_on_ten() {
    let hospital = Hospital::open();
    // The operating theatres keep their first patient only.
    hospital.run(
        "set session_replication_role = replica; update prescription_items i set stage = 'received', closed_at = now() from prescriptions p join admissions a on a.id = p.admission_id \
         join beds b on b.id = a.bed_id join wards w on w.id = b.ward_id where p.id = i.prescription_id and w.code = 'CC' and a.patient_id <> (select min(l.patient_id) from read_model.lines l where l.ward_code = 'CC' and l.closed_at is null); \
         select read_model.compact()",
    );
    let driver = Driver::start().await;
    for (language, page, of) in [("pt-BR", "Página", "de"), ("en", "Page", "of")] {
        let nurse = driver.open(&hospital.url, language, "rita.enfermagem").await;
        for (ward, at_least, at_most) in [("CC", 1, 1), ("CM-1", 8, 14)] {
            let id = hospital.count(&format!("select id from wards where code = '{ward}'"));
            nurse.go(&format!("/wards/{id}/report")).await;
            let paper = nurse.print().await;
            let sheets: Vec<&str> = paper.split('\u{c}').filter(|sheet| !sheet.trim().is_empty()).collect();
            assert!((at_least..=at_most).contains(&sheets.len()), "{ward}: {} sheets", sheets.len());
            for (place, sheet) in sheets.iter().enumerate() {
                let numbered = format!("{page} {} {of} {}", place + 1, sheets.len());
                assert!(sheet.contains(&numbered), "{numbered} is on its sheet:\n{sheet}");
                assert!(sheet.contains("Hospital Santa Aurora") && sheet.contains(&format!("({ward})")), "{sheet}");
            }
            every_line_is_on_paper(&hospital, id, language, &paper);
        }
        nurse.close().await;
    }
}

fn every_line_is_on_paper(hospital: &Hospital, ward: i64, language: &str, paper: &str) {
    let name = if language == "en" { "medication_name_en" } else { "medication_name_pt" };
    let drugs = hospital.text(&format!(
        "select string_agg({name}, '|') from read_model.dispatch_lines where ward_id = {ward} and closed_at is null"
    ));
    // Look-alike names have other capitals on paper (ITEM-12).
    let (paper, drugs) = (paper.to_lowercase(), drugs.to_lowercase());
    for drug in drugs.split('|') {
        let first = drug.split(' ').next().unwrap_or_default();
        let on_paper = paper.matches(first).count();
        let in_list = drugs.split('|').filter(|other| other.split(' ').any(|word| word.starts_with(first))).count();
        assert!(on_paper >= in_list, "{drug}: {on_paper} on paper, {in_list} in the list");
    }
}
