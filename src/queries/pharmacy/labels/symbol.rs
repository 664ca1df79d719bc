//! A DataMatrix drawn as one path, in modules.

use std::fmt::Write;

use datamatrix::data::DataEncodingError;
use datamatrix::{DataMatrix, SymbolList};

use crate::domain::stock::label_code::LabelCode;

/// Empty modules around the symbol; the standard asks for one at least.
const QUIET: usize = 2;
/// Hundredths of a millimetre: four dots of a label printer of 203 dpi, and above the 0.4 mm that old scanners read.
const MODULE: usize = 50;

/// A square symbol.
pub struct Symbol {
    /// Modules of a side, the quiet zone included.
    pub side: usize,
    /// For the attribute `d` of SVG.
    pub path: String,
}

impl Symbol {
    /// # Errors
    /// More than a symbol holds, some 2,000 characters.
    pub fn of(code: &LabelCode) -> Result<Self, DataEncodingError> {
        let (content, squares) = (code.content(), SymbolList::default().enforce_square());
        let encoded = match code.is_gs1() {
            true => DataMatrix::encode_gs1(content.as_bytes(), squares),
            false => DataMatrix::encode_str(&content, squares),
        };
        let bitmap = encoded?.bitmap();
        let mut path = String::new();
        for (line, row) in bitmap.bits().chunks(bitmap.width()).enumerate() {
            draw_runs(&mut path, line, row);
        }
        Ok(Symbol { side: bitmap.width() + 2 * QUIET, path })
    }

    /// Of a side, with its unit, as SVG has it.
    pub fn size(&self) -> String {
        millimetres(self.side * MODULE)
    }

    /// What is left above it of so many hundredths of a millimetre.
    pub fn above(&self, height: usize) -> String {
        millimetres(height.saturating_sub(self.side * MODULE))
    }
}

fn millimetres(hundredths: usize) -> String {
    format!("{}.{:02}mm", hundredths / 100, hundredths % 100)
}

/// A rectangle for each run of dark modules; in one path they have no seams.
fn draw_runs(path: &mut String, line: usize, row: &[bool]) {
    let mut column = 0;
    for run in row.chunk_by(|one, next| one == next) {
        if run.first() == Some(&true) {
            // Writing into a text cannot fail.
            let _ = write!(path, "M{} {}h{}v1h-{}z", column + QUIET, line + QUIET, run.len(), run.len());
        }
        column += run.len();
    }
}
