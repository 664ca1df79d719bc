//! Abbreviations that are read as something else and never stand in free text (ITEM-4).
//!
//! Facts after ISMP's list and the prescribing protocol of MS/Anvisa; words of everyday Portuguese are left alone.

use crate::domain::named::Named;
use crate::domain::problem::Problem;

/// Whatever its case, and what to write instead in Portuguese and in English.
const ERROR_PRONE: [(&str, &str, &str); 23] = [
    ("U", "unidades", "units"),
    ("UI", "unidades internacionais", "international units"),
    ("IU", "unidades internacionais", "international units"),
    ("µg", "mcg", "mcg"),
    ("μg", "mcg", "mcg"),
    ("ug", "mcg", "mcg"),
    ("cc", "mL", "mL"),
    ("QD", "1 vez ao dia", "once daily"),
    ("QOD", "em dias alternados", "every other day"),
    ("OD", "olho direito, ou 1 vez ao dia", "right eye, or once daily"),
    ("HS", "ao deitar", "at bedtime"),
    (
        "ACM",
        "a indicação, o intervalo mínimo e o máximo em 24 h",
        "the indication, the minimum interval and the maximum in 24 h",
    ),
    (
        "SN",
        "a indicação, o intervalo mínimo e o máximo em 24 h",
        "the indication, the minimum interval and the maximum in 24 h",
    ),
    ("MTX", "metotrexato", "methotrexate"),
    ("AZT", "zidovudina", "zidovudine"),
    ("HCTZ", "hidroclorotiazida", "hydrochlorothiazide"),
    ("AAS", "ácido acetilsalicílico", "aspirin"),
    ("KCl", "cloreto de potássio", "potassium chloride"),
    ("NaCl", "cloreto de sódio", "sodium chloride"),
    ("MgSO4", "sulfato de magnésio", "magnesium sulfate"),
    ("MSO4", "sulfato de morfina", "morphine sulfate"),
    ("NaHCO3", "bicarbonato de sódio", "sodium bicarbonate"),
    ("SF", "cloreto de sódio 0,9%", "sodium chloride 0.9%"),
];

/// In capitals alone: in small letters these are words.
const IN_CAPITALS: [(&str, &str, &str); 10] = [
    ("SG", "glicose 5%", "glucose 5%"),
    ("AD", "ouvido direito", "right ear"),
    ("AS", "ouvido esquerdo", "left ear"),
    ("AU", "os dois ouvidos", "both ears"),
    ("OS", "olho esquerdo", "left eye"),
    ("OU", "os dois olhos", "both eyes"),
    ("SC", "subcutânea", "subcutaneous"),
    ("SQ", "subcutânea", "subcutaneous"),
    ("IN", "intranasal", "intranasal"),
    ("IT", "intratecal", "intrathecal"),
];

/// # Errors
/// The first abbreviation or number that is misread, and what to write instead.
pub fn check_text(text: &str) -> Result<(), Problem> {
    check_numbers(text)?;
    let words = text.split(|sign: char| !(sign.is_alphanumeric() || matches!(sign, 'µ' | 'μ')));
    for word in words {
        // `10U` is the abbreviation with its number before it, `SF0` one with its number after it.
        let bare = word.trim_start_matches(|sign: char| sign.is_ascii_digit());
        let alone = bare.trim_end_matches(|sign: char| sign.is_ascii_digit());
        let is = |written: &str| [word, bare, alone].iter().any(|word| word.to_lowercase() == written.to_lowercase());
        let is_so = |written: &str| [word, bare, alone].contains(&written);
        let found = ERROR_PRONE.iter().find(|(written, ..)| is(written));
        if let Some((_, pt, en)) = found.or_else(|| IN_CAPITALS.iter().find(|(written, ..)| is_so(written))) {
            let instead = Named { pt: (*pt).to_owned(), en: (*en).to_owned() };
            return Err(Problem::ErrorProneAbbreviation { found: alone.to_owned(), instead });
        }
    }
    Ok(())
}

/// `,5` is read as 5, and `1,0` as 10 (ITEM-3).
fn check_numbers(text: &str) -> Result<(), Problem> {
    let numbers = text.split(|sign: char| !(sign.is_alphanumeric() || matches!(sign, '.' | ',')));
    for number in numbers.map(|number| number.trim_end_matches(['.', ','])) {
        let Some((whole, fraction)) = number.split_once(['.', ',']) else { continue };
        let digits: String = fraction.chars().take_while(char::is_ascii_digit).collect();
        let rest = &fraction[digits.len()..];
        let has_other_mark = rest.starts_with(['.', ',']);
        let ends_whole = whole.chars().next_back().is_some_and(|sign| sign.is_ascii_digit());
        let instead = match (whole.is_empty(), digits.as_str()) {
            (_, "") => continue,
            (true, digits) => [format!("0,{digits}"), format!("0.{digits}")],
            (false, "0") if ends_whole && !has_other_mark => [whole.to_owned(), whole.to_owned()],
            _ => continue,
        };
        let [pt, en] = instead;
        return Err(Problem::ErrorProneAbbreviation { found: number.to_owned(), instead: Named { pt, en } });
    }
    Ok(())
}
