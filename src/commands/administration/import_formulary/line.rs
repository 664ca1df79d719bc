//! One line of the file, read and checked.

use std::collections::HashMap;

use super::policy::{Restriction, restriction};
use crate::commands::administration::csv_file::Fields;
use crate::commands::administration::formulary_row::FormularyRow;

/// Columns that an import needs; others are left alone.
pub const COLUMNS: [&str; 20] = [
    "item_code",
    "dcb_name",
    "inn_en",
    "description_pt",
    "description_en",
    "strengths",
    "strength_num",
    "strength_num_ucum",
    "strength_den_ucum",
    "form_pt",
    "form_en",
    "form_group",
    "dispense_unit_pt",
    "typical_routes_demo",
    "atc_code",
    "controlled_list",
    "antimicrobial",
    "high_alert",
    "cytotoxic",
    "demo_policy",
];
const FORM_GROUPS: [&str; 10] = ["oral", "inj", "inh", "oft", "oto", "nas", "top", "td", "ret", "vag"];
const CONTROLLED_LISTS: [&str; 10] = ["", "A1", "A2", "A3", "B1", "B2", "C1", "C2", "C3", "C5"];
const ROUTES: [&str; 25] = [
    "VO", "SL", "BUC", "SNE", "GTT", "IV", "IM", "SC", "ID", "IO", "EPI", "IT", "PERI", "INF", "IA", "INH", "NAS",
    "OFT", "OTO", "TOP", "TD", "RET", "VAG", "ET", "IRR",
];

/// A medication with its usual routes and its restriction.
pub struct Line {
    pub row: FormularyRow,
    pub routes: Vec<String>,
    pub specialty_ids: Vec<i64>,
    pub notice: Option<String>,
}

impl Line {
    /// # Errors
    /// What is wrong with the line, in words.
    pub fn read(fields: &Fields<'_>, specialties: &HashMap<String, i64>) -> Result<Self, String> {
        let restriction = restriction(fields.text("demo_policy"), specialties)?;
        let notice = restriction.as_ref().and_then(unknown_words);
        let row = row(fields, restriction.is_some())?;
        let specialty_ids = restriction.map(|restriction| restriction.specialty_ids).unwrap_or_default();
        Ok(Line { row, routes: routes(fields)?, specialty_ids, notice })
    }
}

fn unknown_words(restriction: &Restriction) -> Option<String> {
    let words = restriction.unknown.join(", ");
    (!words.is_empty()).then(|| format!("no specialty is called “{words}”; the others may prescribe it"))
}

fn row(fields: &Fields<'_>, specialty_restricted: bool) -> Result<FormularyRow, String> {
    let code = fields.required("item_code")?;
    if code.len() > 40 || !code.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._/-".contains(&byte)) {
        return Err(format!("item_code “{code}” has other signs than letters, digits and . _ / -"));
    }
    check_number(fields.text("strength_num"))?;
    let owned = |column: &str| fields.text(column).to_owned();
    Ok(FormularyRow {
        code: code.to_owned(),
        name_pt: fields.required("dcb_name")?.to_owned(),
        name_en: capitalized(fields.required("inn_en")?),
        presentation_pt: presentation(fields, "description_pt", "form_pt")?,
        presentation_en: presentation(fields, "description_en", "form_en")?,
        strength: owned("strengths"),
        form_group_code: fields.one_of("form_group", &FORM_GROUPS)?.to_owned(),
        atc_code: owned("atc_code"),
        aliases: owned("ingredients_pt"),
        usual_unit_code: usual_unit(fields)?,
        dispensing_unit: owned("dispense_unit_pt"),
        controlled_list: fields.one_of("controlled_list", &CONTROLLED_LISTS)?.to_owned(),
        antimicrobial: fields.flag("antimicrobial")?,
        cytotoxic: fields.flag("cytotoxic")?,
        cold_chain: fields.flag("cold_chain")?,
        high_alert: owned("high_alert"),
        allergy_classes: owned("allergy_classes"),
        policy: owned("demo_policy"),
        specialty_restricted,
        active: true,
        synonyms: fields.text("ingredients_pt").replace(" + ", "|"),
    })
}

fn check_number(text: &str) -> Result<(), String> {
    let number: Option<rust_decimal::Decimal> = text.parse().ok();
    if text.is_empty() || number.is_some_and(|number| number > rust_decimal::Decimal::ZERO) {
        return Ok(());
    }
    Err(format!("strength_num “{text}” is not a number above zero"))
}

/// The description from its strength on: what stands before is the name, which has columns of its own.
fn presentation(fields: &Fields<'_>, description: &str, form: &str) -> Result<String, String> {
    let description = fields.required(description)?;
    let starts = [fields.text("strengths"), fields.required(form)?];
    let from = starts.iter().filter(|start| !start.is_empty()).filter_map(|start| description.find(start)).min();
    Ok(in_full(description.get(from.unwrap_or(0)..).unwrap_or(description)))
}

/// `IU` and `UI` are read as other things: units are written in full (ITEM-4).
fn in_full(presentation: &str) -> String {
    let word = |word: &str| {
        let unit = word.trim_end_matches(';').split('/').next().unwrap_or_default();
        match unit {
            "IU" => word.replacen("IU", "international units", 1),
            "UI" => word.replacen("UI", "unidades internacionais", 1),
            _ => word.to_owned(),
        }
    };
    presentation.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The unit that the form proposes for a dose.
fn usual_unit(fields: &Fields<'_>) -> Result<Option<String>, String> {
    let unit = match fields.text("strength_num_ucum") {
        "mg" | "g" | "ug" | "meq" if fields.text("form_group") == "oft" => "drop",
        "mg" => "mg",
        "ug" => "mcg",
        "g" => "g",
        "[iU]" => "iu",
        "[U]" => "unit",
        "meq" => "meq",
        "%" | "" => return Ok(None),
        other => return Err(format!("strength_num_ucum “{other}” is not known")),
    };
    Ok(Some(unit.to_owned()))
}

/// A diluent has no route of its own; it goes where injections go.
fn routes(fields: &Fields<'_>) -> Result<Vec<String>, String> {
    let mut routes: Vec<String> = Vec::new();
    for code in fields.text("typical_routes_demo").split('|').map(str::trim).filter(|code| !code.is_empty()) {
        let code = if code == "DILUENTE" { "IV" } else { code };
        if !ROUTES.contains(&code) {
            return Err(format!("typical_routes_demo “{code}” is not a route"));
        }
        if !routes.iter().any(|known| known == code) {
            routes.push(code.to_owned());
        }
    }
    Ok(routes)
}

fn capitalized(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
