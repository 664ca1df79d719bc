//! Usual times: two wards of the demo have their own (TIME-1).

use std::collections::HashMap;

use chrono::NaiveTime;
use diesel::prelude::*;
use serde::Deserialize;

use super::{LoadError, read};
use crate::domain::cycle::Cycle;
use crate::domain::schedule::parse_times;
use crate::schema::{frequencies, ward_frequency_times, wards};

const WARD_TIMES: &str = include_str!("ward_times.csv");

#[derive(Deserialize)]
struct Row {
    ward: String,
    frequency: String,
    times: String,
}

type Times = Vec<Option<NaiveTime>>;

/// The usual times of each frequency, and of each ward that has its own.
pub struct Frequencies {
    all: HashMap<String, (Times, String)>,
    of_wards: HashMap<(String, String), Times>,
}

pub fn load_ward_times(connection: &mut PgConnection) -> Result<(), LoadError> {
    for row in read::<Row>(WARD_TIMES)? {
        let times = parse_times(&row.times).map_err(|_| LoadError::Unfitting("a ward's usual times"))?;
        let ward_id: i64 = wards::table.filter(wards::code.eq(&row.ward)).select(wards::id).first(connection)?;
        diesel::insert_into(ward_frequency_times::table)
            .values((
                ward_frequency_times::ward_id.eq(ward_id),
                ward_frequency_times::frequency_code.eq(&row.frequency),
                ward_frequency_times::times.eq(times),
            ))
            .execute(connection)?;
    }
    Ok(())
}

pub fn load(connection: &mut PgConnection) -> QueryResult<Frequencies> {
    let all: Vec<(String, (Times, String))> = frequencies::table
        .select((frequencies::code, (frequencies::default_times, frequencies::cycle)))
        .load(connection)?;
    let of_wards: Vec<((String, String), Times)> = ward_frequency_times::table
        .inner_join(wards::table)
        .select(((wards::code, ward_frequency_times::frequency_code), ward_frequency_times::times))
        .load(connection)?;
    Ok(Frequencies { all: all.into_iter().collect(), of_wards: of_wards.into_iter().collect() })
}

impl Frequencies {
    /// The times of a frequency in a ward, and its cycle.
    pub fn usual(&self, frequency: &str, ward: &str) -> Option<(Vec<NaiveTime>, Cycle)> {
        let (times, cycle) = self.all.get(frequency)?;
        let own = self.of_wards.get(&(ward.to_owned(), frequency.to_owned()));
        let times = own.unwrap_or(times).iter().flatten().copied().collect();
        Some((times, Cycle::from_code(cycle)?))
    }
}
