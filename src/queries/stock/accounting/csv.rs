//! A table for a spreadsheet: semicolons and decimal commas where people write these, and no text that it would run.

use csv::WriterBuilder;
use rust_decimal::Decimal;

use crate::domain::number::DecimalMark;
use crate::domain::spreadsheet::inert;
use crate::error::{AppError, AppResult};
use crate::language::Words;

use super::tables::{Cell, Table};

/// Tells a spreadsheet that the text is UTF-8.
const UTF_8: &[u8] = "\u{feff}".as_bytes();

/// # Errors
/// [`AppError::Internal`] where it cannot be written, which memory alone could cause.
pub fn written(table: &Table, words: &Words) -> AppResult<Vec<u8>> {
    let delimiter = if words.language.decimal_mark() == DecimalMark::Comma { b';' } else { b',' };
    let mut writer = WriterBuilder::new().delimiter(delimiter).from_writer(UTF_8.to_vec());
    let failed = |_| AppError::Internal("a table could not be written");
    writer.write_record(table.headings.iter().map(|key| heading(key, words))).map_err(failed)?;
    for row in &table.rows {
        writer.write_record(row.iter().map(|cell| cell.exported(words))).map_err(failed)?;
    }
    writer.into_inner().map_err(|_| AppError::Internal("a table could not be written"))
}

/// A spreadsheet counts times in minutes.
fn heading(key: &str, words: &Words) -> String {
    let heading = words.of("accounting-column", key);
    if matches!(key, "median" | "p90") { format!("{heading} (min)") } else { heading.to_string() }
}

impl Cell {
    /// Numbers without grouping, times in minutes, days as ISO 8601 has them.
    fn exported(&self, words: &Words) -> String {
        match self {
            Cell::Text(text) => inert(text).into_owned(),
            Cell::Whole(number) | Cell::Minutes(number) => number.to_string(),
            Cell::Money(amount) => with_mark(amount, words.language.decimal_mark()),
            Cell::Day(day) => day.to_string(),
        }
    }
}

fn with_mark(amount: &Decimal, mark: DecimalMark) -> String {
    format!("{:.2}", amount.round_dp(2)).replace('.', &mark.mark().to_string())
}
