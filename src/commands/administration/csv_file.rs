//! A CSV file to be imported: its header checked, its lines read one by one, each fault told by its line.

use std::path::Path;

use csv::{ByteRecord, StringRecord};

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

/// One line's fields by column.
pub struct Fields<'a> {
    headers: &'a StringRecord,
    record: StringRecord,
}

impl Fields<'_> {
    /// The trimmed text of a column; empty where the file has no such column.
    pub fn text(&self, column: &str) -> &str {
        let place = self.headers.iter().position(|name| name == column);
        place.and_then(|place| self.record.get(place)).unwrap_or_default().trim()
    }

    /// # Errors
    /// In words, when the column is empty.
    pub fn required(&self, column: &str) -> Result<&str, String> {
        let text = self.text(column);
        if text.is_empty() { Err(format!("{column} is empty")) } else { Ok(text) }
    }

    /// # Errors
    /// In words, when the column says something else.
    pub fn one_of(&self, column: &str, known: &[&str]) -> Result<&str, String> {
        let text = self.text(column);
        if known.contains(&text) { Ok(text) } else { Err(format!("{column} “{text}” is not known")) }
    }

    /// # Errors
    /// In words, when the column is neither 0, 1 nor empty.
    pub fn flag(&self, column: &str) -> Result<bool, String> {
        match self.text(column) {
            "1" => Ok(true),
            "0" | "" => Ok(false),
            other => Err(format!("{column} is “{other}”, not 0 or 1")),
        }
    }
}

/// A line's number, and what it says or what is wrong with it.
pub type Line<T> = (u64, Result<T, String>);

/// Reads every line with `read`; `done` is told how many there were so far. Lines are numbered as an editor
/// numbers them; the header is line 1.
///
/// # Errors
/// [`ImportError`]; what is wrong with a line is the line's own result.
pub fn read_lines<T>(
    path: &Path,
    columns: &[&str],
    read: impl FnMut(&Fields<'_>) -> Result<T, String>,
    done: impl FnMut(usize),
) -> Result<Vec<Line<T>>, ImportError> {
    let shown = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| ImportError::File { path: shown.clone(), error })?;
    read_bytes(&shown, &bytes, columns, read, done)
}

/// As [`read_lines`], of a file that is at hand already, by the name that it is called.
///
/// # Errors
/// As [`read_lines`].
pub fn read_bytes<T>(
    shown: &str,
    bytes: &[u8],
    columns: &[&str],
    mut read: impl FnMut(&Fields<'_>) -> Result<T, String>,
    mut done: impl FnMut(usize),
) -> Result<Vec<Line<T>>, ImportError> {
    let shown = shown.to_owned();
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let headers = reader.headers().map_err(|error| ImportError::NotCsv { path: shown.clone(), error })?.clone();
    let missing: Vec<&str> =
        columns.iter().copied().filter(|column| !headers.iter().any(|name| name == *column)).collect();
    if !missing.is_empty() {
        return Err(ImportError::MissingColumns { path: shown, missing: missing.join(", ") });
    }
    let mut lines = Vec::new();
    for (place, record) in reader.byte_records().enumerate() {
        let number = record.as_ref().ok().and_then(|record| record.position()).map_or(place as u64 + 2, |at| at.line());
        let line = record.map_err(|error| error.to_string()).and_then(|record| read(&fields(&headers, &record)?));
        lines.push((number, line));
        done(place + 1);
    }
    Ok(lines)
}

fn fields<'a>(headers: &'a StringRecord, record: &ByteRecord) -> Result<Fields<'a>, String> {
    if record.len() != headers.len() {
        return Err(format!("{} fields instead of {}", record.len(), headers.len()));
    }
    let record = StringRecord::from_byte_record(record.clone()).map_err(|_| "not valid UTF-8".to_owned())?;
    if record.iter().any(|field| field.contains('\0')) {
        return Err("a zero byte in the text".to_owned());
    }
    Ok(Fields { headers, record })
}
