//! A symbol to scan, drawn as one path of SVG, in modules.

use std::fmt::Write;

use qrcode::types::QrError;
use qrcode::{EcLevel, QrCode};

/// Empty modules around a QR code, as its standard asks for.
const QR_QUIET: usize = 4;

/// A square symbol.
pub struct Symbol {
    /// Modules of a side, the quiet zone included.
    pub side: usize,
    /// For the attribute `d` of SVG.
    pub path: String,
}

impl Symbol {
    /// Of rows of modules, dark ones true, with so many empty ones around.
    pub fn of_modules(modules: &[bool], width: usize, quiet: usize) -> Self {
        let mut path = String::new();
        for (line, row) in modules.chunks(width.max(1)).enumerate() {
            draw_runs(&mut path, line + quiet, quiet, row);
        }
        Symbol { side: width + 2 * quiet, path }
    }

    /// A QR code that a copy of a copy still shows: a quarter of it may be lost.
    ///
    /// # Errors
    /// More than a symbol holds, some 1,600 characters.
    pub fn qr(text: &str) -> Result<Self, QrError> {
        let code = QrCode::with_error_correction_level(text, EcLevel::Q)?;
        let modules: Vec<bool> = code.to_colors().iter().map(|color| *color == qrcode::Color::Dark).collect();
        Ok(Symbol::of_modules(&modules, code.width(), QR_QUIET))
    }
}

/// A rectangle for each run of dark modules; in one path they have no seams.
fn draw_runs(path: &mut String, line: usize, quiet: usize, row: &[bool]) {
    let mut column = quiet;
    for run in row.chunk_by(|one, next| one == next) {
        if run.first() == Some(&true) {
            // Writing into a text cannot fail.
            let _ = write!(path, "M{column} {line}h{}v1h-{}z", run.len(), run.len());
        }
        column += run.len();
    }
}
