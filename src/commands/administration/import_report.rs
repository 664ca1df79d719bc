//! What an import found and did, in words for whoever started it.

use std::fmt;

/// Bad lines shown; the rest is counted.
const SHOWN: usize = 50;

/// Lines are numbered as an editor numbers them; the header is line 1.
#[derive(Debug, Default)]
pub struct Report {
    pub rows: usize,
    pub inserted: usize,
    pub updated: usize,
    pub unchanged: usize,
    /// Rows of a list that the file does not have any more.
    pub removed: usize,
    /// Lines that cannot be imported, and why. With one of these nothing was written.
    pub bad: Vec<(u64, String)>,
    /// Lines that were imported with something to know.
    pub notices: Vec<(u64, String)>,
}

impl Report {
    pub fn is_written(&self) -> bool {
        self.bad.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Report { rows, inserted, updated, unchanged, removed, bad, notices } = self;
        for (line, reason) in bad.iter().take(SHOWN) {
            writeln!(formatter, "line {line}: {reason}")?;
        }
        if bad.len() > SHOWN {
            writeln!(formatter, "… and {} more bad lines", bad.len() - SHOWN)?;
        }
        if !bad.is_empty() {
            return write!(formatter, "{rows} rows, {} of them bad: nothing was written.", bad.len());
        }
        write!(formatter, "{rows} rows: {inserted} inserted, {updated} updated, {unchanged} unchanged")?;
        if *removed > 0 {
            write!(formatter, ", {removed} removed")?;
        }
        write!(formatter, ".")?;
        if let Some((line, notice)) = notices.first() {
            write!(formatter, "\n{} lines have a notice, the first on line {line}: {notice}", notices.len())?;
        }
        Ok(())
    }
}
