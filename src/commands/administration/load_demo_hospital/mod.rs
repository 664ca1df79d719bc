//! Load the demo hospital: wards, people and a day of prescriptions, all invented, the same on every machine.
//!
//! Drugs are real (generic name, strength, form, ATC); which specialty may prescribe them, usual doses and
//! everything else about them here is demo policy, not advice. Only times of the day depend on `now`.

mod dice;
mod formulary;
mod frequencies;
mod look_alikes;
mod measurements;
mod names;
mod order_sets;
mod orders;
mod patients;
mod places;
mod prescriptions;
mod questions;
mod staff;
mod stock;
mod supplies;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::de::DeserializeOwned;

use crate::commands::administration::csv_file::ImportError;
use crate::schema::{events, hospital};

/// Where the demo hospital is.
const DEMO_ZONE: chrono_tz::Tz = chrono_tz::America::Sao_Paulo;

/// Whether there was something to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loaded {
    New,
    AlreadyThere,
}

/// Why there is no demo hospital now; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error("this database belongs to a hospital already; the demo goes into an empty one")]
    OtherHospital,
    #[error("the database refused the demo hospital: {0}")]
    Database(#[from] diesel::result::Error),
    #[error("the demo's own data cannot be read: {0}")]
    Data(#[from] csv::Error),
    #[error("the shipped knowledge cannot be read: {0}")]
    Knowledge(#[from] ImportError),
    #[error("the demo's own data does not fit together: {0}")]
    Unfitting(&'static str),
}

/// Loads everything in one transaction. The read model still needs a compaction afterwards.
///
/// # Errors
/// [`LoadError`]; nothing is written then.
pub fn load_demo_hospital(
    connection: &mut PgConnection,
    now: DateTime<Utc>,
    password_hash: &str,
) -> Result<Loaded, LoadError> {
    connection.transaction(|connection| {
        let demo: Option<bool> = hospital::table.select(hospital::demo).first(connection).optional()?;
        match demo {
            Some(true) => return Ok(Loaded::AlreadyThere),
            Some(false) => return Err(LoadError::OtherHospital),
            None => {}
        }
        let beds = places::load(connection)?;
        frequencies::load_ward_times(connection)?;
        let formulary = formulary::load(connection)?;
        look_alikes::load(connection)?;
        order_sets::load(connection, &formulary)?;
        let staff = staff::load(connection, password_hash)?;
        let patients = patients::load(connection, &beds, now)?;
        measurements::load(connection, &patients, now)?;
        stock::load(connection, now)?;
        prescriptions::load(connection, &formulary, &staff, &patients, now)?;
        supplies::load(connection, DEMO_ZONE)?;
        diesel::insert_into(events::table).values(events::verb.eq("load_demo_hospital")).execute(connection)?;
        Ok(Loaded::New)
    })
}

fn read<T: DeserializeOwned>(text: &str) -> Result<Vec<T>, csv::Error> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().collect()
}
