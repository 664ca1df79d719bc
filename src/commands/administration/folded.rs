//! Names as the database folds them, all of a file in one statement.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;
use diesel::sql_types::{Array, Text};

/// A name, and as it is looked up.
#[derive(QueryableByName)]
struct Folded {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    folded: String,
}

/// Each name's folded form, by the name.
///
/// # Errors
/// The database's.
pub fn folded<'a>(
    connection: &mut PgConnection,
    names: impl IntoIterator<Item = &'a String>,
) -> QueryResult<HashMap<String, String>> {
    let names: Vec<&String> = names.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    let rows: Vec<Folded> = diesel::sql_query("select name, fold(name) as folded from unnest($1) as name")
        .bind::<Array<Text>, _>(names)
        .load(connection)?;
    Ok(rows.into_iter().map(|row| (row.name, row.folded)).collect())
}
