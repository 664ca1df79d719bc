//! When somebody arrived whose stay is written down only afterwards: the server was down, or there was no time.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::domain::clock::{day_of, typed_moment};
use crate::domain::problem::{Detail, Problem};

/// No downtime lasts longer; an arrival before that is a slip of the finger.
const LONGEST_AGO_DAYS: u8 = 7;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArrivalProblem {
    Unreadable,
    InTheFuture,
    TooLongAgo {
        days: u8,
    },
    BeforeBirth,
    /// In the stay before.
    BeforeDischarge {
        at: DateTime<Utc>,
    },
}

impl ArrivalProblem {
    /// The text's key, and what its words mention.
    pub fn words(&self) -> (&'static str, Vec<(&'static str, Detail<'_>)>) {
        match self {
            ArrivalProblem::Unreadable => ("problem-arrival-unreadable", vec![]),
            ArrivalProblem::InTheFuture => ("problem-arrival-in-the-future", vec![]),
            ArrivalProblem::TooLongAgo { days } => {
                ("problem-arrival-too-long-ago", vec![("days", Detail::Count(usize::from(*days)))])
            }
            ArrivalProblem::BeforeBirth => ("problem-arrival-before-birth", vec![]),
            ArrivalProblem::BeforeDischarge { at } => {
                ("problem-arrival-before-discharge", vec![("at", Detail::Moment(*at))])
            }
        }
    }
}

/// Reads `2026-11-25T14:03` of the hospital's clock; None where nothing is typed, which means now.
///
/// # Errors
/// The [`Problem`] to say next to the field.
pub fn read_arrival(typed: &str, now: DateTime<Utc>, zone: Tz) -> Result<Option<DateTime<Utc>>, Problem> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let at = typed_moment(typed, zone).ok_or(ArrivalProblem::Unreadable)?;
    if at > now {
        return Err(ArrivalProblem::InTheFuture.into());
    }
    if now - at > TimeDelta::days(LONGEST_AGO_DAYS.into()) {
        return Err(ArrivalProblem::TooLongAgo { days: LONGEST_AGO_DAYS }.into());
    }
    Ok(Some(at))
}

/// Holds an arrival against who arrived.
///
/// # Errors
/// The [`Problem`] to say next to the field.
pub fn check_arrival(
    at: DateTime<Utc>,
    birth_date: NaiveDate,
    last_discharge: Option<DateTime<Utc>>,
    zone: Tz,
) -> Result<(), Problem> {
    if day_of(at, zone) < birth_date {
        return Err(ArrivalProblem::BeforeBirth.into());
    }
    match last_discharge {
        Some(discharged_at) if at < discharged_at => Err(ArrivalProblem::BeforeDischarge { at: discharged_at }.into()),
        _ => Ok(()),
    }
}
