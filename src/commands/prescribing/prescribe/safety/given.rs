//! What the patient gets beside the form's own rows.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::domain::safety::{Drug, Origin};
use crate::domain::stage::Stage;
use crate::schema::{
    discharge_documents, discharge_items, discharge_prescriptions, frequencies, medications, prescription_items,
    prescriptions,
};

use super::super::lineage::Replaced;
use super::{Given, Substance};

/// Days back that an ended medication may still matter.
const LONGEST_WASH_OUT: TimeDelta = TimeDelta::days(60);

/// An item that was prescribed, as far as the checks must know.
#[derive(Queryable, Selectable)]
#[diesel(table_name = prescription_items)]
struct GivenItem {
    id: i64,
    medication_id: i64,
    route_code: String,
    dose_quantity: Decimal,
    dose_unit_code: String,
    most_per_day: Option<i16>,
    volume_ml: Option<Decimal>,
    rate_ml_h: Option<Decimal>,
    starts_at: DateTime<Utc>,
    closed_at: Option<DateTime<Utc>>,
    stage: String,
    follows_item_id: Option<i64>,
}

type GivenRow = (GivenItem, Substance, (i16, bool), DateTime<Utc>);

/// What the patient gets now or got lately, beside the form's own rows.
pub fn given(
    connection: &mut PgConnection,
    patient_id: i64,
    replaced: &Replaced,
    now: DateTime<Utc>,
) -> QueryResult<Vec<Drug>> {
    let rows: Vec<GivenRow> = prescription_items::table
        .inner_join(prescriptions::table)
        .inner_join(medications::table)
        .inner_join(frequencies::table)
        .filter(prescriptions::patient_id.eq(patient_id))
        .filter(prescriptions::valid_until.gt(now - LONGEST_WASH_OUT))
        .filter(prescription_items::id.ne_all(&replaced.by_the_same))
        .filter(prescription_items::stage.ne("refused"))
        .order(prescription_items::id)
        .select((
            GivenItem::as_select(),
            Substance::as_select(),
            (frequencies::doses_per_day, frequencies::continuous),
            prescriptions::valid_until,
        ))
        .load(connection)?;
    let counted_once: Vec<i64> = rows.iter().filter_map(|row| counted_with(row, &rows, now)).collect();
    let rows = rows.into_iter().filter(|(item, ..)| !counted_once.contains(&item.id));
    let drug = |(item, substance, (doses_per_day, continuous), valid_until): GivenRow| {
        let ended = if replaced.ended.contains(&item.id) { Some(now) } else { item.stopped_at() };
        let end = ended.unwrap_or(valid_until).min(valid_until);
        let origin = if end > now { Origin::Active } else { Origin::Ended { days: (now - end).num_days() } };
        let doses = Some(u32::from(item.most_per_day.unwrap_or(doses_per_day).unsigned_abs()));
        let flow = item.rate_ml_h.zip(item.volume_ml);
        let given = Given::of((item.dose_quantity, item.dose_unit_code), doses, continuous.then_some(flow))
            .when_needed(item.most_per_day.is_some());
        Drug { item_id: Some(item.id), ..substance.drug(origin, item.route_code, given) }
    };
    Ok(rows.map(drug).collect())
}

impl GivenItem {
    fn stopped_at(&self) -> Option<DateTime<Utc>> {
        self.closed_at.filter(|_| Stage::from_code(&self.stage).is_some_and(Stage::is_over))
    }
}

/// Of an item and what follows it with the same medication, the one that is not counted beside the other: the earlier
/// once the later has begun; until then the one with the smaller day. What follows with another medication, or was
/// stopped, takes nothing's place.
fn counted_with(row: &GivenRow, rows: &[GivenRow], now: DateTime<Utc>) -> Option<i64> {
    let (later, _, (doses, _), _) = row;
    let (earlier, _, (earlier_doses, _), _) = rows.iter().find(|(item, ..)| Some(item.id) == later.follows_item_id)?;
    if later.medication_id != earlier.medication_id || later.stopped_at().is_some() {
        return None;
    }
    let a_day = |item: &GivenItem, doses: i16| {
        item.dose_quantity.saturating_mul(Decimal::from(item.most_per_day.unwrap_or(doses)))
    };
    let is_smaller = later.dose_unit_code == earlier.dose_unit_code
        && later.route_code == earlier.route_code
        && a_day(later, *doses) < a_day(earlier, *earlier_doses);
    let earlier_goes_on = later.starts_at > now && earlier.stopped_at().is_none();
    Some(if earlier_goes_on && is_smaller { later.id } else { earlier.id })
}

/// What the patient takes home from this stay already.
pub fn sent_home(connection: &mut PgConnection, admission_id: i64) -> QueryResult<Vec<Drug>> {
    type Row = (Substance, String, Decimal, String, (i16, Option<i16>));
    let rows: Vec<Row> = discharge_items::table
        .inner_join(discharge_documents::table.inner_join(discharge_prescriptions::table))
        .inner_join(medications::table)
        .inner_join(frequencies::table)
        .filter(discharge_prescriptions::admission_id.eq(admission_id))
        .filter(discharge_prescriptions::cancelled_at.is_null())
        .order(discharge_items::id)
        .select((
            Substance::as_select(),
            discharge_items::route_code,
            discharge_items::dose_quantity,
            discharge_items::dose_unit_code,
            (frequencies::doses_per_day, discharge_items::most_per_day),
        ))
        .load(connection)?;
    let drug = |(substance, route, quantity, unit, (by_frequency, as_needed)): Row| {
        let doses = Some(u32::from(as_needed.unwrap_or(by_frequency).unsigned_abs()));
        substance.drug(Origin::Active, route, Given::of((quantity, unit), doses, None).when_needed(as_needed.is_some()))
    };
    Ok(rows.into_iter().map(drug).collect())
}
