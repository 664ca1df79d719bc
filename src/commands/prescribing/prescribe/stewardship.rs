//! Restricted antimicrobials of a prescription: where each stands, and what signing asks of stewardship (WHO-3).

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use serde_json::json;

use crate::auth::user::Doctor;
use crate::domain::item::Item;
use crate::domain::safety::stewardship::Stewarded;
use crate::domain::safety::{Drug, Origin, substance_key};
use crate::domain::stewardship::{Decided, Request, Standing};
use crate::schema::{events, hospital, medications, stewardship_requests};

use super::prescription::Prescription;

/// The rows with a restricted antimicrobial; a decision about one is held until the commit.
pub fn stewarded(
    connection: &mut PgConnection,
    admission_id: i64,
    items: &[(usize, &Item)],
    new: &[Drug],
    now: DateTime<Utc>,
) -> QueryResult<Vec<Stewarded>> {
    let ids: Vec<i64> = items.iter().map(|(_, item)| item.medication_id).collect();
    let restricted = restricted(connection, &ids)?;
    if restricted.is_empty() {
        return Ok(Vec::new());
    }
    let first_end = now + release(connection)?;
    let mut rows = Vec::new();
    for (row, item) in items {
        let drug = new.iter().find(|drug| drug.origin == Origin::Row(*row));
        let found = restricted.iter().find(|(id, _)| *id == item.medication_id);
        if let (Some(drug), Some((_, key))) = (drug, found) {
            let request = request(connection, admission_id, key)?;
            let standing = request.map_or(Standing::Released { until: first_end }, |request| request.standing(now));
            rows.push(Stewarded { row: *row, medication: drug.name.clone(), key: key.clone(), standing });
        }
    }
    Ok(rows)
}

/// Asks stewardship about each restricted antimicrobial that was signed; what was refused, or whose approval is over,
/// waits for a decision once more, without being released again.
pub fn ask(
    connection: &mut PgConnection,
    doctor: &Doctor,
    prescription_id: i64,
    prescription: &Prescription,
) -> QueryResult<()> {
    let ids: Vec<i64> = prescription.items.iter().map(|item| item.medication_id).collect();
    let restricted = restricted(connection, &ids)?;
    for (medication_id, key) in &restricted {
        let request = request(connection, prescription.admission_id, key)?;
        match request.map(|request| request.standing(prescription.prescribed_at)) {
            None => insert(connection, prescription_id, prescription, *medication_id, key)?,
            Some(Standing::Refused { .. } | Standing::Expired { .. }) => {
                ask_again(connection, doctor, prescription_id, prescription, *medication_id, key)?;
            }
            Some(Standing::Released { .. } | Standing::Approved { .. } | Standing::Ended { .. }) => {}
        }
    }
    Ok(())
}

/// Which of these medications are restricted, each with what it is.
fn restricted(connection: &mut PgConnection, ids: &[i64]) -> QueryResult<Vec<(i64, String)>> {
    let rows: Vec<(i64, String, Vec<String>)> = medications::table
        .filter(medications::id.eq_any(ids))
        .filter(medications::stewardship)
        .order(medications::id)
        .select((medications::id, medications::name_pt, medications::substances))
        .load(connection)?;
    Ok(rows.into_iter().map(|(id, name, substances)| (id, substance_key(&name, &substances))).collect())
}

fn release(connection: &mut PgConnection) -> QueryResult<TimeDelta> {
    let hours: i16 = hospital::table.select(hospital::stewardship_release_hours).first(connection)?;
    Ok(TimeDelta::hours(hours.into()))
}

fn request(connection: &mut PgConnection, admission_id: i64, key: &str) -> QueryResult<Option<Request>> {
    type Row = (DateTime<Utc>, Option<DateTime<Utc>>, Option<DateTime<Utc>>, String);
    let found: Option<Row> = stewardship_requests::table
        .filter(stewardship_requests::admission_id.eq(admission_id))
        .filter(stewardship_requests::substance.eq(key))
        .select((
            stewardship_requests::released_until,
            stewardship_requests::approved_until,
            stewardship_requests::decided_at,
            stewardship_requests::proposal,
        ))
        .for_no_key_update()
        .first(connection)
        .optional()?;
    Ok(found.map(|(released_until, approved_until, decided_at, proposal)| {
        let approved = approved_until.map(|until| Decided::Approved { until });
        let decision = approved.or(decided_at.map(|at| Decided::Refused { at, proposal }));
        Request { released_until, decision }
    }))
}

fn insert(
    connection: &mut PgConnection,
    prescription_id: i64,
    prescription: &Prescription,
    medication_id: i64,
    key: &str,
) -> QueryResult<()> {
    let released_until = prescription.prescribed_at + release(connection)?;
    diesel::insert_into(stewardship_requests::table)
        .values((
            stewardship_requests::admission_id.eq(prescription.admission_id),
            stewardship_requests::substance.eq(key),
            stewardship_requests::medication_id.eq(medication_id),
            stewardship_requests::prescription_id.eq(prescription_id),
            stewardship_requests::requested_at.eq(prescription.prescribed_at),
            stewardship_requests::released_until.eq(released_until),
        ))
        .execute(connection)?;
    Ok(())
}

fn ask_again(
    connection: &mut PgConnection,
    doctor: &Doctor,
    prescription_id: i64,
    prescription: &Prescription,
    medication_id: i64,
    key: &str,
) -> QueryResult<()> {
    let of_stay = stewardship_requests::table
        .filter(stewardship_requests::admission_id.eq(prescription.admission_id))
        .filter(stewardship_requests::substance.eq(key));
    let (id, status, released_until): (i64, String, DateTime<Utc>) = of_stay
        .select((stewardship_requests::id, stewardship_requests::status, stewardship_requests::released_until))
        .first(connection)?;
    diesel::update(stewardship_requests::table.find(id))
        .set((
            stewardship_requests::medication_id.eq(medication_id),
            stewardship_requests::prescription_id.eq(prescription_id),
            stewardship_requests::released_until.eq(released_until.min(prescription.prescribed_at)),
            stewardship_requests::status.eq("pending"),
            stewardship_requests::decided_by.eq(None::<i64>),
            stewardship_requests::decided_at.eq(None::<DateTime<Utc>>),
            stewardship_requests::approved_until.eq(None::<DateTime<Utc>>),
            stewardship_requests::proposal.eq(""),
        ))
        .execute(connection)?;
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(doctor.user_id),
            events::verb.eq("ask_stewardship_again"),
            events::patient_id.eq(prescription.patient_id),
            events::prescription_id.eq(prescription_id),
            events::before.eq(json!({ "request": id, "status": status })),
        ))
        .execute(connection)?;
    Ok(())
}
