//! Whole wards on paper: what is printed is what the read model says, line for line, and the code leads to the check.

use std::collections::BTreeMap;

use crate::support::hospital::Hospital;
use crate::support::pdf::Paper;
use crate::support::prints::print_ward;
use crate::support::trials::trials;

/// A new ward with so many patients, three lines each.
fn fill_ward(hospital: &Hospital, patients: i64) -> i64 {
    let code = format!("W{patients}");
    hospital.run(&format!(
        "insert into wards (code, name_pt, name_en, kind) values ('{code}', 'Setor cheio', 'Full ward', 'ward'); \
         insert into beds (ward_id, code) select w.id, '{code}-' || lpad(n::text, 3, '0') from wards w, generate_series(1, {patients}) n where w.code = '{code}'; \
         insert into patients (record_number, name, birth_date, sex, allergy_status) \
         select '77{patients:03}' || lpad(n::text, 4, '0'), 'Paciente ' || n || ' de ' || {patients}, date '1950-01-01' + n::int * 91, 'female', 'none_known' from generate_series(1, {patients}) n; \
         insert into admissions (patient_id, bed_id, admitted_at) select p.id, b.id, now() - interval '1 day' from patients p join beds b on b.code = '{code}-' || lpad(split_part(p.name, ' ', 2), 3, '0') where p.name like 'Paciente % de {patients}'; \
         insert into prescriptions (admission_id, patient_id, doctor_id, prescribed_at, valid_until) \
         select a.id, a.patient_id, (select min(id) from doctors), now(), now() + interval '24 hours' from admissions a join beds b on b.id = a.bed_id where b.code like '{code}-%'; \
         set session_replication_role = replica; \
         insert into prescription_items (prescription_id, number, medication_id, dose_quantity, dose_unit_code, route_code, frequency_code, duration_days) \
         select p.id, n, (select m.id from medications m where m.active order by m.id offset (p.id * 7 + n * 31) % 200 limit 1), 500, 'mg', 'VO', '6/6H', 3 \
         from prescriptions p join admissions a on a.id = p.admission_id join beds b on b.id = a.bed_id cross join generate_series(1, 3) n where b.code like '{code}-%'; \
         insert into prescription_item_times select i.id, t::time from prescription_items i join prescriptions p on p.id = i.prescription_id \
         join admissions a on a.id = p.admission_id join beds b on b.id = a.bed_id cross join unnest(array['00:00', '06:00', '12:00', '18:00']) t where b.code like '{code}-%'; \
         set session_replication_role = origin"
    ));
    hospital.look_anew();
    hospital.count(&format!("select id from wards where code = '{code}'"))
}

/// Letters and digits only, in small letters: paper breaks lines and capitalises what looks alike.
fn squeezed(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[actix_web::test]
async fn wards_of_1_28_and_240_patients_print_each_line_of_the_read_model_in_both_languages_and_both_ways() {
    let hospital = Hospital::open_with(|config| config.public_url = Some("https://posology.example".to_owned()));
    let nurse = hospital.nurse().await;
    let sheets = [("pt-BR", ""), ("en", "yes"), ("en", ""), ("pt-BR", "yes")];
    for patients in [1, 28, 240] {
        let ward = fill_ward(&hospital, patients);
        // A fourfold of the largest takes a minute: the plain run prints it once.
        let some = if patients == 240 { trials(4) } else { sheets.len() };
        for (language, landscape) in &sheets[..some] {
            nurse.choose_language(language).await;
            let number = print_ward(&nurse, ward, &[("landscape", landscape)]).await;
            let paper = Paper::get(&nurse, &format!("/prints/{number}/sheet.pdf")).await;
            let which = format!("{patients} patients, {language} {landscape}");
            has_each_line(&hospital, number, language, &paper, &which);
            let size = if landscape.is_empty() { "594.96 x 841.92" } else { "841.92 x 594.96" };
            assert!(paper.facts().contains(size), "{which}: {}", paper.facts());
            assert_eq!(paper.qr_codes(1), [format!("https://posology.example/prints/{number}")], "{which}");
            let (pages, stand) = (paper.pages(), format!("{number}"));
            assert!(
                pages.iter().all(|page| page.contains(&stand) && page.contains("Hospital Santa Aurora")),
                "{which}"
            );
            let last = if *language == "en" {
                format!("Page {0} of {0}", pages.len())
            } else {
                format!("Página {0} de {0}", pages.len())
            };
            assert!(pages.last().is_some_and(|page| page.contains(&last)), "{which}: {last}");
        }
    }
}

/// Each patient's head, and below it exactly that patient's lines, in the read model's words.
fn has_each_line(hospital: &Hospital, number: i64, language: &str, paper: &Paper, which: &str) {
    let (name, presentation) = if language == "en" {
        ("medication_name_en", "presentation_en")
    } else {
        ("medication_name_pt", "presentation_pt")
    };
    let of_patients = hospital.text(&format!(
        "select string_agg(head || '|' || lines, e'\\n' order by head) from (\
         select p.bed_code || ' · ' || p.name as head, string_agg(l.{name} || ' ' || l.{presentation}, '|' order by l.prescription_id, l.item_number) as lines \
         from read_model.printed_patients p join read_model.printed_lines l using (print_number, patient_id) where print_number = {number} group by 1) x"
    ));
    let drawn = squeezed(&paper.drawn());
    let mut places = BTreeMap::new();
    for patient in of_patients.lines() {
        let head = squeezed(patient.split('|').next().expect("a head"));
        let place = drawn.find(&head).unwrap_or_else(|| panic!("{which}: {head} is not on paper"));
        places.insert(place, patient);
    }
    let starts: Vec<usize> = places.keys().copied().chain([drawn.len()]).collect();
    for (patient, ends) in places.iter().zip(&starts[1..]) {
        let (start, text) = patient;
        let mut block = &drawn[*start..*ends];
        for line in text.split('|').skip(1) {
            let line = squeezed(line);
            let at = block.find(&line).unwrap_or_else(|| panic!("{which}: {line} is not below {text}: {block}"));
            block = &block[at + line.len()..];
        }
    }
    let boxes = hospital.count(&format!("select count(*) from read_model.printed_lines where print_number = {number}"));
    let signed = if language == "en" { "prescription" } else { "prescrição" };
    let prescriptions = hospital.text(&format!("select string_agg(distinct prescription_id::text, ' ') from read_model.printed_lines where print_number = {number}"));
    let said: usize = prescriptions.split(' ').map(|id| drawn.matches(&format!("{signed}{id}")).count()).sum();
    assert!(said as i64 >= boxes, "{which}: {said} of {boxes} lines name their prescription");
}
