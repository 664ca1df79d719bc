//! A row of the formulary as it is written, by the demo and by an import.

use diesel::prelude::*;
use serde::Deserialize;

use crate::schema::medications;

/// What an addendum of its list moves to the special-control prescription, by ATC code: tramadol, codeine, nalbuphine
/// and phenobarbital (CTL-3). A new row starts so; a hospital may change it.
pub const ADDENDA: [&str; 7] = ["N02AX02", "N02AJ13", "N02AJ14", "R05DA04", "N02AJ06", "N02AF02", "N03AA02"];

/// All that a file says of a medication; `code` tells which it is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Insertable, AsChangeset, Queryable, Selectable)]
#[diesel(table_name = medications)]
pub struct FormularyRow {
    pub code: String,
    pub name_pt: String,
    pub name_en: String,
    pub presentation_pt: String,
    pub presentation_en: String,
    pub strength: String,
    pub form_group_code: String,
    pub atc_code: String,
    pub aliases: String,
    pub usual_unit_code: Option<String>,
    pub dispensing_unit: String,
    pub controlled_list: String,
    pub antimicrobial: bool,
    pub cytotoxic: bool,
    pub cold_chain: bool,
    pub high_alert: String,
    pub allergy_classes: String,
    pub policy: String,
    pub specialty_restricted: bool,
    pub active: bool,
    pub synonyms: String,
}

impl FormularyRow {
    /// Whether a new row of it is on an addendum.
    pub fn has_addendum(&self) -> bool {
        !self.controlled_list.is_empty() && ADDENDA.contains(&self.atc_code.as_str())
    }
}
