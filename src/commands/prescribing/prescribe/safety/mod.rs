//! What the safety checks need to know, read from the tables inside the transaction: few statements, whatever the length.

mod given;
mod knowledge;
mod names;
mod notes;
mod patient;

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::domain::named::Named;
use crate::domain::safety::{Drug, Origin};
use crate::schema::{medications, prescription_alerts, prescriptions, verbal_orders};

pub use given::{given, sent_home};
pub use knowledge::knowledge;
pub use notes::in_notes;
pub use patient::patient;

/// How long a decision stands: a shift of a Brazilian hospital. Who comes back later sees another patient (CDS-6).
const SHIFT: TimeDelta = TimeDelta::hours(12);

/// A medication as the checks see it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = medications)]
pub struct Substance {
    pub name_pt: String,
    pub name_en: String,
    pub presentation_pt: String,
    pub presentation_en: String,
    pub strength: String,
    pub atc_code: String,
    pub allergy_classes: String,
    pub substances: Vec<String>,
}

/// How much of it, and how often in 24 hours at most.
pub struct Given {
    quantity: Decimal,
    unit: String,
    doses: Option<u32>,
    is_hourly: bool,
    is_as_needed: bool,
}

/// How fast the pump runs, in mL/h, and the volume that the amount is in, in mL.
type Flow = (Decimal, Decimal);

impl Given {
    /// An amount so many times in 24 hours; of a continuous infusion, that of its whole volume, with how it flows.
    pub fn of((quantity, unit): (Decimal, String), doses: Option<u32>, continuous: Option<Option<Flow>>) -> Self {
        let Some(flow) = continuous else {
            return Given { quantity, unit, doses, is_hourly: false, is_as_needed: false };
        };
        let an_hour = flow.and_then(|(ml_h, volume)| quantity.checked_mul(ml_h)?.checked_div(volume));
        let unit = if an_hour.is_some() { unit } else { String::new() };
        Given { quantity: an_hour.unwrap_or(quantity), unit, doses: None, is_hourly: true, is_as_needed: false }
    }

    /// Given when it is needed.
    pub fn when_needed(self, is_as_needed: bool) -> Self {
        Given { is_as_needed, ..self }
    }
}

impl Substance {
    pub fn drug(self, origin: Origin, route: String, given: Given) -> Drug {
        Drug {
            origin,
            item_id: None,
            name: Named { pt: self.name_pt, en: self.name_en },
            allergy_classes: self
                .allergy_classes
                .split('|')
                .filter(|class| !class.is_empty())
                .map(str::to_owned)
                .collect(),
            substances: self.substances,
            atc_code: self.atc_code,
            strength: self.strength,
            presentation: Named { pt: self.presentation_pt, en: self.presentation_en },
            is_as_needed: given.is_as_needed,
            is_calculated: false,
            route,
            quantity: given.quantity,
            unit: given.unit,
            is_hourly: given.is_hourly,
            doses_per_day: given.doses,
        }
    }
}

/// The substances of medications, by id.
pub fn substances(connection: &mut PgConnection, ids: &[i64]) -> QueryResult<HashMap<i64, Substance>> {
    let rows: Vec<(i64, Substance)> = medications::table
        .filter(medications::id.eq_any(ids))
        .select((medications::id, Substance::as_select()))
        .load(connection)?;
    Ok(rows.into_iter().collect())
}

/// What was decided: the decision, of what exactly, and the severity.
pub type Decided = (String, String, String);

/// What this doctor decided in this stay within a shift, each with its reason: the same of the same is not asked again
/// (CDS-6, KNOW-10). What was reviewed meanwhile counts no more, and neither does what a nurse answered with an
/// order by voice (VAL-5): the doctor is asked in person.
pub fn decided(
    connection: &mut PgConnection,
    doctor_id: i64,
    admission_id: i64,
    now: DateTime<Utc>,
) -> QueryResult<HashMap<Decided, String>> {
    type Row = (Decided, Option<String>, bool, bool);
    let rows: Vec<Row> = prescription_alerts::table
        .inner_join(prescriptions::table)
        .filter(prescriptions::admission_id.eq(admission_id))
        .filter(prescriptions::doctor_id.eq(doctor_id))
        .filter(prescriptions::prescribed_at.gt(now - SHIFT))
        .filter(prescription_alerts::reason.is_not_null())
        .filter(not(exists(verbal_orders::table.filter(verbal_orders::prescription_id.eq(prescriptions::id)))))
        .order(prescription_alerts::id)
        .select((
            (prescription_alerts::decision, prescription_alerts::circumstances, prescription_alerts::severity),
            prescription_alerts::reason,
            prescription_alerts::repeated,
            prescription_alerts::reviewed_at.is_not_null(),
        ))
        .load(connection)?;
    let mut decided = HashMap::new();
    for (what, reason, repeated, reviewed) in rows {
        if reviewed {
            decided.remove(&what);
        } else if let Some(reason) = reason.filter(|_| !repeated) {
            // A repetition does not make the decision last longer.
            decided.insert(what, reason);
        }
    }
    Ok(decided)
}
