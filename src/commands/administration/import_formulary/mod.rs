//! Import a formulary: a CSV file whose every line is good, or nothing of it.

mod line;
mod policy;
mod report;
mod upsert;

use std::collections::{HashMap, HashSet};
use std::path::Path;

use diesel::prelude::*;

use crate::schema::{events, specialties};
use line::{COLUMNS, Line};
pub use report::Report;

/// Why a file was not looked at to its end.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("cannot read {path}: {error}")]
    File { path: String, error: std::io::Error },
    #[error("{path} is not a CSV file with a header row: {error}")]
    NotCsv { path: String, error: csv::Error },
    #[error("{path} lacks the columns {missing}")]
    MissingColumns { path: String, missing: String },
    #[error("the database refused the import: {0}")]
    Database(#[from] diesel::result::Error),
}

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
    let lines = read_lines(path, &specialties, &mut report, &mut progress)?;
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

fn read_lines(
    path: &Path,
    specialties: &HashMap<String, i64>,
    report: &mut Report,
    progress: &mut impl FnMut(usize),
) -> Result<Vec<Line>, ImportError> {
    let shown = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| ImportError::File { path: shown.clone(), error })?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let headers = reader.headers().map_err(|error| ImportError::NotCsv { path: shown.clone(), error })?.clone();
    let missing: Vec<&str> = COLUMNS.into_iter().filter(|column| !headers.iter().any(|name| name == *column)).collect();
    if !missing.is_empty() {
        return Err(ImportError::MissingColumns { path: shown, missing: missing.join(", ") });
    }
    let mut seen = HashSet::new();
    let mut lines = Vec::new();
    for (place, record) in reader.byte_records().enumerate() {
        let number = record.as_ref().ok().and_then(|record| record.position()).map_or(place as u64 + 2, |at| at.line());
        let read = record.map_err(|error| error.to_string()).and_then(|record| {
            let line = Line::read(&headers, &record, specialties)?;
            if seen.insert(line.row.code.clone()) {
                Ok(line)
            } else {
                Err(format!("item_code {} is there twice", line.row.code))
            }
        });
        match read {
            Ok(line) => {
                report.notices.extend(line.notice.clone().map(|notice| (number, notice)));
                lines.push(line);
            }
            Err(reason) => report.bad.push((number, reason)),
        }
        report.rows += 1;
        progress(place + 1);
    }
    Ok(lines)
}

fn append_event(connection: &mut PgConnection, report: &Report) -> QueryResult<usize> {
    let after = serde_json::json!({
        "rows": report.rows, "inserted": report.inserted, "updated": report.updated, "unchanged": report.unchanged,
    });
    diesel::insert_into(events::table)
        .values((events::verb.eq("import_formulary"), events::after.eq(after)))
        .execute(connection)
}
