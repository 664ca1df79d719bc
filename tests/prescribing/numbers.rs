//! Numbers and units that two readers could take for two doses.

use crate::support::form::{Item, PrescribeForm, insist, prescribe};
use crate::support::hospital::Hospital;

/// One gram of metamizole, diluted.
fn diluted() -> Item {
    let item = Item::of(["P0007", "1", "g", "IV", "6/6H", "3"]);
    item.with("preparation", "SF09").with("volume", "100").with("minutes", "30")
}

fn flowing() -> Item {
    diluted().with("minutes", "").with("rate", "200").with("rate_unit", "mL/h")
}

#[actix_web::test]
async fn item_3_one_mark_before_three_digits_is_asked_for_in_each_field_and_language() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let as_needed = Item::paracetamol().with("frequency", "SN").with("indication", "fever").with("most", "4");
    let before = hospital.written();
    for (locale, typed, words) in [
        ("en", "1.125", "Write 1125 or 1.1250"),
        ("en", "2,250", "Write 2250 or 2.25"),
        ("en", "1.500", "Write 1500 or 1.5"),
        ("en", "37.005", "Write 37005 or 37.0050"),
        ("en", "100,000", "Write 100000 or 100"),
        ("pt-BR", "1.125", "Escreva 1125 ou 1,1250"),
        ("pt-BR", "1,125", "Escreva 1125 ou 1,1250"),
        ("pt-BR", "1.500", "Escreva 1500 ou 1,5"),
        ("pt-BR", "999,999", "Escreva 999999 ou 999,9990"),
    ] {
        doctor.choose_language(locale).await;
        for (field, item) in [
            ("dose", Item::paracetamol()),
            ("interval", as_needed.clone()),
            ("volume", diluted()),
            ("minutes", diluted()),
            ("rate", flowing()),
        ] {
            let reply = prescribe(&doctor, 1, vec![item.with(field, typed)]).await;
            assert_eq!(reply.status, 422, "{field} {typed} in {locale}");
            reply.has(words).has(&format!("href=\"#item-0-{field}\"")).has(&format!("value=\"{typed}\""));
        }
    }
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn item_3_what_only_one_reading_fits_is_read_and_shown_before_it_is_signed() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    for (locale, typed, read, shown) in [
        ("en", "1.1250", "Dose read: 1.125 mg", "1.125 mg"),
        ("en", "0.125", "Dose read: 0.125 mg", "0.125 mg"),
        ("en", "1250", "Dose read: 1,250 (one thousand two hundred and fifty) mg", "1,250 mg"),
        ("pt-BR", "1125", "Dose lida: 1.125 (mil cento e vinte e cinco) mg", "1.125 mg"),
        ("pt-BR", "12,5", "Dose lida: 12,5 mg", "12,5 mg"),
        ("pt-BR", "0,0625", "Dose lida: 0,0625 mg", "0,0625 mg"),
    ] {
        doctor.choose_language(locale).await;
        let item = Item::simeticone().with("dose", typed);
        let mut form = PrescribeForm::open(&doctor, 1, vec![item.clone()]).await;
        form.action = "calculate";
        form.send(&doctor).await.has(read);
        let signed = insist(&doctor, 1, vec![item]).await;
        assert_eq!(signed.status, 303, "{typed} in {locale}: {}", signed.body);
        doctor.get(&signed.location).await.has(&format!("<strong>{shown}</strong>"));
    }
}

#[actix_web::test]
async fn item_3_a_dose_that_a_form_fills_in_by_itself_is_read_as_it_was_signed() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    for (dose, unit, medication, typed) in
        [("1.1250", "mg", "P0155", "1.1250"), ("5000", "unit", "P0083", "5000"), ("1200000", "iu", "P0043", "1200000")]
    {
        let route = if medication == "P0043" { "IM" } else { "VO" };
        let route = if medication == "P0083" { "SC" } else { route };
        let item = Item::simeticone().with("medication", medication).with("dose", dose).with("unit", unit);
        let item = item.with("route", route).with("frequency", "1X").with("indication", "syphilis");
        let signed = insist(&doctor, 1, vec![item]).await;
        assert_eq!(signed.status, 303, "{medication}: {}", signed.body);
        let page = doctor.get(&format!("/patients/1/prescriptions/new?changes={}", number_of(&signed.location))).await;
        page.has(&format!("name=\"dose\" value=\"{typed}\""));
    }
}

fn number_of(location: &str) -> &str {
    location.rsplit('/').next().unwrap_or_default().split('?').next().unwrap_or_default()
}

#[actix_web::test]
async fn item_2_a_unit_that_the_strength_does_not_have_is_no_dose() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let before = hospital.written();
    for (medication, route, unit, words) in [
        ("P0002", "VO", "iu", "Paracetamol is not measured in this unit. Enter the dose in mg, g or mcg."),
        ("P0002", "VO", "meq", "not measured in this unit"),
        ("P0002", "VO", "mL", "not measured in this unit"),
        ("P0095", "SC", "mg", "Enter the dose in units, international units or mL."),
        ("P0084", "SC", "g", "not measured in this unit"),
        ("P0155", "VO", "mmol", "not measured in this unit"),
        ("P0155", "VO", "unit", "not measured in this unit"),
    ] {
        let item = Item::of([medication, "5", unit, route, "1X", "1"]);
        let reply = prescribe(&doctor, 1, vec![item]).await;
        assert_eq!(reply.status, 422, "{medication} in {unit}");
        reply.has(words).has("href=\"#item-0-unit\"");
    }
    assert_eq!(hospital.written(), before);
}

#[actix_web::test]
async fn item_2_each_medication_of_the_demo_can_be_prescribed_in_the_unit_that_the_form_proposes() {
    let hospital = Hospital::open();
    let all = hospital.text(
        "select string_agg(concat_ws('|', code, usual_unit_code, strength), chr(10) order by code) from medications",
    );
    assert!(all.lines().count() > 200, "{all}");
    for row in all.lines() {
        let parts: Vec<&str> = row.split('|').collect();
        let [code, unit, strength] = parts[..] else { panic!("three parts: {row}") };
        let measured = posology::domain::dose::check_measure(unit, strength);
        assert_eq!(measured, Ok(()), "{code}: {strength} in {unit}");
    }
}
