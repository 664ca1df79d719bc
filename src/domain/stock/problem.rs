//! What can be wrong with what is said of stock; words as of [`crate::domain::problem::Problem`].

use chrono::NaiveDate;

use crate::domain::problem::Detail;

use super::gs1::Gs1Error;
use super::lot_state::LotState;

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
    /// `1,250` (ITEM-3).
    CostAmbiguous {
        large: String,
        small: String,
    },
    SupplierMissing,
    InvoiceMissing,
    TextTooLong {
        most: usize,
    },
    /// Of what must stay cold, somebody says that it arrived so (ST-2).
    ColdChainUnconfirmed,
    PlaceMissing,
    /// No dose of it is due while its prescription is valid, or all of it was supplied.
    NothingDue,
    /// More units than its doses come to (PH-5).
    MoreThanPrescribed {
        most: u32,
    },
    /// What was scanned is of no chosen line (PH-7).
    CodeOfOther {
        gtin: String,
    },
    /// The code does not say which lot it is of (PH-7).
    CodeWithoutLot {
        gtin: String,
    },
    /// The lot is expired, quarantined, recalled, or not known (PH-6).
    LotNotPickable {
        lot: String,
    },
    /// Another lot than the one that expires first needs a reason (PH-6).
    DeviationUnexplained,
    /// More units than are in the bag, or out.
    MoreThanThere {
        most: u32,
    },
    /// What lies in a bag goes back whole.
    BagNotEmptied {
        units: u32,
    },
    /// What goes back to a shelf is intact, sealed, and stayed cold where it must (PH-9).
    ConditionUnconfirmed,
    /// What is discarded needs a reason.
    DiscardUnexplained,
    /// Controlled substances are kept in the cabinet alone, and nothing else is (CTL-9).
    PlaceUnfit,
    /// It is there already.
    SamePlace,
    /// Nothing of the lot is there by now.
    NothingThere,
    /// Fewer units are there than are to be taken (ST-1).
    TooFewThere {
        there: usize,
    },
    ReasonMissing,
    /// The lot is so by now, which the command is not for (PH-6, ST-5).
    LotIs {
        state: LotState,
    },
    /// Nothing more is received of a lot that is withdrawn (ST-5).
    LotWithdrawn {
        state: LotState,
    },
    /// No such lot of the medication was ever received.
    LotUnknown,
    CountMissing,
    CountUnreadable {
        most: u32,
    },
    /// Not which ones: a count is blind (ST-6).
    CountDiffers {
        lots: usize,
    },
    /// Stock moved after the count began, so that it is to be counted again (ST-6).
    MovedWhileCounted {
        lots: usize,
    },
    MaximumBelowMinimum,
    /// Somebody set them meanwhile.
    LevelsMoved,
    /// The form was carried out before, with other content.
    AlreadySent,
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
            StockProblem::CostAmbiguous { large, small } => {
                ("problem-dose-ambiguous", vec![("large", Text(large.clone())), ("small", Text(small.clone()))])
            }
            StockProblem::SupplierMissing => ("problem-supplier-missing", vec![]),
            StockProblem::InvoiceMissing => ("problem-invoice-missing", vec![]),
            StockProblem::TextTooLong { most } => ("problem-text-too-long", vec![("most", Count(*most))]),
            StockProblem::ColdChainUnconfirmed => ("problem-cold-chain-unconfirmed", vec![]),
            StockProblem::NothingDue => ("problem-nothing-due", vec![]),
            StockProblem::MoreThanPrescribed { most } => {
                ("problem-more-than-prescribed", vec![("most", Text(most.to_string()))])
            }
            StockProblem::CodeOfOther { gtin } => ("problem-code-of-other", vec![("gtin", Text(gtin.clone()))]),
            StockProblem::CodeWithoutLot { gtin } => ("problem-code-without-lot", vec![("gtin", Text(gtin.clone()))]),
            StockProblem::LotNotPickable { lot } => ("problem-lot-not-pickable", vec![("lot", Text(lot.clone()))]),
            StockProblem::DeviationUnexplained => ("problem-deviation-unexplained", vec![]),
            StockProblem::MoreThanThere { most } => ("problem-more-than-there", vec![("most", Text(most.to_string()))]),
            StockProblem::BagNotEmptied { units } => {
                ("problem-bag-not-emptied", vec![("units", Text(units.to_string()))])
            }
            StockProblem::ConditionUnconfirmed => ("problem-condition-unconfirmed", vec![]),
            StockProblem::DiscardUnexplained => ("problem-discard-unexplained", vec![]),
            StockProblem::PlaceMissing => ("problem-place-missing", vec![]),
            StockProblem::PlaceUnfit => ("problem-place-unfit", vec![]),
            StockProblem::SamePlace => ("problem-same-place", vec![]),
            StockProblem::NothingThere => ("problem-nothing-there", vec![]),
            StockProblem::TooFewThere { there } => ("problem-too-few-there", vec![("there", Count(*there))]),
            StockProblem::ReasonMissing => ("problem-stock-reason-missing", vec![]),
            StockProblem::LotIs { state } => (lot_is(*state), vec![]),
            StockProblem::LotWithdrawn { state: LotState::Recalled } => ("problem-lot-of-recall", vec![]),
            StockProblem::LotWithdrawn { .. } => ("problem-lot-of-quarantine", vec![]),
            StockProblem::LotUnknown => ("problem-lot-unknown", vec![]),
            StockProblem::CountMissing => ("problem-count-missing", vec![]),
            StockProblem::CountUnreadable { most } => {
                ("problem-count-unreadable", vec![("most", Text(most.to_string()))])
            }
            StockProblem::CountDiffers { lots } => ("problem-count-differs", vec![("lots", Count(*lots))]),
            StockProblem::MovedWhileCounted { lots } => ("problem-moved-while-counted", vec![("lots", Count(*lots))]),
            StockProblem::MaximumBelowMinimum => ("problem-maximum-below-minimum", vec![]),
            StockProblem::LevelsMoved => ("problem-levels-moved", vec![]),
            StockProblem::AlreadySent => ("problem-already-sent", vec![]),
            StockProblem::ReversalReasonMissing => ("problem-reversal-reason-missing", vec![]),
            StockProblem::AlreadyReversed { by } => ("problem-already-reversed", vec![("by", Text(by.to_string()))]),
            StockProblem::NothingToTakeBack { there } => {
                ("problem-nothing-to-take-back", vec![("there", Text(there.to_string()))])
            }
        }
    }
}

fn lot_is(state: LotState) -> &'static str {
    match state {
        LotState::Usable => "problem-lot-is-usable",
        LotState::Quarantined => "problem-lot-is-quarantined",
        LotState::Recalled => "problem-lot-is-recalled",
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
