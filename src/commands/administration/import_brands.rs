//! Import brands: what each contains, whole, in place of the earlier ones (KNOW-5).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::csv_file::{Fields, ImportError, Line, read_bytes, read_lines};
use super::folded::folded;
use super::import_report::Report;
use crate::schema::{allergen_terms, brands, events};

const COLUMNS: [&str; 4] = ["brand", "substances", "source", "as_of"];
/// What is shipped: brands as people say them, each row to be looked at by the hospital.
const STARTER: &[u8] = include_bytes!("starter_knowledge/brands.csv");
/// Words for classes, folded.
const WORDS: &[u8] = include_bytes!("starter_knowledge/allergen_words.csv");
/// Rows that one statement writes: a server takes 65,535 values at most.
const AT_ONCE: usize = 1_000;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Insertable, Queryable, Selectable)]
#[diesel(table_name = brands)]
struct BrandRow {
    brand: String,
    name: String,
    substances: Vec<String>,
    source: String,
    as_of: NaiveDate,
    state: String,
}

/// What a hospital writes itself is adopted, where the file says nothing else.
///
/// # Errors
/// [`ImportError`]; bad lines are in the [`Report`], and nothing was written then.
pub fn import_brands(connection: &mut PgConnection, path: &Path) -> Result<Report, ImportError> {
    let lines = read_lines(path, &COLUMNS, |fields| read(fields, "adopted"), |_| {})?;
    write(connection, lines)
}

/// The shipped ones, in place of the earlier ones.
///
/// # Errors
/// As [`import_brands`].
pub fn import_starter_brands(connection: &mut PgConnection) -> Result<Report, ImportError> {
    let lines = read_bytes("the shipped brands", STARTER, &COLUMNS, |fields| read(fields, "starter"), |_| {})?;
    write(connection, lines)
}

/// Words that people write for a class of allergens; those that are there already stay as they are.
///
/// # Errors
/// As [`import_brands`].
pub fn import_starter_allergen_words(connection: &mut PgConnection) -> Result<Report, ImportError> {
    let word = |fields: &Fields<'_>| Ok((fields.required("word")?.to_owned(), fields.required("class")?.to_owned()));
    let lines = read_bytes("the shipped words for allergens", WORDS, &["word", "class"], word, |_| {})?;
    let mut report = Report { rows: lines.len(), ..Report::default() };
    let mut rows = Vec::new();
    for (number, line) in lines {
        match line {
            Ok((word, class)) => rows.push((allergen_terms::term.eq(word), allergen_terms::class_code.eq(class))),
            Err(reason) => report.bad.push((number, reason)),
        }
    }
    if report.is_written() {
        report.inserted =
            diesel::insert_into(allergen_terms::table).values(rows).on_conflict_do_nothing().execute(connection)?;
        report.unchanged = report.rows - report.inserted;
    }
    Ok(report)
}

fn read(fields: &Fields<'_>, state: &str) -> Result<BrandRow, String> {
    let name = fields.required("brand")?.to_owned();
    let substances = fields.required("substances")?.split('|').map(|substance| substance.trim().to_owned());
    let as_of = fields.required("as_of")?;
    Ok(BrandRow {
        brand: name.clone(),
        name,
        substances: substances.filter(|substance| !substance.is_empty()).collect(),
        source: fields.required("source")?.to_owned(),
        as_of: as_of.parse().map_err(|_| format!("as_of “{as_of}” is not a day like 2026-12-01"))?,
        state: if fields.text("state").is_empty() {
            state.to_owned()
        } else {
            fields.one_of("state", &["starter", "adopted", "off"])?.to_owned()
        },
    })
}

fn write(connection: &mut PgConnection, lines: Vec<Line<BrandRow>>) -> Result<Report, ImportError> {
    let mut report = Report::default();
    let mut rows = BTreeMap::new();
    let read = || lines.iter().filter_map(|(_, line)| line.as_ref().ok());
    let folded = folded(connection, read().flat_map(|row| row.substances.iter().chain([&row.brand])))?;
    let fold = |name: &String| folded.get(name).cloned().unwrap_or_default();
    for (number, line) in lines {
        report.rows += 1;
        match line {
            Err(reason) => report.bad.push((number, reason)),
            Ok(mut row) => {
                row.brand = fold(&row.brand);
                row.substances = row.substances.iter().map(fold).collect();
                if rows.insert(row.brand.clone(), row).is_some() {
                    report.bad.push((number, "the brand is there twice".to_owned()));
                }
            }
        }
    }
    if !report.is_written() {
        return Ok(report);
    }
    connection.transaction(|connection| {
        let earlier: Vec<BrandRow> = brands::table.select(BrandRow::as_select()).load(connection)?;
        let earlier: BTreeSet<BrandRow> = earlier.into_iter().collect();
        let new: BTreeSet<BrandRow> = rows.into_values().collect();
        report.unchanged = new.intersection(&earlier).count();
        (report.inserted, report.removed) = (new.len() - report.unchanged, earlier.len() - report.unchanged);
        if new != earlier {
            diesel::delete(brands::table).execute(connection)?;
            for rows in new.into_iter().collect::<Vec<_>>().chunks(AT_ONCE) {
                diesel::insert_into(brands::table).values(rows).execute(connection)?;
            }
        }
        let after = serde_json::json!({ "inserted": report.inserted, "removed": report.removed });
        diesel::insert_into(events::table)
            .values((events::verb.eq("import_brands"), events::after.eq(after)))
            .execute(connection)?;
        Ok(report)
    })
}
