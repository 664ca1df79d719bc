//! The hospital's name and address, for page heads and printouts (ID-1).

use diesel::prelude::*;

use crate::read_model::tables::hospital;

#[derive(Clone, Debug, Default, Queryable, Selectable)]
#[diesel(table_name = hospital)]
pub struct Hospital {
    pub name: String,
    pub address: String,
    pub phone: String,
    pub cnes: String,
    /// True for the demo hospital.
    pub demo: bool,
}

/// The one hospital; empty until it has been entered.
///
/// # Errors
/// A database error.
pub fn hospital(connection: &mut PgConnection) -> QueryResult<Hospital> {
    let found = hospital::table.select(Hospital::as_select()).first(connection).optional()?;
    Ok(found.unwrap_or_default())
}
