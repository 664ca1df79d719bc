//! The hospital, its wards and beds.

use chrono::NaiveTime;
use diesel::prelude::*;
use serde::Deserialize;

use super::{LoadError, read};
use crate::schema::{beds, hospital, wards};

const WARDS: &str = include_str!("wards.csv");

#[derive(Deserialize)]
struct WardRow {
    code: String,
    name_pt: String,
    name_en: String,
    #[serde(rename = "type")]
    kind: String,
    beds: i64,
    /// Only where weights change faster than elsewhere.
    weight_valid_hours: Option<i16>,
    floor: String,
    wing: String,
}

/// A bed, and the ward that it stands in.
pub struct Bed {
    pub id: i64,
    pub ward_code: String,
}

pub fn load(connection: &mut PgConnection) -> Result<Vec<Bed>, LoadError> {
    diesel::insert_into(hospital::table)
        .values((
            hospital::name.eq("Hospital Santa Aurora"),
            hospital::address.eq("Avenida dos Girassóis, 1500, São Paulo/SP"),
            hospital::phone.eq("(11) 5555-0100"),
            hospital::cnes.eq("0000000"),
            hospital::demo.eq(true),
            hospital::cut_over.eq(NaiveTime::from_hms_opt(14, 0, 0)),
            hospital::cut_over_spares_minutes.eq(120),
        ))
        .execute(connection)?;
    let mut all = Vec::new();
    for ward in read::<WardRow>(WARDS)? {
        all.extend(load_ward(connection, &ward)?);
    }
    Ok(all)
}

fn load_ward(connection: &mut PgConnection, ward: &WardRow) -> Result<Vec<Bed>, LoadError> {
    let ward_id: i64 = diesel::insert_into(wards::table)
        .values((
            wards::code.eq(&ward.code),
            wards::name_pt.eq(&ward.name_pt),
            wards::name_en.eq(&ward.name_en),
            wards::kind.eq(&ward.kind),
            wards::floor.eq(&ward.floor),
            wards::wing.eq(&ward.wing),
            wards::weight_valid_hours.eq(ward.weight_valid_hours),
        ))
        .returning(wards::id)
        .get_result(connection)?;
    let rows: Vec<_> = (1..=ward.beds)
        .map(|number| (beds::ward_id.eq(ward_id), beds::code.eq(format!("{}-{number:02}", ward.code))))
        .collect();
    let ids: Vec<i64> = diesel::insert_into(beds::table).values(rows).returning(beds::id).get_results(connection)?;
    Ok(ids.into_iter().map(|id| Bed { id, ward_code: ward.code.clone() }).collect())
}
