//! The ward's report on paper: one page and ten, in both languages.

use crate::support::browser::Driver;
use crate::support::form::hidden;
use crate::support::hospital::Hospital;
use crate::support::take_home::{HomeItem, insist_home};

#[actix_web::test]
async fn each_sheet_has_hospital_ward_and_page_x_of_y_on_one_page_and_on_ten() {
    let hospital = Hospital::open();
    // The operating theatres keep their first patient only.
    hospital.run(
        "set session_replication_role = replica; update prescription_items i set stage = 'suspended', suspended_by = 1, suspension_reason = 'x', closed_at = now() - interval '2 days' from prescriptions p join admissions a on a.id = p.admission_id \
         join beds b on b.id = a.bed_id join wards w on w.id = b.ward_id where p.id = i.prescription_id and w.code = 'CC' and a.patient_id <> (select min(l.patient_id) from read_model.lines l where l.ward_code = 'CC' and l.closed_at is null); \
         update admissions a set discharged_at = now() from beds b join wards w on w.id = b.ward_id \
         where b.id = a.bed_id and w.code = 'CC' and a.patient_id <> (select min(l.patient_id) from read_model.lines l where l.ward_code = 'CC' and l.closed_at is null); \
         select read_model.compact()",
    );
    let driver = Driver::start().await;
    for (language, page, of) in [("pt-BR", "Página", "de"), ("en", "Page", "of")] {
        let nurse = driver.open(&hospital.url, language, "rita.enfermagem").await;
        for (ward, at_least, at_most) in [("CC", 1, 1), ("CM-1", 8, 20)] {
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
        "select string_agg({name}, '|') from read_model.dispatch_lines where ward_id = {ward} and (closed_at is null or stage = 'received' and valid_until > now())"
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

#[actix_web::test]
async fn ctl_2_and_ctl_4_what_goes_home_is_a_sheet_a_document_in_portuguese_whoever_prints_it() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let above = HomeItem::fluoxetine().with("duration", "90").with("supply", "90").justified();
    let items = vec![HomeItem::paracetamol(), HomeItem::cefalexin(), above, HomeItem::morphine()];
    let signed = insist_home(&doctor, 1, items).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    let driver = Driver::start().await;
    for language in ["pt-BR", "en"] {
        let nurse = driver.open(&hospital.url, language, "rita.enfermagem").await;
        nurse.go(&signed.location).await;
        let paper = nurse.print().await;
        let sheets: Vec<&str> = paper.split('\u{c}').filter(|sheet| !sheet.trim().is_empty()).collect();
        let expected: [&[&str]; 8] = [
            &["RECEITUÁRIO", "12 (doze) comprimidos"],
            &["RECEITUÁRIO DE ANTIMICROBIANOS", "1ª via", "28 (vinte e oito) cápsulas", "Válida por 10 (dez) dias"],
            &["RECEITUÁRIO DE ANTIMICROBIANOS", "2ª via", "28 (vinte e oito) cápsulas", "Válida por 10 (dez) dias"],
            &["RECEITA DE CONTROLE ESPECIAL", "1ª via", "90 (noventa) cápsulas", "Identificação do comprador"],
            &["RECEITA DE CONTROLE ESPECIAL", "2ª via", "90 (noventa) cápsulas", "Identificação do fornecedor"],
            &["JUSTIFICATIVA DE QUANTIDADE", "F33.1", "90 (noventa) cápsulas"],
            &["FOLHA DE TRANSCRIÇÃO", "NÃO É A NOTIFICAÇÃO", "28 (vinte e oito) comprimidos", "amarela"],
            &["RECEITUÁRIO", "Acompanha a Notificação de Receita A", "28 (vinte e oito) comprimidos"],
        ];
        assert_eq!(sheets.len(), expected.len(), "{language}: {paper}");
        for (place, (sheet, words)) in sheets.iter().zip(expected).enumerate() {
            let numbered = format!("Página {} de 8", place + 1);
            let every = ["Hospital Santa Aurora", "Maria Oliveira", "Não é prescrição eletrônica", &numbered];
            for word in words.iter().chain(&every) {
                assert!(sheet.contains(word), "{language}: {word} is not on {sheet}");
            }
        }
        nurse.close().await;
    }
}

#[actix_web::test]
async fn a_long_and_cancelled_prescription_says_so_on_each_of_its_pages() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let note = "Tomar com água, longe das refeições. ".repeat(12);
    let items: Vec<HomeItem> = (0..16).map(|_| HomeItem::paracetamol().with("note", note.trim())).collect();
    let signed = insist_home(&doctor, 1, items).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    let path = format!("{}/cancellation", signed.location);
    let key = hidden(&doctor.get(&path).await.body, "key");
    assert_eq!(doctor.post(&path, &[("key", &key), ("reason", "too long")]).await.status, 303);
    let driver = Driver::start().await;
    let nurse = driver.open(&hospital.url, "pt-BR", "rita.enfermagem").await;
    nurse.go(&signed.location).await;
    let paper = nurse.print().await;
    let pages: Vec<&str> = paper.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert!(pages.len() > 2, "{} pages", pages.len());
    for page in &pages {
        for word in ["Cancelada em", "Maria Oliveira", "Não é prescrição eletrônica", "Hospital Santa Aurora"] {
            assert!(page.contains(word), "{word} is not on {page}");
        }
    }
    for number in 1..=16 {
        assert!(paper.contains(&format!("{number}. Paracetamol")), "{number}");
    }
    nurse.close().await;
}
