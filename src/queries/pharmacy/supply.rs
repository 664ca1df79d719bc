//! What lines are supplied with, beside the lines of a list.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use crate::domain::cycle::Cycle;
use crate::domain::doses::Schedule;
use crate::domain::stock::need::Need;
use crate::domain::stock::units::Package;
use crate::queries::pharmacy::line::Line;
use crate::read_model::tables::{item_lots, stops, supplies};

#[derive(Queryable, Selectable)]
#[diesel(table_name = supplies)]
pub struct Supply {
    pub item_id: i64,
    pub starts_at: DateTime<Utc>,
    pub valid_until: DateTime<Utc>,
    pub strength: String,
    pub dispensing_unit: String,
    pub controlled_list: String,
    pub high_alert: bool,
    pub needed: Option<i32>,
    pub bagged: i32,
    pub supplied: i32,
    pub short_since: Option<DateTime<Utc>>,
    pub separated_by: Option<String>,
    pub checked_by: Option<String>,
    pub labelled_bed: Option<String>,
    pub has_moved: bool,
    pub bed_id: i64,
    pub shipment_id: Option<i64>,
    pub version: i64,
}

impl Supply {
    /// Another person must look into the bag before it goes (ITEM-13).
    pub fn needs_check(&self) -> bool {
        self.high_alert || !self.controlled_list.is_empty()
    }

    pub fn waits_for_check(&self) -> bool {
        self.needs_check() && self.checked_by.is_none()
    }

    /// Units still missing of what it needs.
    pub fn missing(&self) -> i32 {
        self.needed.map_or(0, |needed| needed - self.bagged - self.supplied)
    }

    /// What the units of a line follow from.
    pub fn need<'a>(&'a self, line: &'a Line) -> Need<'a> {
        Need {
            schedule: Schedule {
                times: line.times.clone(),
                cycle: Cycle::from_code(&line.cycle).unwrap_or(Cycle::Daily),
                first_dose_at: line.first_dose_at,
                scheduled_from: line.scheduled_from,
            },
            contents: &line.contents,
            quantity: line.dose_quantity,
            unit: &line.dose_unit_code,
            package: Package { strength: &self.strength, unit: &self.dispensing_unit },
            starts_at: self.starts_at,
            valid_until: self.valid_until,
        }
    }
}

/// Units of a lot that an item has.
#[derive(Queryable, Selectable)]
#[diesel(table_name = item_lots)]
pub struct ItemLot {
    pub item_id: i64,
    pub lot: String,
    pub expires_on: NaiveDate,
    pub bagged: i32,
    pub supplied: i32,
}

/// A line with what it is supplied with.
pub struct SuppliedLine {
    pub line: Line,
    pub supply: Supply,
    pub lots: Vec<ItemLot>,
}

impl SuppliedLine {
    /// What a form says of it, so that nothing is done to another bag than the one that was seen.
    pub fn seen_bag(&self) -> String {
        format!("{}@{}", self.line.seen(), self.supply.version)
    }

    /// As [`SuppliedLine::seen_bag`], of the bed that the patient is in.
    pub fn seen_bed(&self) -> String {
        format!("{}@{}", self.line.seen(), self.supply.bed_id)
    }
}

/// The lines with their supplies, in their order.
///
/// # Errors
/// A database error.
pub fn with_supplies(connection: &mut PgConnection, lines: Vec<Line>) -> QueryResult<Vec<SuppliedLine>> {
    let ids: Vec<i64> = lines.iter().map(|line| line.item_id).collect();
    let supplies: Vec<Supply> =
        supplies::table.filter(supplies::item_id.eq_any(&ids)).select(Supply::as_select()).load(connection)?;
    let mut supplies: HashMap<i64, Supply> = supplies.into_iter().map(|supply| (supply.item_id, supply)).collect();
    let lots: Vec<ItemLot> = item_lots::table
        .filter(item_lots::item_id.eq_any(&ids))
        .order((item_lots::item_id, item_lots::expires_on, item_lots::lot))
        .select(ItemLot::as_select())
        .load(connection)?;
    let mut by_item: HashMap<i64, Vec<ItemLot>> = HashMap::new();
    for lot in lots {
        by_item.entry(lot.item_id).or_default().push(lot);
    }
    let supplied = lines.into_iter().filter_map(|line| {
        let supply = supplies.remove(&line.item_id)?;
        let lots = by_item.remove(&line.item_id).unwrap_or_default();
        Some(SuppliedLine { line, supply, lots })
    });
    Ok(supplied.collect())
}

/// Bags that must not go on as they are, for every list of the pharmacy to say (PH-9).
///
/// # Errors
/// A database error.
pub fn bags_to_stop(connection: &mut PgConnection) -> QueryResult<i64> {
    stops::table.count().get_result(connection)
}
