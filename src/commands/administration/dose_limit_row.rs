//! A maximum dose as it is written, by the demo and by an import.

use diesel::prelude::*;
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::schema::dose_limits;

/// One substance from one age on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Insertable, Queryable, Selectable)]
#[diesel(table_name = dose_limits)]
pub struct DoseLimitRow {
    pub substance: String,
    pub unit_code: String,
    #[serde(with = "rust_decimal::serde::str_option")]
    pub single_maximum: Option<Decimal>,
    #[serde(with = "rust_decimal::serde::str_option")]
    pub daily_maximum: Option<Decimal>,
    pub from_age_years: i16,
    pub policy: String,
}
