//! What only some items have, as lists and papers show it.

use serde::{Deserialize, Serialize};

use super::as_needed::AsNeeded;
use super::infusion::Infusion;
use super::per_kg::PerKg;
use super::programme::Safeguards;
use super::protocol::Protocol;
use super::surface::Surface;
use super::therapy::Therapy;
use super::weight::Weight;

/// Everything of an item beyond dose, route, frequency and days. A plain item has none of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contents {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub indication: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_needed: Option<AsNeeded>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub infusion: Option<Infusion>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_kg: Option<PerKg>,
    /// Of an antineoplastic (WHO-2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol: Option<Protocol>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surface: Option<Surface>,
    /// Of a medication with registered prescribers (WHO-5).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub safeguards: Option<Safeguards>,
    /// The weight that a dose or rate was calculated with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<Weight>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub therapy: Option<Therapy>,
    /// A vinca alkaloid: the warning goes wherever the item is shown (ITEM-16).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub fatal_by_other_routes: bool,
}
