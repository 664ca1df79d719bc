//! Writes down that a sheet goes to paper; the refresh that follows keeps what it says.

use diesel::prelude::*;
use serde_json::json;

use crate::domain::sheet::Layout;
use crate::language::Language;
use crate::read_model::tables::wanted_prints;
use crate::schema::{events, prints, wards};

/// Who prints what of which ward.
#[derive(Clone)]
pub struct Print {
    pub user_id: i64,
    pub ward_id: i64,
    pub base_number: Option<i64>,
    pub layout: Layout,
    pub language: Language,
}

/// The print's number.
///
/// # Errors
/// `NotFound` without such a ward, or where the print to staple to is not one of this ward's.
pub fn write(connection: &mut PgConnection, command: &Print) -> QueryResult<i64> {
    let _ward: i64 = wards::table.find(command.ward_id).select(wards::id).first(connection)?;
    if let Some(base) = command.base_number {
        let _of_ward: i64 = prints::table
            .find(base)
            .filter(prints::ward_id.eq(command.ward_id))
            .select(prints::number)
            .first(connection)?;
    }
    let number = diesel::insert_into(prints::table)
        .values((
            prints::ward_id.eq(command.ward_id),
            prints::base_number.eq(command.base_number),
            prints::arrangement.eq(command.layout.arrangement.code()),
            prints::span.eq(command.layout.span.code()),
            prints::only_due.eq(command.layout.only_due),
            prints::landscape.eq(command.layout.landscape),
            prints::language.eq(command.language.tag()),
            prints::printed_by.eq(command.user_id),
        ))
        .returning(prints::number)
        .get_result(connection)?;
    diesel::insert_into(wanted_prints::table).values(wanted_prints::print_number.eq(number)).execute(connection)?;
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(command.user_id),
            events::verb.eq("print"),
            events::after.eq(json!({ "print": number, "ward": command.ward_id })),
        ))
        .execute(connection)?;
    Ok(number)
}
