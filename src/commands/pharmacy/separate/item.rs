//! An item that is to be separated, as the tables have it.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::commands::item_contents::ContentsRow;
use crate::commands::lines::seen::SeenLine;
use crate::domain::cycle::Cycle;
use crate::domain::doses::Schedule;
use crate::domain::stock::need::{Need, Units};
use crate::domain::stock::units::Package;
use crate::schema::{
    admissions, item_supplies, medications, prescription_item_times, prescription_items, prescriptions,
};

/// Read once for the page and for the transaction.
pub struct Item {
    pub row: Row,
    pub units: Units,
    /// What is picked must last to this day (PH-6).
    pub last_day: NaiveDate,
}

#[derive(Queryable)]
pub struct Row {
    pub id: i64,
    pub patient_id: i64,
    pub bed_id: i64,
    pub valid_until: DateTime<Utc>,
    pub medication_id: i64,
    pub supply: Option<Supply>,
    starts_at: DateTime<Utc>,
    first_dose_at: Option<DateTime<Utc>>,
    scheduled_from: DateTime<Utc>,
    cycle: String,
    dose_quantity: Decimal,
    dose_unit_code: String,
    strength: String,
    dispensing_unit: String,
}

/// What it was supplied with already.
#[derive(Clone, Copy, Debug, Queryable)]
pub struct Supply {
    pub needed: i32,
    pub bagged: i32,
    pub supplied: i32,
    pub short_since: Option<DateTime<Utc>>,
}

impl Item {
    /// # Errors
    /// [`diesel::result::Error::NotFound`] without such an item.
    pub fn load(connection: &mut PgConnection, line: SeenLine, zone: Tz) -> QueryResult<Self> {
        let (row, contents): (Row, ContentsRow) = prescription_items::table
            .inner_join(prescriptions::table.inner_join(admissions::table))
            .inner_join(medications::table)
            .left_join(item_supplies::table)
            .filter(prescription_items::prescription_id.eq(line.prescription_id))
            .filter(prescription_items::number.eq(line.number))
            .select((
                (
                    prescription_items::id,
                    prescriptions::patient_id,
                    admissions::bed_id,
                    prescriptions::valid_until,
                    prescription_items::medication_id,
                    (item_supplies::needed, item_supplies::bagged, item_supplies::supplied, item_supplies::short_since)
                        .nullable(),
                    prescription_items::starts_at,
                    prescription_items::first_dose_at,
                    prescription_items::scheduled_from,
                    prescription_items::cycle,
                    prescription_items::dose_quantity,
                    prescription_items::dose_unit_code,
                    medications::strength,
                    medications::dispensing_unit,
                ),
                ContentsRow::as_select(),
            ))
            .first(connection)?;
        let times: Vec<NaiveTime> = prescription_item_times::table
            .filter(prescription_item_times::item_id.eq(row.id))
            .order(prescription_item_times::time_of_day)
            .select(prescription_item_times::time_of_day)
            .load(connection)?;
        let contents = contents.contents(None, false);
        let need = Need {
            schedule: Schedule {
                times,
                cycle: Cycle::from_code(&row.cycle).unwrap_or(Cycle::Daily),
                first_dose_at: row.first_dose_at,
                scheduled_from: row.scheduled_from,
            },
            contents: &contents,
            quantity: row.dose_quantity,
            unit: &row.dose_unit_code,
            package: Package { strength: &row.strength, unit: &row.dispensing_unit },
            starts_at: row.starts_at,
            valid_until: row.valid_until,
        };
        let (units, last_day) = (need.units(zone), need.last_day(zone));
        Ok(Item { row, units, last_day })
    }

    /// Units that it has already, in the bag or out.
    pub fn has(&self) -> u32 {
        self.row.supply.map_or(0, |supply| u32::try_from(supply.bagged + supply.supplied).unwrap_or_default())
    }

    /// Units to propose; none where a pharmacist must say.
    pub fn proposed(&self) -> Option<u32> {
        match (self.units, self.row.supply) {
            (Units::Counted(units), None) => Some(units),
            (Units::Counted(_), Some(supply)) => {
                Some(u32::try_from(supply.needed).unwrap_or_default().saturating_sub(self.has()))
            }
            (Units::Said { .. }, _) => None,
        }
    }

    /// Units that may be added at most.
    pub fn most(&self) -> u32 {
        let most = match (self.units, self.row.supply) {
            (Units::Counted(_), Some(supply)) => u32::try_from(supply.needed).unwrap_or_default(),
            (Units::Counted(units), None) => units,
            (Units::Said { most }, _) => most.unwrap_or(MOST_SAID),
        };
        most.saturating_sub(self.has())
    }

    /// Units that its row is to say it needs, for so many more now.
    pub fn needed(&self, more: u32) -> u32 {
        match (self.units, self.row.supply) {
            (Units::Counted(units), None) => units,
            (Units::Counted(_), Some(supply)) => u32::try_from(supply.needed).unwrap_or_default(),
            (Units::Said { most }, _) => most.unwrap_or(self.has() + more),
        }
    }

    pub fn is_said(&self) -> bool {
        matches!(self.units, Units::Said { .. })
    }
}

/// Units that a pharmacist may say for one item, where nothing else limits them.
const MOST_SAID: u32 = 1_000;
