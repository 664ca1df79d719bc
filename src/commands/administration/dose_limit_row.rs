//! A maximum dose as it is written, by an import and in what is shipped (KNOW-1).

use chrono::NaiveDate;
use diesel::prelude::*;
use rust_decimal::Decimal;

use super::csv_file::Fields;
use crate::domain::age::Age;
use crate::schema::dose_limits;

pub const COLUMNS: [&str; 13] = [
    "substance",
    "routes",
    "from_age",
    "to_age",
    "from_kg",
    "to_kg",
    "per",
    "basis",
    "maximum",
    "unit",
    "severity",
    "source",
    "as_of",
];
/// Units that amounts can be compared in.
const UNITS: [&str; 9] = ["mg", "g", "mcg", "ng", "mL", "unit", "iu", "meq", "mmol"];
/// Numbers have so many digits before the decimal point at most, and after it.
const LARGEST: i64 = 999_999_999;
const DIGITS: u32 = 6;

/// One number for one substance.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Insertable, Queryable, Selectable)]
#[diesel(table_name = dose_limits)]
pub struct DoseLimitRow {
    pub substance: String,
    pub routes: Vec<String>,
    pub from_age: String,
    pub to_age: String,
    pub from_kg: Option<Decimal>,
    pub to_kg: Option<Decimal>,
    pub per: String,
    pub basis: String,
    pub maximum: Decimal,
    pub unit_code: String,
    pub severity: String,
    pub source: String,
    pub as_of: NaiveDate,
    pub state: String,
}

impl DoseLimitRow {
    /// A line of a file with [`COLUMNS`], and with `state` where it has one; the routes are checked against those that
    /// are known.
    ///
    /// # Errors
    /// In words.
    pub fn read(fields: &Fields<'_>, state: &str, known_routes: &[String]) -> Result<Self, String> {
        let routes = fields.text("routes").split('|').filter(|route| !route.is_empty()).map(str::to_owned);
        let routes: Vec<String> = routes.collect();
        if let Some(route) = routes.iter().find(|route| !known_routes.contains(route)) {
            return Err(format!("routes “{route}” is not known"));
        }
        let as_of = fields.required("as_of")?;
        let state = if fields.text("state").is_empty() { state } else { fields.text("state") };
        let state = ["starter", "adopted", "off"].iter().find(|known| **known == state);
        Ok(DoseLimitRow {
            substance: fields.required("substance")?.to_owned(),
            routes,
            from_age: age(fields, "from_age")?,
            to_age: age(fields, "to_age")?,
            from_kg: number(fields, "from_kg")?,
            to_kg: number(fields, "to_kg")?,
            per: fields.one_of("per", &["dose", "hour", "day"])?.to_owned(),
            basis: fields.one_of("basis", &["", "kg", "m2"])?.to_owned(),
            maximum: number(fields, "maximum")?.ok_or("maximum is empty")?,
            unit_code: fields.one_of("unit", &UNITS)?.to_owned(),
            severity: fields.one_of("severity", &["warning", "stop"])?.to_owned(),
            source: fields.required("source")?.to_owned(),
            as_of: as_of.parse().map_err(|_| format!("as_of “{as_of}” is not a day like 2026-12-01"))?,
            state: (*state.ok_or_else(|| format!("state “{}” is not known", fields.text("state")))?).to_owned(),
        })
    }

    /// In the order of [`COLUMNS`], and the state.
    pub fn fields(&self) -> [String; 14] {
        let number = |number: Option<Decimal>| number.map(|number| number.to_string()).unwrap_or_default();
        [
            self.substance.clone(),
            self.routes.join("|"),
            self.from_age.clone(),
            self.to_age.clone(),
            number(self.from_kg),
            number(self.to_kg),
            self.per.clone(),
            self.basis.clone(),
            self.maximum.to_string(),
            self.unit_code.clone(),
            self.severity.clone(),
            self.source.clone(),
            self.as_of.to_string(),
            self.state.clone(),
        ]
    }

    /// What there may be only one number for.
    pub fn key(&self) -> impl Ord + use<> {
        let DoseLimitRow { substance, routes, from_age, to_age, from_kg, to_kg, per, basis, severity, .. } =
            self.clone();
        (substance, routes, (from_age, to_age), (from_kg, to_kg), per, basis, severity)
    }
}

fn age(fields: &Fields<'_>, column: &str) -> Result<String, String> {
    let text = fields.text(column);
    if text.is_empty() || Age::parse(text).is_some() {
        return Ok(text.to_owned());
    }
    Err(format!("{column} “{text}” is no age like 28d, 3m or 12y"))
}

fn number(fields: &Fields<'_>, column: &str) -> Result<Option<Decimal>, String> {
    let text = fields.text(column);
    if text.is_empty() {
        return Ok(None);
    }
    let number: Option<Decimal> = text.parse().ok();
    let fits = number.filter(|number| *number > Decimal::ZERO && number.scale() <= DIGITS);
    let fits = fits.filter(|number| *number <= Decimal::from(LARGEST));
    fits.map(|number| Some(number.normalize())).ok_or_else(|| format!("{column} “{text}” is not a number above zero"))
}
