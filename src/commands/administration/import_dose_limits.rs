//! Import dose limits: the hospital's own maximum doses, whole, in place of the earlier ones (CDS-5).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use diesel::prelude::*;
use rust_decimal::Decimal;

use super::csv_file::{Fields, ImportError, read_lines};
use super::dose_limit_row::DoseLimitRow;
use super::import_report::Report;
use crate::schema::{dose_limits, events};

const COLUMNS: [&str; 6] = ["substance", "unit_code", "single_maximum", "daily_maximum", "from_age_years", "policy"];
/// Units that amounts can be compared in.
const UNITS: [&str; 9] = ["mg", "g", "mcg", "ng", "mL", "unit", "iu", "meq", "mmol"];

diesel::define_sql_function! {
    fn fold(value: diesel::sql_types::Text) -> diesel::sql_types::Text;
}

/// # Errors
/// [`ImportError`]; bad lines are in the [`Report`], and nothing was written then.
pub fn import_dose_limits(connection: &mut PgConnection, path: &Path) -> Result<Report, ImportError> {
    let mut report = Report::default();
    let mut rows = BTreeMap::new();
    for (number, line) in read_lines(path, &COLUMNS, read, |_| {})? {
        report.rows += 1;
        match line {
            Err(reason) => report.bad.push((number, reason)),
            Ok(mut row) => {
                row.substance = diesel::select(fold(&row.substance)).get_result(connection)?;
                let key = (row.substance.clone(), row.from_age_years);
                if rows.insert(key, row).is_some() {
                    report.bad.push((number, "the substance is there twice for this age".to_owned()));
                }
            }
        }
    }
    if !report.is_written() {
        return Ok(report);
    }
    connection.transaction(|connection| {
        let earlier: BTreeSet<DoseLimitRow> =
            dose_limits::table.select(DoseLimitRow::as_select()).load(connection)?.into_iter().collect();
        let new: BTreeSet<DoseLimitRow> = rows.into_values().collect();
        report.unchanged = new.intersection(&earlier).count();
        (report.inserted, report.removed) = (new.len() - report.unchanged, earlier.len() - report.unchanged);
        if new != earlier {
            diesel::delete(dose_limits::table).execute(connection)?;
            let rows: Vec<_> = new.into_iter().collect();
            diesel::insert_into(dose_limits::table).values(rows).execute(connection)?;
        }
        let after = serde_json::json!({ "inserted": report.inserted, "removed": report.removed });
        diesel::insert_into(events::table)
            .values((events::verb.eq("import_dose_limits"), events::after.eq(after)))
            .execute(connection)?;
        Ok(report)
    })
}

fn read(fields: &Fields<'_>) -> Result<DoseLimitRow, String> {
    let (single_maximum, daily_maximum) = (maximum(fields, "single_maximum")?, maximum(fields, "daily_maximum")?);
    if single_maximum.is_none() && daily_maximum.is_none() {
        return Err("neither a single nor a daily maximum".to_owned());
    }
    let from_age = fields.required("from_age_years")?;
    let from_age_years = from_age.parse().ok().filter(|years| (0..=120).contains(years));
    Ok(DoseLimitRow {
        substance: fields.required("substance")?.to_owned(),
        unit_code: fields.one_of("unit_code", &UNITS)?.to_owned(),
        single_maximum,
        daily_maximum,
        from_age_years: from_age_years.ok_or_else(|| format!("from_age_years “{from_age}” is not 0 to 120"))?,
        policy: fields.required("policy")?.to_owned(),
    })
}

fn maximum(fields: &Fields<'_>, column: &str) -> Result<Option<Decimal>, String> {
    let text = fields.text(column);
    if text.is_empty() {
        return Ok(None);
    }
    let number: Option<Decimal> = text.parse().ok();
    let fits = number
        .filter(|number| *number > Decimal::ZERO && number.scale() <= 4 && *number < Decimal::from(1_000_000_000));
    fits.map(Some).ok_or_else(|| format!("{column} “{text}” is not a number above zero"))
}
