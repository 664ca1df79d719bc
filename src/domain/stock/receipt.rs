//! Stock as it arrives: lot, expiry, units, cost, supplier and invoice (ST-2).

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::number::{DecimalMark, parse_quantity};
use crate::domain::problem::Problem;

use super::gs1::{Gs1, last_day, parse};
use super::problem::StockProblem;

/// Units that one receipt may have; more is a slip of the finger.
pub(super) const MOST_UNITS: u32 = 1_000_000;
/// Characters of a supplier's name.
const LONGEST_SUPPLIER: usize = 120;
/// Characters of an invoice's number; an NF-e key has 44.
const LONGEST_INVOICE: usize = 60;
/// Characters of a lot (ST-3).
const LONGEST_LOT: usize = 20;

/// The fields as typed.
#[derive(Clone, Copy, Debug)]
pub struct TypedReceipt<'a> {
    /// A GS1 code; what it says need not be typed.
    pub code: &'a str,
    pub lot: &'a str,
    /// `12/2027`, `31/12/2027` or `2027-12-31`.
    pub expiry: &'a str,
    pub units: &'a str,
    pub unit_cost: &'a str,
    pub supplier: &'a str,
    pub invoice: &'a str,
    /// Somebody says that it arrived cold.
    pub cold: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub gtin: Option<String>,
    pub lot: String,
    pub expires_on: NaiveDate,
    pub units: u32,
    pub unit_cost: Decimal,
    pub supplier: String,
    pub invoice: String,
}

/// A field of the form, to hang a problem on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReceiptField {
    Medication,
    Code,
    Lot,
    Expiry,
    Units,
    UnitCost,
    Supplier,
    Invoice,
    Cold,
    Place,
}

impl ReceiptField {
    pub fn code(self) -> &'static str {
        match self {
            ReceiptField::Medication => "medication",
            ReceiptField::Code => "code",
            ReceiptField::Lot => "lot",
            ReceiptField::Expiry => "expiry",
            ReceiptField::Units => "units",
            ReceiptField::UnitCost => "unit-cost",
            ReceiptField::Supplier => "supplier",
            ReceiptField::Invoice => "invoice",
            ReceiptField::Cold => "cold",
            ReceiptField::Place => "place",
        }
    }
}

type Problems = Vec<(ReceiptField, StockProblem)>;

/// Reads a receipt.
///
/// # Errors
/// All that is wrong with it, each with its field.
pub fn read_receipt(
    typed: &TypedReceipt<'_>,
    cold_chain: bool,
    today: NaiveDate,
    mark: DecimalMark,
) -> Result<Receipt, Problems> {
    let mut problems = Problems::new();
    let mut keep = |field, problem| problems.push((field, problem));
    let code = scanned(typed.code, today).map_err(|problem| keep(ReceiptField::Code, problem)).unwrap_or_default();
    let lot = lot(typed.lot, &code).map_err(|problem| keep(ReceiptField::Lot, problem)).ok();
    let expires_on = expiry(typed.expiry, &code, today).map_err(|problem| keep(ReceiptField::Expiry, problem)).ok();
    let units = read_units(typed.units).map_err(|problem| keep(ReceiptField::Units, problem)).ok();
    let cost = cost(typed.unit_cost, mark).map_err(|problem| keep(ReceiptField::UnitCost, problem)).ok();
    let supplier = text(typed.supplier, LONGEST_SUPPLIER, StockProblem::SupplierMissing);
    let supplier = supplier.map_err(|problem| keep(ReceiptField::Supplier, problem)).ok();
    let invoice = text(typed.invoice, LONGEST_INVOICE, StockProblem::InvoiceMissing);
    let invoice = invoice.map_err(|problem| keep(ReceiptField::Invoice, problem)).ok();
    if cold_chain && !typed.cold {
        keep(ReceiptField::Cold, StockProblem::ColdChainUnconfirmed);
    }
    match (lot, expires_on, units, cost, supplier, invoice) {
        (Some(lot), Some(expires_on), Some(units), Some(unit_cost), Some(supplier), Some(invoice))
            if problems.is_empty() =>
        {
            let gtin = Some(code.gtin).filter(|gtin| !gtin.is_empty());
            Ok(Receipt { gtin, lot, expires_on, units, unit_cost, supplier, invoice })
        }
        _ => Err(problems),
    }
}

fn scanned(typed: &str, today: NaiveDate) -> Result<Gs1, StockProblem> {
    if typed.trim().is_empty() { Ok(Gs1::default()) } else { parse(typed, today).map_err(StockProblem::Code) }
}

/// As typed, or as the code says; never two of them.
fn lot(typed: &str, code: &Gs1) -> Result<String, StockProblem> {
    let typed = typed.trim();
    match &code.lot {
        Some(scanned) if typed.is_empty() || typed == scanned => Ok(scanned.clone()),
        Some(_) => Err(StockProblem::NotAsScanned),
        None if typed.is_empty() => Err(StockProblem::LotMissing),
        None if typed.len() <= LONGEST_LOT && typed.bytes().all(|byte| byte.is_ascii_graphic()) => Ok(typed.to_owned()),
        None => Err(StockProblem::LotUnreadable),
    }
}

/// Today is the last day that it may still arrive on.
fn expiry(typed: &str, code: &Gs1, today: NaiveDate) -> Result<NaiveDate, StockProblem> {
    let typed = typed.trim();
    let day = match (typed.is_empty(), code.expires_on) {
        (true, Some(day)) => day,
        (true, None) => return Err(StockProblem::ExpiryMissing),
        (false, scanned) => {
            let day = read_expiry(typed).ok_or(StockProblem::ExpiryUnreadable)?;
            if scanned.is_some_and(|scanned| scanned != day) {
                return Err(StockProblem::NotAsScanned);
            }
            day
        }
    };
    if day < today { Err(StockProblem::ExpiryPast { day }) } else { Ok(day) }
}

/// `12/2027` means the last day of the month (PH-6).
pub fn read_expiry(typed: &str) -> Option<NaiveDate> {
    if let Ok(day) = NaiveDate::parse_from_str(typed, "%Y-%m-%d") {
        return Some(day);
    }
    let parts: Vec<&str> = typed.split('/').collect();
    match parts.as_slice() {
        [month, year] if year.len() == 4 => last_day(year.parse().ok()?, month.parse().ok()?),
        [day, month, year] if year.len() == 4 => {
            NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        }
        _ => None,
    }
}

/// Whole units, at least one.
///
/// # Errors
/// The problem to say beside the field.
pub fn read_units(typed: &str) -> Result<u32, StockProblem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(StockProblem::UnitsMissing);
    }
    let units = typed.parse().ok().filter(|units| (1..=MOST_UNITS).contains(units));
    units.ok_or(StockProblem::UnitsUnreadable { most: MOST_UNITS })
}

fn cost(typed: &str, mark: DecimalMark) -> Result<Decimal, StockProblem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(StockProblem::CostMissing);
    }
    // What was given to the hospital costs nothing.
    if typed == "0" {
        return Ok(Decimal::ZERO);
    }
    parse_quantity(typed, mark).map_err(|problem| match problem {
        Problem::DoseAmbiguous { large, small } => StockProblem::CostAmbiguous { large, small },
        _ => StockProblem::CostUnreadable,
    })
}

fn text(typed: &str, most: usize, missing: StockProblem) -> Result<String, StockProblem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(missing);
    }
    if typed.chars().count() > most { Err(StockProblem::TextTooLong { most }) } else { Ok(typed.to_owned()) }
}
