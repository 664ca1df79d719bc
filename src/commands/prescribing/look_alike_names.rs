//! How forms write names that are taken for one another (ITEM-12).

use diesel::prelude::*;

use crate::domain::tall_man::TallManNames;
use crate::schema::look_alike_names;

/// Those among some names.
///
/// # Errors
/// A database error.
pub fn tall_man_names(connection: &mut PgConnection, among: Vec<String>) -> QueryResult<TallManNames> {
    let names = look_alike_names::table
        .filter(look_alike_names::name.eq_any(among))
        .select((look_alike_names::name, look_alike_names::tall_man))
        .load(connection)?;
    Ok(TallManNames::new(names))
}
