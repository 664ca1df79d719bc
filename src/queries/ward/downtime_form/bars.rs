//! A row's code as bars: Code 128, which any scanner of a ward reads, those for lines alone too.

use std::fmt::Write;

use code128::Code128;

use crate::domain::paper::row_code::RowCode;

/// Height of the drawing, in modules of its width.
const HEIGHT: usize = 24;
/// Empty modules on each side.
const QUIET: usize = 10;
/// Thousandths of a millimetre: six dots of a printer of 600 dpi, three of one of 300, and as wide as hand-held scanners ask for.
const MODULE: usize = 254;

pub struct Bars {
    /// Modules, the empty ones on each side included.
    pub width: usize,
    /// For the attribute `d` of SVG.
    pub path: String,
    /// What the bars say, in fours.
    pub text: String,
}

impl Bars {
    /// Of digits alone, so that two of them take one symbol.
    pub fn of(code: &RowCode) -> Self {
        let symbol = Code128::encode(code.to_string().as_bytes());
        let mut path = format!("M{QUIET} 0");
        for bar in symbol.bars() {
            // Writing into a text cannot fail.
            let _ = write!(path, "h{}v{HEIGHT}h-{}zm{} 0", bar.width, bar.width, bar.width + bar.space);
        }
        Bars { width: symbol.len(), path, text: code.in_fours() }
    }

    pub fn height(&self) -> usize {
        HEIGHT
    }

    /// With its unit, as SVG has it.
    pub fn width_in_millimetres(&self) -> String {
        millimetres(self.width * MODULE)
    }

    pub fn height_in_millimetres(&self) -> String {
        millimetres(HEIGHT * MODULE)
    }
}

fn millimetres(thousandths: usize) -> String {
    format!("{}.{:03}mm", thousandths / 1000, thousandths % 1000)
}
