//! Import a formulary: a CSV file whose every line is good, or nothing of it.

mod line;
mod policy;
mod upsert;

use std::collections::{HashMap, HashSet};
use std::path::Path;

use diesel::prelude::*;

use super::csv_file::{Fields, ImportError, read_lines};
use super::import_report::Report;
use crate::schema::{events, specialties};
use line::{COLUMNS, Line};

/// Reads the whole file, then writes it in one transaction unless a line is bad. Running it again changes nothing.
///
/// # Errors
/// [`ImportError`]; bad lines are in the [`Report`].
pub fn import_formulary(
    connection: &mut PgConnection,
    path: &Path,
    mut progress: impl FnMut(usize),
) -> Result<Report, ImportError> {
    let specialties = specialties_by_code(connection)?;
    let mut report = Report::default();
    let lines = good_lines(path, &specialties, &mut report, &mut progress)?;
    if !report.bad.is_empty() {
        return Ok(report);
    }
    connection.transaction(|connection| {
        for (done, line) in lines.iter().enumerate() {
            upsert::upsert(connection, line, &mut report)?;
            progress(done + 1);
        }
        append_event(connection, &report)?;
        Ok(report)
    })
}

fn specialties_by_code(connection: &mut PgConnection) -> QueryResult<HashMap<String, i64>> {
    let rows: Vec<(String, i64)> = specialties::table.select((specialties::code, specialties::id)).load(connection)?;
    Ok(rows.into_iter().collect())
}

fn good_lines(
    path: &Path,
    specialties: &HashMap<String, i64>,
    report: &mut Report,
    progress: &mut impl FnMut(usize),
) -> Result<Vec<Line>, ImportError> {
    let mut seen = HashSet::new();
    let read = |fields: &Fields<'_>| {
        let line = Line::read(fields, specialties)?;
        if seen.insert(line.row.code.clone()) {
            Ok(line)
        } else {
            Err(format!("item_code {} is there twice", line.row.code))
        }
    };
    let mut good = Vec::new();
    for (number, line) in read_lines(path, &COLUMNS, read, progress)? {
        report.rows += 1;
        match line {
            Ok(line) => {
                report.notices.extend(line.notice.clone().map(|notice| (number, notice)));
                good.push(line);
            }
            Err(reason) => report.bad.push((number, reason)),
        }
    }
    Ok(good)
}

fn append_event(connection: &mut PgConnection, report: &Report) -> QueryResult<usize> {
    let after = serde_json::json!({
        "rows": report.rows, "inserted": report.inserted, "updated": report.updated, "unchanged": report.unchanged,
    });
    diesel::insert_into(events::table)
        .values((events::verb.eq("import_formulary"), events::after.eq(after)))
        .execute(connection)
}
