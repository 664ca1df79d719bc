//! Doctors, and everybody who logs in.

use std::collections::HashMap;

use diesel::prelude::*;
use serde::Deserialize;

use super::{LoadError, read};
use crate::schema::{doctors, programme_registrations, specialties, users};

const DOCTORS: &str = include_str!("doctors.csv");

/// Log-ins that are not doctors'.
const OTHERS: [(&str, &str, &str); 4] = [
    ("ana.farmacia", "Ana Lúcia Farias", "pharmacist"),
    ("rita.enfermagem", "Rita Medeiros", "nurse"),
    ("admin", "Administração", "administrator"),
    ("bruno.farmacia", "Bruno Teles", "pharmacist"),
];

/// Who is registered in which programme (WHO-5), by log-in.
const REGISTERED: [(&str, &str); 3] =
    [("marina.onco", "thalidomide"), ("marina.onco", "lenalidomide"), ("otavio.meireles", "thalidomide")];

#[derive(Deserialize)]
struct Row {
    name: String,
    specialty: String,
    number: String,
    /// Empty for somebody whose registration is no longer active.
    username: String,
    /// `supervised` for a resident (WHO-7), `chief` for who approves what is outside the formulary (WHO-4), or empty.
    standing: String,
}

impl Row {
    /// Invented from the registration; who is in training has no specialty on record yet.
    fn rqe(&self) -> Option<String> {
        (!self.is_supervised()).then(|| self.number.chars().rev().collect())
    }

    fn is_supervised(&self) -> bool {
        self.standing == "supervised"
    }
}

/// A doctor who can sign alone.
pub struct Doctor {
    pub id: i64,
    pub specialty: String,
}

pub fn load(connection: &mut PgConnection, password_hash: &str) -> Result<Vec<Doctor>, LoadError> {
    let by_code: HashMap<String, i64> =
        specialties::table.select((specialties::code, specialties::id)).load(connection)?.into_iter().collect();
    let mut staff = Vec::new();
    for row in read::<Row>(DOCTORS)? {
        let specialty_id = by_code.get(&row.specialty).ok_or(LoadError::Unfitting("an unknown specialty"))?;
        let id = insert_doctor(connection, &row, *specialty_id)?;
        if !row.username.is_empty() {
            insert_user(connection, (&row.username, &row.name, "doctor"), Some(id), password_hash)?;
            register(connection, id, &row.username)?;
            if !row.is_supervised() {
                staff.push(Doctor { id, specialty: row.specialty });
            }
        }
    }
    for other in OTHERS {
        insert_user(connection, other, None, password_hash)?;
    }
    Ok(staff)
}

fn insert_doctor(connection: &mut PgConnection, row: &Row, specialty_id: i64) -> QueryResult<i64> {
    diesel::insert_into(doctors::table)
        .values((
            doctors::name.eq(&row.name),
            doctors::specialty_id.eq(specialty_id),
            doctors::registration_state.eq("SP"),
            doctors::registration_number.eq(&row.number),
            doctors::active.eq(!row.username.is_empty()),
            doctors::supervised.eq(row.is_supervised()),
            doctors::chief.eq(row.standing == "chief"),
            doctors::rqe.eq(row.rqe()),
        ))
        .returning(doctors::id)
        .get_result(connection)
}

fn register(connection: &mut PgConnection, doctor_id: i64, username: &str) -> QueryResult<usize> {
    let own = REGISTERED.iter().filter(|(registered, _)| *registered == username);
    let rows: Vec<_> = own
        .map(|(_, programme)| {
            (programme_registrations::programme_code.eq(*programme), programme_registrations::doctor_id.eq(doctor_id))
        })
        .collect();
    diesel::insert_into(programme_registrations::table).values(rows).execute(connection)
}

fn insert_user(
    connection: &mut PgConnection,
    (username, name, role): (&str, &str, &str),
    doctor_id: Option<i64>,
    password_hash: &str,
) -> QueryResult<usize> {
    diesel::insert_into(users::table)
        .values((
            users::username.eq(username),
            users::name.eq(name),
            users::role.eq(role),
            users::doctor_id.eq(doctor_id),
            users::password_hash.eq(password_hash),
        ))
        .execute(connection)
}
