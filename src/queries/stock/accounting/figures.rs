//! The figures of all tables, read in one snapshot.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;
use diesel::dsl::{count_star, sum};
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::domain::clock::day_of;
use crate::domain::turnaround::Turnaround;
use crate::queries::look_alike_names::write_tall;
use crate::read_model::tables::{consumption, expiring_stock, turnarounds};

use super::Span;

/// Days ahead that an expiry counts as near (ST-7).
const NEAR: Days = Days::new(90);

pub struct Figures {
    /// The dearest first.
    pub medications: Vec<OfMedication>,
    /// The dearest first.
    pub wards: Vec<OfWard>,
    /// Each day of the span.
    pub days: Vec<(NaiveDate, Used)>,
    /// The slowest first.
    pub turnarounds: Vec<(Ward, Turnaround)>,
    /// What expires first comes first.
    pub expiring: Vec<Expiring>,
}

/// Net: what came back counts against what went out.
#[derive(Clone, Copy, Default)]
pub struct Used {
    pub units: i64,
    pub cost: Decimal,
}

pub struct OfMedication {
    pub code: String,
    pub name_pt: String,
    pub name_en: String,
    pub presentation_pt: String,
    pub presentation_en: String,
    pub dispensing_unit: String,
    pub used: Used,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ward {
    pub code: String,
    pub name_pt: String,
    pub name_en: String,
}

pub struct OfWard {
    pub ward: Ward,
    pub used: Used,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = expiring_stock)]
pub struct Expiring {
    pub medication_name_pt: String,
    pub medication_name_en: String,
    pub presentation_pt: String,
    pub presentation_en: String,
    pub lot: String,
    pub expires_on: NaiveDate,
    pub place_name_pt: String,
    pub place_name_en: String,
    pub units: i32,
    pub value: Decimal,
}

impl Figures {
    pub fn load(connection: &mut PgConnection, span: Span, today: NaiveDate, zone: Tz) -> QueryResult<Self> {
        Ok(Figures {
            medications: medications(connection, span)?,
            wards: wards(connection, span)?,
            days: days(connection, span, zone)?,
            turnarounds: turnaround_of_wards(connection, span)?,
            expiring: expiring(connection, today)?,
        })
    }
}

impl Used {
    fn of(units: Option<i64>, cost: Option<Decimal>) -> Self {
        Used { units: units.unwrap_or_default(), cost: cost.unwrap_or_default() }
    }
}

fn medications(connection: &mut PgConnection, span: Span) -> QueryResult<Vec<OfMedication>> {
    type Row = ((String, String, String, String, String, String), Option<i64>, Option<Decimal>);
    let columns = (
        consumption::medication_code,
        consumption::medication_name_pt,
        consumption::medication_name_en,
        consumption::presentation_pt,
        consumption::presentation_en,
        consumption::dispensing_unit,
    );
    let rows: Vec<Row> = consumption::table
        .filter(consumption::at.ge(span.begins))
        .filter(consumption::at.lt(span.ends))
        .group_by(columns)
        .select((columns, sum(consumption::units), sum(consumption::cost)))
        .load(connection)?;
    let of_row = |((code, name_pt, name_en, presentation_pt, presentation_en, dispensing_unit), units, cost): Row| {
        let used = Used::of(units, cost);
        OfMedication { code, name_pt, name_en, presentation_pt, presentation_en, dispensing_unit, used }
    };
    let mut medications: Vec<OfMedication> = rows.into_iter().map(of_row).collect();
    medications.sort_by(|one, other| other.used.cost.cmp(&one.used.cost).then_with(|| one.code.cmp(&other.code)));
    write_tall(connection, medications.iter_mut().flat_map(|of| [&mut of.name_pt, &mut of.name_en]))?;
    Ok(medications)
}

fn wards(connection: &mut PgConnection, span: Span) -> QueryResult<Vec<OfWard>> {
    type Row = (String, String, String, Option<i64>, Option<Decimal>);
    let rows: Vec<Row> = consumption::table
        .filter(consumption::at.ge(span.begins))
        .filter(consumption::at.lt(span.ends))
        .group_by((consumption::ward_code, consumption::ward_name_pt, consumption::ward_name_en))
        .select((
            consumption::ward_code,
            consumption::ward_name_pt,
            consumption::ward_name_en,
            sum(consumption::units),
            sum(consumption::cost),
        ))
        .load(connection)?;
    let of_row = |(code, name_pt, name_en, units, cost): Row| OfWard {
        ward: Ward { code, name_pt, name_en },
        used: Used::of(units, cost),
    };
    let mut wards: Vec<OfWard> = rows.into_iter().map(of_row).collect();
    wards.sort_by(|one, other| other.used.cost.cmp(&one.used.cost).then_with(|| one.ward.cmp(&other.ward)));
    Ok(wards)
}

/// Days without anything are there too.
fn days(connection: &mut PgConnection, span: Span, zone: Tz) -> QueryResult<Vec<(NaiveDate, Used)>> {
    let rows: Vec<(DateTime<Utc>, Option<i64>, Option<Decimal>)> = consumption::table
        .filter(consumption::at.ge(span.begins))
        .filter(consumption::at.lt(span.ends))
        .group_by(consumption::quarter)
        .select((consumption::quarter, sum(consumption::units), sum(consumption::cost)))
        .load(connection)?;
    let mut days: BTreeMap<NaiveDate, Used> =
        span.first.iter_days().take_while(|day| *day <= span.last).map(|day| (day, Used::default())).collect();
    for (quarter, units, cost) in rows {
        let (of_day, more) = (days.entry(day_of(quarter, zone)).or_default(), Used::of(units, cost));
        *of_day = Used { units: of_day.units + more.units, cost: of_day.cost + more.cost };
    }
    Ok(days.into_iter().collect())
}

fn turnaround_of_wards(connection: &mut PgConnection, span: Span) -> QueryResult<Vec<(Ward, Turnaround)>> {
    type Row = (String, String, String, i32, i64);
    let columns = (turnarounds::ward_code, turnarounds::ward_name_pt, turnarounds::ward_name_en, turnarounds::minutes);
    let rows: Vec<Row> = turnarounds::table
        .filter(turnarounds::received_at.ge(span.begins))
        .filter(turnarounds::received_at.lt(span.ends))
        .group_by(columns)
        .select((
            turnarounds::ward_code,
            turnarounds::ward_name_pt,
            turnarounds::ward_name_en,
            turnarounds::minutes,
            count_star(),
        ))
        .load(connection)?;
    let mut wards: BTreeMap<Ward, BTreeMap<i64, i64>> = BTreeMap::new();
    for (code, name_pt, name_en, minutes, lines) in rows {
        let of_ward = wards.entry(Ward { code, name_pt, name_en }).or_default();
        *of_ward.entry(i64::from(minutes)).or_default() += lines;
    }
    let of = |(ward, minutes): (Ward, BTreeMap<i64, i64>)| Some((ward, Turnaround::of(&minutes)?));
    let mut turnarounds: Vec<(Ward, Turnaround)> = wards.into_iter().filter_map(of).collect();
    turnarounds.sort_by_key(|(_, turnaround)| std::cmp::Reverse(turnaround.median));
    Ok(turnarounds)
}

/// What has expired and is still there as well.
fn expiring(connection: &mut PgConnection, today: NaiveDate) -> QueryResult<Vec<Expiring>> {
    let until = today.checked_add_days(NEAR).unwrap_or(today);
    let mut expiring: Vec<Expiring> = expiring_stock::table
        .filter(expiring_stock::expires_on.le(until))
        .order((expiring_stock::expires_on, expiring_stock::lot, expiring_stock::place_id))
        .select(Expiring::as_select())
        .load(connection)?;
    write_tall(
        connection,
        expiring.iter_mut().flat_map(|lot| [&mut lot.medication_name_pt, &mut lot.medication_name_en]),
    )?;
    Ok(expiring)
}
