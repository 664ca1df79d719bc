//! Why chosen lines did not take their step.

use actix_web::http::StatusCode;

/// Nothing was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No line was chosen.
    Nothing,
    /// Nobody is named who carries the bags.
    NoPorter,
    /// One of them moved after it was seen, or cannot take this step.
    Moved,
    /// The prescription of one of them has ended (VAL-1).
    Ended,
    /// High-alert and controlled medications are checked by another person first (ITEM-13).
    Unchecked,
    /// The check is by another person than the one who filled the bag (WHO-8).
    OwnBag,
    /// A lot in one of the bags is quarantined or recalled (ST-5).
    Recalled,
    /// The patient is in another bed than the bag's label says (PH-9).
    Elsewhere,
    /// Bags that one porter takes go to one ward.
    ManyWards,
    /// Somebody else is on one of them.
    Claimed(String),
}

impl Refusal {
    /// The key of its words, and the name in them.
    pub fn words(&self) -> (&'static str, Option<&str>) {
        match self {
            Refusal::Nothing => ("lines-refused-nothing", None),
            Refusal::NoPorter => ("lines-refused-no-porter", None),
            Refusal::Moved => ("lines-refused-moved", None),
            Refusal::Ended => ("lines-refused-ended", None),
            Refusal::Unchecked => ("lines-refused-unchecked", None),
            Refusal::OwnBag => ("lines-refused-own-bag", None),
            Refusal::Recalled => ("lines-refused-recalled", None),
            Refusal::Elsewhere => ("lines-refused-elsewhere", None),
            Refusal::ManyWards => ("lines-refused-many-wards", None),
            Refusal::Claimed(name) => ("lines-refused-claimed", Some(name)),
        }
    }

    /// What is only to be said otherwise, or what is not as it was seen.
    pub fn status(&self) -> StatusCode {
        match self {
            Refusal::Nothing | Refusal::NoPorter => StatusCode::UNPROCESSABLE_ENTITY,
            _ => StatusCode::CONFLICT,
        }
    }
}
