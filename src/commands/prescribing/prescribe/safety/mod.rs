//! What the safety checks need to know, read from the tables inside the transaction: few statements, whatever the length.

mod given;
mod knowledge;
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
pub use patient::patient;

/// How long a decision stands: a shift of a Brazilian hospital. Who comes back later sees another patient (CDS-6).
const SHIFT: TimeDelta = TimeDelta::hours(12);

/// A medication as the checks see it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = medications)]
pub struct Substance {
    pub name_pt: String,
    pub name_en: String,
    pub strength: String,
    pub atc_code: String,
    pub allergy_classes: String,
    pub substances: Vec<String>,
}

/// How much of it, and how often in 24 hours at most.
pub struct Given {
    pub quantity: Decimal,
    pub unit: String,
    pub doses: Option<u32>,
    pub continuous: bool,
}

impl Substance {
    pub fn drug(self, origin: Origin, route: String, given: Given) -> Drug {
        // The amount of a continuous infusion is that of its whole volume, and no dose to compare.
        let doses_per_day = given.doses.filter(|_| !given.continuous);
        let unit = if given.continuous { String::new() } else { given.unit };
        Drug {
            origin,
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
            route,
            quantity: given.quantity,
            unit,
            doses_per_day,
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

/// What this doctor decided in this stay within a shift, by decision and severity, each with its reason: the same is
/// not asked again (CDS-6). What was reviewed meanwhile counts no more, and neither does what a nurse answered with an
/// order by voice (VAL-5): the doctor is asked in person.
pub fn decided(
    connection: &mut PgConnection,
    doctor_id: i64,
    admission_id: i64,
    now: DateTime<Utc>,
) -> QueryResult<HashMap<(String, String), String>> {
    type Row = (String, String, Option<String>, bool, bool);
    let rows: Vec<Row> = prescription_alerts::table
        .inner_join(prescriptions::table)
        .filter(prescriptions::admission_id.eq(admission_id))
        .filter(prescriptions::doctor_id.eq(doctor_id))
        .filter(prescriptions::prescribed_at.gt(now - SHIFT))
        .filter(prescription_alerts::reason.is_not_null())
        .filter(not(exists(verbal_orders::table.filter(verbal_orders::prescription_id.eq(prescriptions::id)))))
        .order(prescription_alerts::id)
        .select((
            prescription_alerts::decision,
            prescription_alerts::severity,
            prescription_alerts::reason,
            prescription_alerts::repeated,
            prescription_alerts::reviewed_at.is_not_null(),
        ))
        .load(connection)?;
    let mut decided = HashMap::new();
    for (decision, severity, reason, repeated, reviewed) in rows {
        if reviewed {
            decided.remove(&(decision, severity));
        } else if let Some(reason) = reason.filter(|_| !repeated) {
            // A repetition does not make the decision last longer.
            decided.insert((decision, severity), reason);
        }
    }
    Ok(decided)
}
