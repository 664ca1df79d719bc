//! A row of the formulary as it is written, by the demo and by an import.

use diesel::prelude::*;
use serde::Deserialize;

use crate::schema::medications;

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
