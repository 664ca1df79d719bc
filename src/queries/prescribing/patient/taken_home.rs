//! What a patient took home.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::tall_man::TallManNames;
use crate::read_model::tables::discharge_prescriptions;

#[derive(Queryable, Selectable)]
#[diesel(table_name = discharge_prescriptions)]
pub struct TakenHome {
    pub id: i64,
    pub prescribed_at: DateTime<Utc>,
    pub cancelled_at: Option<DateTime<Utc>>,
    pub doctor_name: String,
    pub medications_pt: Vec<String>,
    pub medications_en: Vec<String>,
}

/// Every discharge prescription of a patient, the newest first.
pub fn taken_home(
    connection: &mut PgConnection,
    patient_id: i64,
    tall_man: &TallManNames,
) -> QueryResult<Vec<TakenHome>> {
    let mut all: Vec<TakenHome> = discharge_prescriptions::table
        .filter(discharge_prescriptions::patient_id.eq(patient_id))
        .order(discharge_prescriptions::id.desc())
        .select(TakenHome::as_select())
        .load(connection)?;
    tall_man.capitalise(all.iter_mut().flat_map(|one| one.medications_pt.iter_mut().chain(&mut one.medications_en)));
    Ok(all)
}
