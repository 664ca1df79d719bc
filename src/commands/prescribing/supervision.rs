//! Whose signature makes only a draft, and who may decide on one (WHO-7).

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::clock;
use crate::schema::{doctors, hospital, prescription_drafts};

/// Whether what this doctor signs waits for a supervisor.
///
/// # Errors
/// A database error.
pub fn needs_supervisor(connection: &mut PgConnection, doctor_id: i64) -> QueryResult<bool> {
    let wanted: bool = hospital::table.select(hospital::residents_need_supervisor).first(connection)?;
    let supervised: bool = doctors::table.find(doctor_id).select(doctors::supervised).first(connection)?;
    Ok(wanted && supervised)
}

/// A draft as it stands.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = prescription_drafts)]
pub struct Draft {
    pub id: i64,
    pub admission_id: i64,
    pub patient_id: i64,
    pub drafted_by: i64,
    pub drafted_at: DateTime<Utc>,
    pub language: String,
    pub form: String,
    pub status: String,
    pub decided_by: Option<i64>,
    pub prescription_id: Option<i64>,
    pub discard_reason: Option<String>,
}

impl Draft {
    pub fn is_waiting(&self) -> bool {
        self.status == "waiting"
    }
}

/// Who discarded what waited at a discharge, as the texts name it.
const SYSTEM: &str = "system";

/// What became of a draft before this doctor decided.
#[derive(Clone, Debug)]
pub struct Decided {
    /// A doctor's name, or `system`.
    pub by: String,
    /// Signed as this; None where it was discarded.
    pub prescription_id: Option<i64>,
    pub reason: Option<String>,
}

/// A draft that this doctor may sign: of the same specialty, and not supervised.
///
/// # Errors
/// `NotFound` for anybody else.
pub fn draft_to_sign(connection: &mut PgConnection, doctor_id: i64, draft_id: i64) -> QueryResult<Draft> {
    let draft = prescription_drafts::table.find(draft_id).select(Draft::as_select()).first(connection)?;
    if may_sign(connection, doctor_id, draft.drafted_by)? { Ok(draft) } else { Err(diesel::result::Error::NotFound) }
}

/// As [`draft_to_sign`], held until the commit: of two supervisors the later one waits, and sees what the earlier did.
///
/// # Errors
/// As [`draft_to_sign`].
pub fn hold_draft(connection: &mut PgConnection, doctor_id: i64, draft_id: i64) -> QueryResult<Draft> {
    prescription_drafts::table
        .find(draft_id)
        .select(prescription_drafts::id)
        .for_no_key_update()
        .first::<i64>(connection)?;
    draft_to_sign(connection, doctor_id, draft_id)
}

fn may_sign(connection: &mut PgConnection, doctor_id: i64, author_id: i64) -> QueryResult<bool> {
    let specialty = |connection: &mut PgConnection, id: i64| {
        doctors::table.find(id).select(doctors::specialty_id).first::<i64>(connection)
    };
    let same = specialty(connection, doctor_id)? == specialty(connection, author_id)?;
    Ok(same && !needs_supervisor(connection, doctor_id)?)
}

/// What became of a draft; None while it waits.
///
/// # Errors
/// A database error.
pub fn decided(connection: &mut PgConnection, draft: &Draft) -> QueryResult<Option<Decided>> {
    if draft.is_waiting() {
        return Ok(None);
    }
    let by = match draft.decided_by {
        Some(id) => doctors::table.find(id).select(doctors::name).first(connection)?,
        None => SYSTEM.to_owned(),
    };
    Ok(Some(Decided { by, prescription_id: draft.prescription_id, reason: draft.discard_reason.clone() }))
}

/// The draft is this prescription from now on.
///
/// # Errors
/// A database error.
pub fn settle(
    connection: &mut PgConnection,
    draft_id: i64,
    doctor_id: i64,
    prescription_id: i64,
) -> QueryResult<usize> {
    diesel::update(prescription_drafts::table.find(draft_id))
        .set((
            prescription_drafts::status.eq("signed"),
            prescription_drafts::decided_by.eq(doctor_id),
            prescription_drafts::decided_at.eq(clock::now()),
            prescription_drafts::prescription_id.eq(prescription_id),
        ))
        .execute(connection)
}

/// Discards what waits in a stay that ends; nobody decided on it. The numbers of the drafts.
///
/// # Errors
/// A database error.
pub fn discard_waiting(connection: &mut PgConnection, admission_id: i64, reason: &str) -> QueryResult<Vec<i64>> {
    let waiting = prescription_drafts::table
        .filter(prescription_drafts::admission_id.eq(admission_id))
        .filter(prescription_drafts::status.eq("waiting"));
    diesel::update(waiting)
        .set((
            prescription_drafts::status.eq("discarded"),
            prescription_drafts::decided_at.eq(clock::now()),
            prescription_drafts::discard_reason.eq(reason),
        ))
        .returning(prescription_drafts::id)
        .get_results(connection)
}
