//! Discards a draft, once.

use diesel::prelude::*;
use serde_json::json;

use crate::app::Abort;
use crate::auth::user::Doctor;
use crate::clock;
use crate::commands::prescribing::supervision::hold_draft;
use crate::commands::registration::is_active;
use crate::domain::problem::Problem;
use crate::schema::{events, prescription_drafts};

/// Who discards which draft, and why.
#[derive(Clone)]
pub struct DiscardDraft {
    pub doctor: Doctor,
    pub draft_id: i64,
    pub reason: String,
}

/// # Errors
/// Rejected where somebody decided already, and without an active registration (ID-8); not found for who may not decide.
pub fn write(connection: &mut PgConnection, command: &DiscardDraft) -> Result<(), Abort<Box<Problem>>> {
    let draft = hold_draft(connection, command.doctor.doctor_id, command.draft_id)?;
    if !draft.is_waiting() {
        return Err(Abort::Rejected(Box::new(Problem::AlreadyDecided)));
    }
    if !is_active(connection, command.doctor.doctor_id)? {
        return Err(Abort::Rejected(Box::new(Problem::DoctorNotActive)));
    }
    diesel::update(prescription_drafts::table.find(draft.id))
        .set((
            prescription_drafts::status.eq("discarded"),
            prescription_drafts::decided_by.eq(command.doctor.doctor_id),
            prescription_drafts::decided_at.eq(clock::now()),
            prescription_drafts::discard_reason.eq(&command.reason),
        ))
        .execute(connection)?;
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(command.doctor.user_id),
            events::verb.eq("discard_draft"),
            events::patient_id.eq(draft.patient_id),
            events::before.eq(json!({ "draft": draft.id, "status": "waiting" })),
            events::after.eq(json!({ "reason": command.reason })),
        ))
        .execute(connection)?;
    Ok(())
}
