//! What stands beside the lines of a prescription.

use chrono::{DateTime, NaiveTime, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::domain::homonym::Homonym;
use crate::queries::homonyms::homonyms_of;
use crate::queries::prescribing::drafts::{Draft, draft_of};
use crate::queries::prescribing::verbal_orders::{VerbalOrder, verbal_order};
use crate::queries::shortages::{Shortage, short_of_prescription};
use crate::read_model::tables::{
    item_queries, new_versions, prescription_alerts, prescriptions, refusals, suspensions, versions,
};

use super::quantities::Controlled;

/// Who stopped an item, when and why (VAL-4).
#[derive(Queryable, Selectable)]
#[diesel(table_name = suspensions)]
pub struct Suspension {
    pub item_id: i64,
    pub user_name: String,
    pub suspended_at: DateTime<Utc>,
    pub reason: String,
    pub return_due_at: Option<DateTime<Utc>>,
}

/// What the pharmacy asked about an item, and who answered what.
#[derive(Queryable, Selectable)]
#[diesel(table_name = item_queries)]
pub struct ItemQuery {
    pub item_id: i64,
    pub category: String,
    pub question: String,
    pub asked_by: String,
    pub asked_at: DateTime<Utc>,
    pub answer: Option<String>,
    pub answered_by: Option<String>,
    pub answered_at: Option<DateTime<Utc>>,
}

impl ItemQuery {
    /// Answer, who and when; None while it waits.
    pub fn answered(&self) -> Option<(&str, &str, &DateTime<Utc>)> {
        Some((self.answer.as_deref()?, self.answered_by.as_deref()?, self.answered_at.as_ref()?))
    }
}

/// Why the pharmacy does not supply an item (PH-3).
#[derive(Queryable, Selectable)]
#[diesel(table_name = refusals)]
pub struct Refusal {
    pub item_id: i64,
    pub category: String,
    pub reason: String,
    pub user_name: String,
    pub refused_at: DateTime<Utc>,
}

/// What the safety checks said at signing, and why the doctor went on (CDS-6).
#[derive(Queryable, Selectable)]
#[diesel(table_name = prescription_alerts)]
pub struct Alert {
    pub item_number: Option<i16>,
    pub rule: String,
    pub severity: String,
    pub what_pt: String,
    pub what_en: String,
    pub source: String,
    pub reason: Option<String>,
    pub repeated: bool,
}

/// What the item said that a line follows (VAL-2, VAL-4).
#[derive(Queryable, Selectable)]
#[diesel(table_name = versions)]
pub struct Earlier {
    pub item_id: i64,
    pub followed_as: String,
    pub earlier_prescription_id: i64,
    pub earlier_item_number: i16,
    pub earlier_name_pt: String,
    pub earlier_name_en: String,
    pub earlier_dose_quantity: Decimal,
    pub earlier_dose_unit_code: String,
    pub earlier_route_pt: String,
    pub earlier_route_en: String,
    pub earlier_frequency_pt: String,
    pub earlier_frequency_en: String,
    pub earlier_times: Vec<NaiveTime>,
    pub earlier_note: String,
}

/// Which prescription this one is a new version of, and why (VAL-4).
#[derive(Queryable, Selectable)]
#[diesel(table_name = new_versions)]
pub struct NewVersion {
    pub earlier_id: i64,
    pub reason: String,
}

/// What stands beside the lines of a prescription.
pub struct Beside {
    pub homonyms: Vec<Homonym>,
    pub suspensions: Vec<Suspension>,
    pub alerts: Vec<Alert>,
    pub controlled: Controlled,
    pub queries: Vec<ItemQuery>,
    pub refusals: Vec<Refusal>,
    pub verbal: Option<VerbalOrder>,
    /// Who drafted it, where its doctor signed for a resident (WHO-7).
    pub draft: Option<Draft>,
    /// What the same doctor signed in the same act: what begins now and what is renewed are two prescriptions.
    pub signed_together: Vec<i64>,
    pub earlier: Vec<Earlier>,
    pub new_version: Option<NewVersion>,
    /// What the pharmacy has too little of (PH-10).
    pub short: Vec<Shortage>,
}

/// All of it.
pub fn beside(connection: &mut PgConnection, id: i64, patient_id: i64) -> QueryResult<Beside> {
    Ok(Beside {
        homonyms: homonyms_of(connection, patient_id)?,
        suspensions: suspensions(connection, id)?,
        alerts: alerts(connection, id)?,
        controlled: Controlled::load(connection, id)?,
        queries: queries(connection, id)?,
        refusals: refusals::table
            .filter(refusals::prescription_id.eq(id))
            .select(Refusal::as_select())
            .load(connection)?,
        verbal: verbal_order(connection, id)?,
        draft: draft_of(connection, id)?,
        signed_together: signed_together(connection, id)?,
        earlier: versions::table
            .filter(versions::prescription_id.eq(id))
            .select(Earlier::as_select())
            .load(connection)?,
        new_version: new_versions::table.find(id).select(NewVersion::as_select()).first(connection).optional()?,
        short: short_of_prescription(connection, id)?,
    })
}

fn suspensions(connection: &mut PgConnection, id: i64) -> QueryResult<Vec<Suspension>> {
    suspensions::table.filter(suspensions::prescription_id.eq(id)).select(Suspension::as_select()).load(connection)
}

/// In the order in which they were asked.
fn queries(connection: &mut PgConnection, id: i64) -> QueryResult<Vec<ItemQuery>> {
    item_queries::table
        .filter(item_queries::prescription_id.eq(id))
        .order(item_queries::id)
        .select(ItemQuery::as_select())
        .load(connection)
}

/// In the order in which they were said: the most dangerous first.
fn alerts(connection: &mut PgConnection, id: i64) -> QueryResult<Vec<Alert>> {
    prescription_alerts::table
        .filter(prescription_alerts::prescription_id.eq(id))
        .order(prescription_alerts::id)
        .select(Alert::as_select())
        .load(connection)
}

fn signed_together(connection: &mut PgConnection, id: i64) -> QueryResult<Vec<i64>> {
    let (doctor_id, patient_id, at): (i64, i64, DateTime<Utc>) = prescriptions::table
        .find(id)
        .select((prescriptions::doctor_id, prescriptions::patient_id, prescriptions::prescribed_at))
        .first(connection)?;
    prescriptions::table
        .filter(prescriptions::patient_id.eq(patient_id))
        .filter(prescriptions::doctor_id.eq(doctor_id))
        .filter(prescriptions::prescribed_at.eq(at))
        .filter(prescriptions::id.ne(id))
        .order(prescriptions::id)
        .select(prescriptions::id)
        .load(connection)
}
