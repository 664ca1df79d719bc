//! Writes a new patient's record and the beginning of their stay.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use diesel::sql_types::Text;
use serde_json::json;

use crate::app::Abort;
use crate::commands::ward::stay::{NewStay, begin_stay, field_of};
use crate::domain::identity::Identity;
use crate::domain::problem::Problem;
use crate::schema::{events, patients};

use super::rejection::{Namesake, Rejection, confirmation};

diesel::define_sql_function! {
    #[sql_name = "public.fold"]
    fn fold(value: Text) -> Text;
}

diesel::define_sql_function! {
    /// The next number of a sequence.
    fn nextval(sequence: Text) -> BigInt;
}

/// Who registers whom, into which bed.
#[derive(Clone)]
pub struct Register {
    pub user_id: i64,
    pub identity: Identity,
    pub bed_id: i64,
    /// None for now.
    pub arrived_at: Option<DateTime<Utc>>,
    pub now: DateTime<Utc>,
    pub zone: Tz,
    /// The namesakes that somebody looked at; empty where there were none.
    pub confirmed: String,
}

/// The new patient's row.
///
/// # Errors
/// A rejection when a number belongs to somebody else, the bed is taken, nobody can have arrived then, or namesakes were not
/// looked at.
pub fn write(connection: &mut PgConnection, command: &Register) -> Result<i64, Abort<Rejection>> {
    let provisional = command.identity.name.is_none();
    let name = match &command.identity.name {
        Some(name) => name.clone(),
        None => provisional_name(connection, command.arrived_at.unwrap_or(command.now), command.zone)?,
    };
    let namesakes = namesakes(connection, &name, &command.identity)?;
    if !namesakes.is_empty() && command.confirmed != confirmation(&namesakes) {
        return Err(Abort::Rejected(Rejection::of_namesakes(namesakes)));
    }
    let (patient_id, record_number) = insert(connection, &name, provisional, &command.identity)?;
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(command.user_id),
            events::verb.eq("register"),
            events::patient_id.eq(patient_id),
            events::after.eq(json!({
                "record_number": record_number,
                "provisional": provisional,
                "not_the_same_as": namesakes.iter().map(|namesake| namesake.id).collect::<Vec<_>>(),
            })),
        ))
        .execute(connection)?;
    let Register { user_id, bed_id, arrived_at, zone, .. } = *command;
    begin_stay(connection, &NewStay { user_id, patient_id, bed_id, arrived_at, zone })
        .map_err(|abort| abort.map(|problem| Rejection::of_field(field_of(&problem), *problem)))?;
    Ok(patient_id)
}

/// Unique, and plain to everybody as no name (ID-3).
fn provisional_name(connection: &mut PgConnection, arrived_at: DateTime<Utc>, zone: Tz) -> QueryResult<String> {
    let number: i64 = diesel::select(nextval("provisional_identities")).get_result(connection)?;
    Ok(format!("Não identificado {} nº {number}", arrived_at.with_timezone(&zone).format("%Y-%m-%d %H:%M")))
}

fn namesakes(connection: &mut PgConnection, name: &str, identity: &Identity) -> QueryResult<Vec<Namesake>> {
    let rows: Vec<(i64, String, String, String)> = patients::table
        .filter(patients::birth_date.eq(identity.birth_date))
        .filter(fold(patients::name).eq(fold(name)))
        .order(patients::id)
        .select((patients::id, patients::name, patients::record_number, patients::mother_name))
        .load(connection)?;
    let namesake = |(id, name, record_number, mother_name)| Namesake { id, name, record_number, mother_name };
    Ok(rows.into_iter().map(namesake).collect())
}

/// The new row and its record number. A number that the hospital gives out skips those that were typed already.
fn insert(
    connection: &mut PgConnection,
    name: &str,
    provisional: bool,
    identity: &Identity,
) -> Result<(i64, String), Abort<Rejection>> {
    loop {
        let number = match &identity.record_number {
            Some(typed) => typed.clone(),
            None => diesel::select(nextval("record_numbers")).get_result::<i64>(connection)?.to_string(),
        };
        if let Some(id) = insert_with(connection, name, provisional, identity, &number)? {
            return Ok((id, number));
        }
        if identity.record_number.is_some() {
            return Err(Abort::Rejected(Rejection::of_field("record", Problem::RecordNumberTaken)));
        }
    }
}

fn insert_with(
    connection: &mut PgConnection,
    name: &str,
    provisional: bool,
    identity: &Identity,
    record_number: &str,
) -> Result<Option<i64>, Abort<Rejection>> {
    let inserted = diesel::insert_into(patients::table)
        .values((
            patients::record_number.eq(record_number),
            patients::name.eq(name),
            patients::provisional.eq(provisional),
            patients::birth_date.eq(identity.birth_date),
            patients::sex.eq(identity.sex),
            patients::mother_name.eq(&identity.mother_name),
            patients::address.eq(&identity.address),
            patients::cpf.eq(&identity.cpf),
            patients::cns.eq(&identity.cns),
        ))
        .on_conflict(patients::record_number)
        .do_nothing()
        .returning(patients::id)
        .get_result(connection)
        .optional();
    inserted.map_err(refused)
}

fn refused(error: Error) -> Abort<Rejection> {
    let constraint = match &error {
        Error::DatabaseError(DatabaseErrorKind::UniqueViolation, information) => information.constraint_name(),
        _ => None,
    };
    match constraint {
        Some("patients_cpf_key") => Abort::Rejected(Rejection::of_field("cpf", Problem::CpfTaken)),
        Some("patients_cns_key") => Abort::Rejected(Rejection::of_field("cns", Problem::CnsTaken)),
        _ => Abort::Failed(error),
    }
}
