//! An item of a prescription: complete, or a list of what is missing (ITEM-2).

pub mod as_needed;
pub mod contents;
mod draft;
mod fields;
pub mod infusion;
pub mod lists;
pub mod per_kg;
pub mod programme;
pub mod protocol;
pub mod rate;
pub mod surface;
pub mod therapy;
pub mod typed;
pub mod weight;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::clock::Clock;
use crate::domain::medication::Specialty;
use crate::domain::named::Named;
use crate::domain::number::DecimalMark;
use crate::domain::plan::Plan;
use contents::Contents;
pub use draft::Draft;
use lists::CodeLists;
use surface::Height;
use weight::Weight;

/// A complete item, ready to be written.
#[derive(Clone, Debug)]
pub struct Item {
    pub medication_id: i64,
    pub quantity: Decimal,
    pub unit: String,
    pub route: String,
    /// Where the hospital gives the medication by others (KNOW-3).
    pub unusual_route: Option<UnusualRoute>,
    pub frequency: String,
    pub plan: Plan,
    pub duration_days: i16,
    pub contents: Contents,
    /// The programme that its doctor is registered in (WHO-5).
    pub programme: Option<String>,
    pub note: String,
}

/// A route that the form allows and the hospital's list of the medication's routes does not have.
#[derive(Clone, Debug)]
pub struct UnusualRoute {
    pub route: Named,
    pub usual: Vec<Named>,
}

/// What an item is checked against.
#[derive(Clone, Copy)]
pub struct Circumstances<'a> {
    pub lists: &'a CodeLists,
    /// The signing doctor's; None where nothing is signed yet.
    pub specialty: Option<&'a Specialty>,
    /// The signing doctor; None where nothing is signed yet.
    pub doctor_id: Option<i64>,
    pub mark: DecimalMark,
    /// The moment of signing.
    pub clock: Clock,
    /// None where there is no weight that is recent enough.
    pub weight: Option<&'a Weight>,
    pub height: Option<&'a Height>,
    /// The day of signing, on the hospital's clock.
    pub today: NaiveDate,
    /// Days that a pregnancy test counts for; None of who cannot become pregnant (WHO-5).
    pub pregnancy_test_days: Option<i16>,
    /// Written for home: protocols have papers of their own there, and are not asked for here.
    pub at_home: bool,
}
