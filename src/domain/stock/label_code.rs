//! What the DataMatrix of a label says, and the one place where it is written down (PH-4, PH-7, ST-3).
//!
//! A dose has the same parts always: product, expiry, lot, and the serial `prescription-item-number`, where the number
//! is the dose's, counted from 1 (or the unit's, where units are labelled).
//!
//! - Where the lot has a GTIN and all of it fits GS1: `(01)GTIN(17)YYMMDD(10)lot(21)serial`, as a GS1 DataMatrix, FNC1
//!   first and after the lot.
//! - Otherwise: `P1|medication code|YYYYMMDD|serial|lot`. The lot stands last because it alone may have a `|` in it.
//! - A patient's bag: `P1|@|record number`; no medication's code has an `@`.

use chrono::{Datelike, NaiveDate};

use super::gs1::{self, Gs1};

/// What ends a field of variable length.
const FNC1: char = '\u{1d}';
/// Version and mark of our own codes.
const OURS: &str = "P1|";
const BAG: &str = "@|";
/// Characters that GS1 allows besides letters and digits (General Specifications, figure 7.11-1); without brackets, which
/// stand around the identifiers where people type the code.
const GS1_SIGNS: &str = "!\"%&'*+,-./_:;<=>?";
/// Characters of a lot or a serial in GS1.
const LONGEST: usize = 20;

/// What a label's code stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LabelCode {
    Dose(DoseCode),
    Bag { record_number: String },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoseCode {
    pub product: Product,
    pub expires_on: NaiveDate,
    pub lot: String,
    pub serial: Serial,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Product {
    /// 14 digits with a right check digit.
    Gtin(String),
    /// The formulary's code.
    Medication(String),
}

/// `12-1-3`: the third dose of the first item of prescription 12.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Serial {
    pub prescription: i64,
    pub item: i16,
    pub number: usize,
}

impl std::fmt::Display for Serial {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}-{}-{}", self.prescription, self.item, self.number)
    }
}

impl Serial {
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let serial = Serial {
            prescription: parts.next()?.parse().ok()?,
            item: parts.next()?.parse().ok()?,
            number: parts.next()?.parse().ok()?,
        };
        Some(serial).filter(|serial| serial.to_string() == text)
    }
}

impl DoseCode {
    /// The code of a lot's dose: with its GTIN where GS1 can hold all of it, else with the medication's code.
    pub fn of(gtin: Option<&str>, medication: &str, expires_on: NaiveDate, lot: &str, serial: Serial) -> Self {
        let fits = |text: &str| text.len() <= LONGEST && text.chars().all(is_of_gs1);
        let gtin = gtin.filter(|_| fits(lot) && fits(&serial.to_string()));
        let product =
            gtin.map_or_else(|| Product::Medication(medication.to_owned()), |gtin| Product::Gtin(gtin.to_owned()));
        DoseCode { product, expires_on, lot: lot.to_owned(), serial }
    }
}

fn is_of_gs1(character: char) -> bool {
    character.is_ascii_alphanumeric() || GS1_SIGNS.contains(character)
}

impl LabelCode {
    /// Whether the symbol begins with FNC1.
    pub fn is_gs1(&self) -> bool {
        matches!(self, LabelCode::Dose(DoseCode { product: Product::Gtin(_), .. }))
    }

    /// What the symbol holds, without the FNC1 at the beginning of a GS1 one.
    pub fn content(&self) -> String {
        match self {
            LabelCode::Bag { record_number } => format!("{OURS}{BAG}{record_number}"),
            LabelCode::Dose(DoseCode { product, expires_on: day, lot, serial }) => match product {
                Product::Gtin(gtin) => format!("01{gtin}17{}10{lot}{FNC1}21{serial}", day.format("%y%m%d")),
                Product::Medication(code) => {
                    format!("{OURS}{code}|{:04}{:02}{:02}|{serial}|{lot}", day.year(), day.month(), day.day())
                }
            },
        }
    }

    /// The same for people: GS1 with its identifiers in brackets.
    pub fn in_words(&self) -> String {
        match self {
            LabelCode::Dose(DoseCode { product: Product::Gtin(gtin), expires_on, lot, serial }) => {
                format!("(01){gtin}(17){}(10){lot}(21){serial}", expires_on.format("%y%m%d"))
            }
            _ => self.content(),
        }
    }

    /// Reads what a scanner makes of a label; None for any other code. The year of a GS1 expiry is the nearest one.
    pub fn parse(scanned: &str, today: NaiveDate) -> Option<Self> {
        match scanned.strip_prefix(OURS) {
            Some(ours) => ours.strip_prefix(BAG).map_or_else(|| parse_ours(ours), parse_bag),
            None => gs1::parse(scanned, today).ok().and_then(of_gs1),
        }
    }
}

fn parse_bag(record_number: &str) -> Option<LabelCode> {
    (!record_number.is_empty()).then(|| LabelCode::Bag { record_number: record_number.to_owned() })
}

fn parse_ours(text: &str) -> Option<LabelCode> {
    let mut parts = text.splitn(4, '|');
    let (medication, day, serial, lot) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    if medication.is_empty() || lot.is_empty() {
        return None;
    }
    let expires_on = NaiveDate::parse_from_str(day, "%Y%m%d").ok()?;
    let product = Product::Medication(medication.to_owned());
    Some(LabelCode::Dose(DoseCode { product, expires_on, lot: lot.to_owned(), serial: Serial::parse(serial)? }))
}

/// A manufacturer's code has another serial or none.
fn of_gs1(read: Gs1) -> Option<LabelCode> {
    let (expires_on, lot, serial) = (read.expires_on?, read.lot?, Serial::parse(&read.serial?)?);
    Some(LabelCode::Dose(DoseCode { product: Product::Gtin(read.gtin), expires_on, lot, serial }))
}
