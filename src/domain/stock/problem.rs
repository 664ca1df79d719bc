//! What can be wrong with what is said of stock; words as of [`crate::domain::problem::Problem`].

use chrono::NaiveDate;

use crate::domain::problem::Detail;

use super::gs1::Gs1Error;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StockProblem {
    Code(Gs1Error),
    /// The code's GTIN is another medication's (PH-7).
    OtherGtin {
        gtin: String,
    },
    LotMissing,
    /// More than 20 characters, or some that GS1 does not have (ST-3).
    LotUnreadable,
    ExpiryMissing,
    ExpiryUnreadable,
    /// It is over already (ST-2).
    ExpiryPast {
        day: NaiveDate,
    },
    /// The code says another lot or expiry than what is typed.
    NotAsScanned,
    UnitsMissing,
    /// Whole units only, and not absurdly many.
    UnitsUnreadable {
        most: u32,
    },
    CostMissing,
    CostUnreadable,
    SupplierMissing,
    InvoiceMissing,
    TextTooLong {
        most: usize,
    },
    /// Of what must stay cold, somebody says that it arrived so (ST-2).
    ColdChainUnconfirmed,
    PlaceMissing,
    /// Controlled substances are kept in the cabinet alone, and nothing else is (CTL-9).
    PlaceUnfit,
    /// Why a line of the register is taken back (CTL-7).
    ReversalReasonMissing,
    /// A line is taken back once (CTL-7).
    AlreadyReversed {
        by: i32,
    },
    /// What the line brought in has left its place meanwhile (ST-1).
    NothingToTakeBack {
        there: i32,
    },
}

impl StockProblem {
    /// The text's key, and what its words mention.
    pub fn words(&self) -> (&'static str, Vec<(&'static str, Detail<'_>)>) {
        use Detail::{Count, Day, Text};
        match self {
            StockProblem::Code(error) => code_words(error),
            StockProblem::OtherGtin { gtin } => ("problem-other-gtin", vec![("gtin", Text(gtin.clone()))]),
            StockProblem::LotMissing => ("problem-lot-missing", vec![]),
            StockProblem::LotUnreadable => ("problem-lot-unreadable", vec![]),
            StockProblem::ExpiryMissing => ("problem-expiry-missing", vec![]),
            StockProblem::ExpiryUnreadable => ("problem-expiry-unreadable", vec![]),
            StockProblem::ExpiryPast { day } => ("problem-expiry-past", vec![("day", Day(*day))]),
            StockProblem::NotAsScanned => ("problem-not-as-scanned", vec![]),
            StockProblem::UnitsMissing => ("problem-units-missing", vec![]),
            StockProblem::UnitsUnreadable { most } => {
                ("problem-units-unreadable", vec![("most", Text(most.to_string()))])
            }
            StockProblem::CostMissing => ("problem-cost-missing", vec![]),
            StockProblem::CostUnreadable => ("problem-cost-unreadable", vec![]),
            StockProblem::SupplierMissing => ("problem-supplier-missing", vec![]),
            StockProblem::InvoiceMissing => ("problem-invoice-missing", vec![]),
            StockProblem::TextTooLong { most } => ("problem-text-too-long", vec![("most", Count(*most))]),
            StockProblem::ColdChainUnconfirmed => ("problem-cold-chain-unconfirmed", vec![]),
            StockProblem::PlaceMissing => ("problem-place-missing", vec![]),
            StockProblem::PlaceUnfit => ("problem-place-unfit", vec![]),
            StockProblem::ReversalReasonMissing => ("problem-reversal-reason-missing", vec![]),
            StockProblem::AlreadyReversed { by } => ("problem-already-reversed", vec![("by", Text(by.to_string()))]),
            StockProblem::NothingToTakeBack { there } => {
                ("problem-nothing-to-take-back", vec![("there", Text(there.to_string()))])
            }
        }
    }
}

fn code_words(error: &Gs1Error) -> (&'static str, Vec<(&'static str, Detail<'_>)>) {
    use Detail::Text;
    let field = |name: &str| vec![("field", Text(name.to_owned()))];
    match error {
        Gs1Error::Empty | Gs1Error::NoGtin => ("problem-code-without-gtin", vec![]),
        Gs1Error::CheckDigit { gtin } => ("problem-code-check-digit", vec![("gtin", Text(gtin.clone()))]),
        Gs1Error::UnknownField { at } => ("problem-code-unknown-field", vec![("at", Text(at.clone()))]),
        Gs1Error::CutOff { field: name } => ("problem-code-cut-off", field(name)),
        Gs1Error::MissingFnc1 { field: name } => ("problem-code-missing-fnc1", field(name)),
        Gs1Error::NotDigits { field: name } => ("problem-code-not-digits", field(name)),
        Gs1Error::NoSuchDay { text } => ("problem-code-no-such-day", vec![("text", Text(text.clone()))]),
        Gs1Error::Contradiction { field: name } => ("problem-code-contradiction", field(name)),
    }
}
