//! A label's DataMatrix, and the size it is printed in.

use datamatrix::data::DataEncodingError;
use datamatrix::{DataMatrix, SymbolList};

use crate::domain::stock::label_code::LabelCode;
use crate::page::symbol::Symbol;

/// Empty modules around the symbol; the standard asks for one at least.
const QUIET: usize = 2;
/// Hundredths of a millimetre: four dots of a label printer of 203 dpi, and above the 0.4 mm that old scanners read.
const MODULE: usize = 50;

/// # Errors
/// More than a symbol holds, some 2,000 characters.
pub fn symbol_of(code: &LabelCode) -> Result<Symbol, DataEncodingError> {
    let (content, squares) = (code.content(), SymbolList::default().enforce_square());
    let encoded = match code.is_gs1() {
        true => DataMatrix::encode_gs1(content.as_bytes(), squares),
        false => DataMatrix::encode_str(&content, squares),
    };
    let bitmap = encoded?.bitmap();
    Ok(Symbol::of_modules(bitmap.bits(), bitmap.width(), QUIET))
}

/// Of a symbol's side, with its unit, as SVG has it.
pub fn size(symbol: &Symbol) -> String {
    millimetres(symbol.side * MODULE)
}

/// What a symbol leaves above it of so many hundredths of a millimetre.
pub fn above(symbol: &Symbol, height: usize) -> String {
    millimetres(height.saturating_sub(symbol.side * MODULE))
}

fn millimetres(hundredths: usize) -> String {
    format!("{}.{:02}mm", hundredths / 100, hundredths % 100)
}
