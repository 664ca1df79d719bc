//! The fullest patient that a screen must hold.

use super::hospital::Hospital;

/// Gives Maria Oliveira 60 active items with names of 120 characters, 15 allergies, and a name as long; every stage,
/// hourly doses and a long note among them.
pub fn fill_first_patient(hospital: &Hospital) {
    hospital.run(include_str!("fullest.sql"));
    hospital.run("select read_model.compact()");
}
