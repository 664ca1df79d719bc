//! Writes a line: inserted, updated or left alone, with the listed prescriptions of it refreshed.

use diesel::prelude::*;

use super::line::Line;
use crate::commands::administration::formulary_row::FormularyRow;
use crate::commands::administration::import_report::Report;
use crate::commands::listed_lines::touch_lines_of_medication;
use crate::schema::{medication_routes, medication_specialties, medications};

pub fn upsert(connection: &mut PgConnection, line: &Line, report: &mut Report) -> QueryResult<()> {
    let found: Option<(i64, FormularyRow)> = medications::table
        .filter(medications::code.eq(&line.row.code))
        .select((medications::id, FormularyRow::as_select()))
        .first(connection)
        .optional()?;
    match found {
        None => {
            let id = insert(connection, &line.row)?;
            write_lists(connection, id, line)?;
            report.inserted += 1;
        }
        Some((id, row)) if row == line.row && has_lists(connection, id, line)? => report.unchanged += 1,
        Some((id, _)) => {
            diesel::update(medications::table.find(id)).set(&line.row).execute(connection)?;
            write_lists(connection, id, line)?;
            touch_lines_of_medication(connection, id)?;
            report.updated += 1;
        }
    }
    Ok(())
}

fn insert(connection: &mut PgConnection, row: &FormularyRow) -> QueryResult<i64> {
    diesel::insert_into(medications::table)
        .values((row, medications::controlled_addendum.eq(row.has_addendum())))
        .returning(medications::id)
        .get_result(connection)
}

fn has_lists(connection: &mut PgConnection, id: i64, line: &Line) -> QueryResult<bool> {
    let routes: Vec<String> = medication_routes::table
        .filter(medication_routes::medication_id.eq(id))
        .order(medication_routes::position)
        .select(medication_routes::route_code)
        .load(connection)?;
    let specialties: Vec<i64> = medication_specialties::table
        .filter(medication_specialties::medication_id.eq(id))
        .order(medication_specialties::specialty_id)
        .select(medication_specialties::specialty_id)
        .load(connection)?;
    Ok(routes == line.routes && specialties == line.specialty_ids)
}

fn write_lists(connection: &mut PgConnection, id: i64, line: &Line) -> QueryResult<()> {
    diesel::delete(medication_routes::table.filter(medication_routes::medication_id.eq(id))).execute(connection)?;
    let routes: Vec<_> = (1_i16..)
        .zip(&line.routes)
        .map(|(position, route)| {
            (
                medication_routes::medication_id.eq(id),
                medication_routes::route_code.eq(route),
                medication_routes::position.eq(position),
            )
        })
        .collect();
    diesel::insert_into(medication_routes::table).values(routes).execute(connection)?;
    let of_medication = medication_specialties::medication_id.eq(id);
    diesel::delete(medication_specialties::table.filter(of_medication)).execute(connection)?;
    let specialties: Vec<_> = line
        .specialty_ids
        .iter()
        .map(|specialty| {
            (medication_specialties::medication_id.eq(id), medication_specialties::specialty_id.eq(specialty))
        })
        .collect();
    diesel::insert_into(medication_specialties::table).values(specialties).execute(connection)?;
    Ok(())
}
