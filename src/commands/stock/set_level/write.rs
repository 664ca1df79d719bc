//! Sets, changes or removes a medication's levels, if they are still what the form showed.

use diesel::prelude::*;
use serde_json::json;

use super::form::LevelForm;
use crate::app::Abort;
use crate::clock;
use crate::commands::stock::refusal::Refusal;
use crate::domain::stock::levels::{Levels, read_levels};
use crate::domain::stock::problem::StockProblem;
use crate::schema::{events, medications, stock_levels};

#[derive(Clone)]
pub struct SetLevel {
    pub user_id: i64,
    pub code: String,
    pub form: LevelForm,
}

/// # Errors
/// What cannot be read; stale where somebody else set them meanwhile.
pub fn write(connection: &mut PgConnection, command: &SetLevel) -> Result<String, Abort<Refusal>> {
    let form = &command.form;
    let medication_id: i64 =
        medications::table.filter(medications::code.eq(&command.code)).select(medications::id).first(connection)?;
    let wanted = read_levels(&form.minimum, &form.maximum)
        .map_err(|(of_maximum, problem)| Refusal::of(if of_maximum { "maximum" } else { "minimum" }, problem))?;
    let before = levels(connection, medication_id)?;
    if seen(before) != form.seen || !replace(connection, command.user_id, medication_id, before, wanted)? {
        return Err(Refusal::stale(StockProblem::LevelsMoved).into());
    }
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(command.user_id),
            events::verb.eq("set_stock_level"),
            events::before.eq(json!({ "levels": seen(before) })),
            events::after.eq(json!({ "medication": medication_id, "levels": seen(wanted) })),
        ))
        .execute(connection)?;
    Ok(format!("/stock/medications/{}", command.code))
}

/// What is set now.
pub fn levels(connection: &mut PgConnection, medication_id: i64) -> QueryResult<Option<Levels>> {
    let found: Option<(i32, Option<i32>)> = stock_levels::table
        .find(medication_id)
        .select((stock_levels::minimum, stock_levels::maximum))
        .first(connection)
        .optional()?;
    Ok(found
        .map(|(minimum, maximum)| Levels { minimum: minimum.unsigned_abs(), maximum: maximum.map(i32::unsigned_abs) }))
}

/// As the form carries them.
pub fn seen(levels: Option<Levels>) -> String {
    levels.map_or_else(String::new, |Levels { minimum, maximum }| match maximum {
        Some(maximum) => format!("{minimum}-{maximum}"),
        None => minimum.to_string(),
    })
}

/// One statement checks and writes, so that of two pharmacists one wins.
fn replace(
    connection: &mut PgConnection,
    user_id: i64,
    medication_id: i64,
    before: Option<Levels>,
    wanted: Option<Levels>,
) -> QueryResult<bool> {
    let stored = |units: u32| i32::try_from(units).unwrap_or(i32::MAX);
    let most = |levels: Levels| levels.maximum.map(stored);
    let written = match (before, wanted) {
        (None, None) => 1,
        (None, Some(wanted)) => diesel::insert_into(stock_levels::table)
            .values((
                stock_levels::medication_id.eq(medication_id),
                stock_levels::minimum.eq(stored(wanted.minimum)),
                stock_levels::maximum.eq(most(wanted)),
                stock_levels::set_by.eq(user_id),
            ))
            .on_conflict_do_nothing()
            .execute(connection)?,
        (Some(before), wanted) => {
            let row = stock_levels::table
                .filter(stock_levels::medication_id.eq(medication_id))
                .filter(stock_levels::minimum.eq(stored(before.minimum)))
                .filter(stock_levels::maximum.is_not_distinct_from(most(before)));
            match wanted {
                None => diesel::delete(row).execute(connection)?,
                Some(wanted) => diesel::update(row)
                    .set((
                        stock_levels::minimum.eq(stored(wanted.minimum)),
                        stock_levels::maximum.eq(most(wanted)),
                        stock_levels::set_by.eq(user_id),
                        stock_levels::set_at.eq(clock::now()),
                    ))
                    .execute(connection)?,
            }
        }
    };
    Ok(written == 1)
}
