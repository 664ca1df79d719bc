//! Medicines that stand in notes and indications, where nobody checks, supplies or counts them (KNOW-11).

use std::collections::BTreeSet;

use diesel::prelude::*;

use crate::domain::item::Item;
use crate::domain::safety::notes::InNote;
use crate::domain::safety::{Drug, Origin};
use crate::schema::{brands, medications};

use super::names::runs_of;

/// What is written of how something is given, and is no medicine there, folded.
const AROUND: [&str; 8] = [
    "agua",
    "agua para injetaveis",
    "agua para injecao",
    "water",
    "water for injections",
    "glicose",
    "cloreto de sodio",
    "sodium chloride",
];
/// Letters of the shortest name that is looked for: shorter ones are words.
const SHORTEST: usize = 4;

diesel::define_sql_function! {
    fn fold(value: diesel::sql_types::Text) -> diesel::sql_types::Text;
}

/// The rows whose note or indication names a medicine other than their own; one statement, and two more where something
/// is written at all.
pub fn in_notes(connection: &mut PgConnection, items: &[(usize, &Item)], new: &[Drug]) -> QueryResult<Vec<InNote>> {
    let written = |item: &Item| {
        let indication = item.contents.indication.as_deref().unwrap_or_default();
        [item.note.as_str(), indication].join(" ").replace(['\n', '\r'], " ")
    };
    let texts: Vec<(usize, String)> = items.iter().map(|(place, item)| (*place, written(item))).collect();
    if texts.iter().all(|(_, text)| text.trim().is_empty()) {
        return Ok(Vec::new());
    }
    let all: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
    let folded: String = diesel::select(fold(all.join("\n"))).get_result(connection)?;
    let named = |text: &str| -> Vec<String> {
        let names = runs_of(text).into_iter().map(|run| run.name);
        names.filter(|name| name.chars().count() >= SHORTEST && !AROUND.contains(&name.as_str())).collect()
    };
    let by_row: Vec<(usize, Vec<String>)> =
        texts.iter().zip(folded.split('\n')).map(|((place, _), text)| (*place, named(text))).collect();
    let names: BTreeSet<&String> = by_row.iter().flat_map(|(_, names)| names).collect();
    let names: Vec<&String> = names.into_iter().collect();
    let substances: Vec<Vec<String>> = medications::table
        .filter(medications::substances.overlaps_with(&names))
        .select(medications::substances)
        .distinct()
        .load(connection)?;
    let brands: Vec<(String, Vec<String>)> = brands::table
        .filter(brands::brand.eq_any(&names))
        .filter(brands::state.ne("off"))
        .select((brands::brand, brands::substances))
        .load(connection)?;
    let in_row = |(place, names): (usize, Vec<String>)| {
        let drug = new.iter().find(|drug| drug.origin == Origin::Row(place))?;
        let is_medicine = |name: &String| {
            let of_brand = brands.iter().find(|(brand, _)| brand == name);
            let is_own = drug.substances.contains(name)
                || of_brand.is_some_and(|(_, own)| own.iter().any(|substance| drug.substances.contains(substance)));
            !is_own && (of_brand.is_some() || substances.iter().any(|of_one| of_one.contains(name)))
        };
        let found: BTreeSet<String> = names.into_iter().filter(is_medicine).collect();
        let names = found.into_iter().collect::<Vec<_>>().join(", ");
        (!names.is_empty()).then(|| InNote { row: place, medication: drug.name.clone(), key: drug.key(), names })
    };
    Ok(by_row.into_iter().filter_map(in_row).collect())
}
