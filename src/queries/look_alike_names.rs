//! How lists write names that are taken for one another (ITEM-12).

use diesel::prelude::*;

use crate::domain::tall_man::TallManNames;
use crate::read_model::tables::look_alike_names;

/// Names of a page's lines, as it shows them.
///
/// # Errors
/// A database error.
pub fn write_tall<'a>(
    connection: &mut PgConnection,
    names: impl IntoIterator<Item = &'a mut String>,
) -> QueryResult<()> {
    tall_man_names(connection)?.capitalise(names);
    Ok(())
}

/// All of them; a hospital has some hundreds at most.
///
/// # Errors
/// A database error.
pub fn tall_man_names(connection: &mut PgConnection) -> QueryResult<TallManNames> {
    let names =
        look_alike_names::table.select((look_alike_names::name, look_alike_names::tall_man)).load(connection)?;
    Ok(TallManNames::new(names))
}
