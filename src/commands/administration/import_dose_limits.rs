//! Import dose limits: the hospital's maximum doses, whole, in place of the earlier ones (CDS-5, KNOW-1); and out again.
//!
//! A file is CSV with a header row: `substance` (generic name in Portuguese), `routes` (codes with `|` between; empty for
//! any), `from_age` and `to_age` (`28d`, `3m`, `12y`; the latter not included; empty for any), `from_kg` and `to_kg`
//! (likewise), `per` (`dose`, `hour`, `day`), `basis` (empty, `kg` or `m2`), `maximum` with `unit` (mg, g, mcg, ng, mL,
//! unit, iu, meq, mmol), `severity` (`warning`: a reason is asked for; `stop`), `source`, `as_of` (a day), and, where it
//! has one, `state` (`starter`, `adopted`, `off`). What comes out goes in again as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;

use diesel::prelude::*;

use super::csv_file::{ImportError, Line, read_bytes, read_lines};
use super::dose_limit_row::{COLUMNS, DoseLimitRow};
use super::folded::folded;
use super::import_report::Report;
use crate::schema::{dose_limits, events, routes};

/// What is shipped: written from general pharmaceutical knowledge, each row to be looked at by the hospital.
const STARTER: &[u8] = include_bytes!("starter_knowledge/dose_limits.csv");
/// Rows that one statement writes: a server takes 65,535 values at most.
const AT_ONCE: usize = 1_000;

/// What a hospital writes itself is adopted, where the file says nothing else.
///
/// # Errors
/// [`ImportError`]; bad lines are in the [`Report`], and nothing was written then.
pub fn import_dose_limits(connection: &mut PgConnection, path: &Path) -> Result<Report, ImportError> {
    let known = known_routes(connection)?;
    let lines = read_lines(path, &COLUMNS, |fields| DoseLimitRow::read(fields, "adopted", &known), |_| {})?;
    write(connection, lines)
}

/// The shipped ones, in place of the earlier ones.
///
/// # Errors
/// As [`import_dose_limits`].
pub fn import_starter_dose_limits(connection: &mut PgConnection) -> Result<Report, ImportError> {
    let known = known_routes(connection)?;
    let lines = read_bytes(
        "the shipped dose limits",
        STARTER,
        &COLUMNS,
        |fields| DoseLimitRow::read(fields, "starter", &known),
        |_| {},
    )?;
    write(connection, lines)
}

/// All of them as such a file.
///
/// # Errors
/// The database's, or the file's.
pub fn export_dose_limits(connection: &mut PgConnection, file: impl Write) -> Result<usize, ImportError> {
    let rows: Vec<DoseLimitRow> = dose_limits::table
        .select(DoseLimitRow::as_select())
        .order((dose_limits::substance, dose_limits::routes, dose_limits::per, dose_limits::id))
        .load(connection)?;
    let failed = |error| ImportError::NotCsv { path: "the output".to_owned(), error };
    let mut writer = csv::Writer::from_writer(file);
    writer.write_record(COLUMNS.into_iter().chain(["state"])).map_err(failed)?;
    for row in rows.iter().cloned().map(normalized) {
        writer.write_record(row.fields()).map_err(failed)?;
    }
    writer.flush().map_err(|error| failed(error.into()))?;
    Ok(rows.len())
}

fn known_routes(connection: &mut PgConnection) -> QueryResult<Vec<String>> {
    routes::table.select(routes::code).load(connection)
}

fn write(connection: &mut PgConnection, lines: Vec<Line<DoseLimitRow>>) -> Result<Report, ImportError> {
    let mut report = Report::default();
    let mut rows = BTreeMap::new();
    let substances = lines.iter().filter_map(|(_, line)| line.as_ref().ok()).map(|row| &row.substance);
    let folded = folded(connection, substances)?;
    for (number, line) in lines {
        report.rows += 1;
        match line {
            Err(reason) => report.bad.push((number, reason)),
            Ok(mut row) => {
                row.substance = folded.get(&row.substance).cloned().unwrap_or_default();
                if rows.insert(row.key(), row).is_some() {
                    report.bad.push((number, "the substance is there twice for the same".to_owned()));
                }
            }
        }
    }
    if !report.is_written() {
        return Ok(report);
    }
    connection.transaction(|connection| {
        let earlier: Vec<DoseLimitRow> = dose_limits::table.select(DoseLimitRow::as_select()).load(connection)?;
        let earlier: BTreeSet<DoseLimitRow> = earlier.into_iter().map(normalized).collect();
        let new: BTreeSet<DoseLimitRow> = rows.into_values().collect();
        report.unchanged = new.intersection(&earlier).count();
        (report.inserted, report.removed) = (new.len() - report.unchanged, earlier.len() - report.unchanged);
        if new != earlier {
            diesel::delete(dose_limits::table).execute(connection)?;
            let rows: Vec<_> = new.into_iter().collect();
            for rows in rows.chunks(AT_ONCE) {
                diesel::insert_into(dose_limits::table).values(rows).execute(connection)?;
            }
        }
        let after = serde_json::json!({ "inserted": report.inserted, "removed": report.removed });
        diesel::insert_into(events::table)
            .values((events::verb.eq("import_dose_limits"), events::after.eq(after)))
            .execute(connection)?;
        Ok(report)
    })
}

/// Numbers without the zeros that the table fills them up with.
fn normalized(row: DoseLimitRow) -> DoseLimitRow {
    let normal = |number: Option<rust_decimal::Decimal>| number.map(|number| number.normalize());
    DoseLimitRow { maximum: row.maximum.normalize(), from_kg: normal(row.from_kg), to_kg: normal(row.to_kg), ..row }
}
