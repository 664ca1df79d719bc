//! What the patient's own body says about doses: age, weight and height that are recent enough (PRE-3), and whether a
//! pregnancy is to be thought of (WHO-5).

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use crate::commands::measurements::{latest_height, latest_weight};
use crate::domain::item::programme::ChildBearing;
use crate::domain::item::surface::{Height, recent_height};
use crate::domain::item::weight::{Weight, is_minor, recent_weight};
use crate::domain::problem::Problem;
use crate::language::Words;
use crate::schema::{admissions, beds, hospital, patients, wards};

/// All of it, as far as doses rest on them.
pub struct Body {
    /// Dosed by weight, whatever the medication.
    pub is_minor: bool,
    /// The latest weight, or why there is none to calculate with.
    pub weight: Result<Weight, Problem>,
    pub height: Result<Height, Problem>,
    /// Days that a pregnancy test counts for; None of who cannot become pregnant.
    pub pregnancy_test_days: Option<i16>,
}

/// Reads it; `NotFound` without such a patient.
pub fn body(connection: &mut PgConnection, patient_id: i64, now: DateTime<Utc>, words: &Words) -> QueryResult<Body> {
    let (born, sex): (NaiveDate, String) =
        patients::table.find(patient_id).select((patients::birth_date, patients::sex)).first(connection)?;
    let latest = latest_weight(connection, patient_id)?.map(|(kg, at)| Weight { kg: kg.normalize(), at });
    let valid_hours = valid_hours(connection, patient_id)?;
    let today = now.with_timezone(&words.zone).date_naive();
    let height = latest_height(connection, patient_id)?.map(|(cm, at)| Height { cm: cm.normalize(), at });
    let policy: BodyPolicy = hospital::table.select(BodyPolicy::as_select()).first(connection)?;
    let ages = ChildBearing { from: policy.child_bearing_from_years, to: policy.child_bearing_to_years };
    Ok(Body {
        is_minor: is_minor(born, today),
        weight: recent_weight(latest, valid_hours, now),
        height: recent_height(height, policy.height_valid_days, now),
        pregnancy_test_days: ages.includes(&sex, born, today).then_some(policy.pregnancy_test_valid_days),
    })
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = hospital)]
struct BodyPolicy {
    height_valid_days: i16,
    child_bearing_from_years: i16,
    child_bearing_to_years: i16,
    pregnancy_test_valid_days: i16,
}

/// The ward's own limit, or the hospital's.
fn valid_hours(connection: &mut PgConnection, patient_id: i64) -> QueryResult<i16> {
    let of_ward: Option<Option<i16>> = admissions::table
        .inner_join(beds::table.inner_join(wards::table))
        .filter(admissions::patient_id.eq(patient_id))
        .filter(admissions::discharged_at.is_null())
        .select(wards::weight_valid_hours)
        .first(connection)
        .optional()?;
    match of_ward.flatten() {
        Some(hours) => Ok(hours),
        None => hospital::table.select(hospital::weight_valid_hours).first(connection),
    }
}
