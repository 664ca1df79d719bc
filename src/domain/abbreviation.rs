//! Abbreviations that are read as something else and never stand in free text (ITEM-4).
//!
//! Facts after ISMP's list and the prescribing protocol of MS/Anvisa; words of everyday Portuguese are left alone.

use crate::domain::named::Named;
use crate::domain::problem::Problem;

/// As written, and what to write instead in Portuguese and in English.
const ERROR_PRONE: [(&str, &str, &str); 24] = [
    ("U", "unidades", "units"),
    ("UI", "unidades internacionais", "international units"),
    ("IU", "unidades internacionais", "international units"),
    ("µg", "mcg", "mcg"),
    ("μg", "mcg", "mcg"),
    ("ug", "mcg", "mcg"),
    ("cc", "mL", "mL"),
    ("QD", "1 vez ao dia", "once daily"),
    ("QOD", "em dias alternados", "every other day"),
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
    ("KCL", "cloreto de potássio", "potassium chloride"),
    ("NaCl", "cloreto de sódio", "sodium chloride"),
    ("MgSO4", "sulfato de magnésio", "magnesium sulfate"),
    ("MSO4", "sulfato de morfina", "morphine sulfate"),
    ("NaHCO3", "bicarbonato de sódio", "sodium bicarbonate"),
    ("SF", "cloreto de sódio 0,9%", "sodium chloride 0.9%"),
    ("SG", "glicose 5%", "glucose 5%"),
];

/// # Errors
/// The first abbreviation that is misread, and what to write instead.
pub fn check_text(text: &str) -> Result<(), Problem> {
    let words = text.split(|sign: char| !(sign.is_alphanumeric() || matches!(sign, 'µ' | 'μ')));
    for word in words {
        // `10U` is the abbreviation with its number before it.
        let bare = word.trim_start_matches(|sign: char| sign.is_ascii_digit());
        let error_prone = ERROR_PRONE.iter().find(|(written, ..)| *written == word || *written == bare);
        if let Some((written, pt, en)) = error_prone {
            let instead = Named { pt: (*pt).to_owned(), en: (*en).to_owned() };
            return Err(Problem::ErrorProneAbbreviation { found: (*written).to_owned(), instead });
        }
    }
    Ok(())
}
