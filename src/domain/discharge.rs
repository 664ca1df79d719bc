//! How a stay ends: where the patient goes, in FHIR's words for it, and until when something may be written to take home.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::problem::Problem;

/// Hours after a stay's end in which what goes home may still be written.
const SEND_HOME_HOURS: i64 = 24;

/// The longest note, in characters.
const LONGEST_NOTE: usize = 500;

/// FHIR's `dischargeDisposition`, as far as this hospital offers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disposition {
    Home,
    OtherHospital,
    LongTermCare,
    Rehabilitation,
    Hospice,
    AgainstAdvice,
    Death,
    /// Explained in the note.
    Other,
}

impl Disposition {
    pub const ALL: [Disposition; 8] = [
        Disposition::Home,
        Disposition::OtherHospital,
        Disposition::LongTermCare,
        Disposition::Rehabilitation,
        Disposition::Hospice,
        Disposition::AgainstAdvice,
        Disposition::Death,
        Disposition::Other,
    ];

    /// FHIR's code, as stored with the stay.
    pub fn code(self) -> &'static str {
        match self {
            Disposition::Home => "home",
            Disposition::OtherHospital => "other-hcf",
            Disposition::LongTermCare => "long",
            Disposition::Rehabilitation => "rehab",
            Disposition::Hospice => "hosp",
            Disposition::AgainstAdvice => "aadvice",
            Disposition::Death => "exp",
            Disposition::Other => "oth",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Disposition::ALL.into_iter().find(|disposition| disposition.code() == code)
    }
}

/// A field of the form, to hang a problem on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DischargeField {
    Disposition,
    Note,
}

impl DischargeField {
    pub fn code(self) -> &'static str {
        match self {
            DischargeField::Disposition => "disposition",
            DischargeField::Note => "note",
        }
    }
}

/// Where the patient goes, and what else there is to say.
///
/// # Errors
/// All problems at once, in the order of the form.
pub fn read_discharge(disposition: &str, note: &str) -> Result<(Disposition, String), Vec<(DischargeField, Problem)>> {
    let disposition = Disposition::from_code(disposition);
    let note = note.trim();
    let mut problems = Vec::new();
    if disposition.is_none() {
        problems.push((DischargeField::Disposition, Problem::DispositionMissing));
    }
    if note.chars().count() > LONGEST_NOTE {
        problems.push((DischargeField::Note, Problem::NoteTooLong { most: LONGEST_NOTE }));
    } else if disposition == Some(Disposition::Other) && note.is_empty() {
        problems.push((DischargeField::Note, Problem::DispositionUnexplained));
    }
    match disposition {
        Some(disposition) if problems.is_empty() => Ok((disposition, note.to_owned())),
        _ => Err(problems),
    }
}

/// Whether something may be written to take home from a stay, by its end and where the patient went.
///
/// # Errors
/// It ended too long ago, or with death.
pub fn check_send_home(
    discharged_at: Option<DateTime<Utc>>,
    disposition: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    if disposition == Some(Disposition::Death.code()) {
        return Err(Problem::PatientDied);
    }
    match discharged_at {
        Some(at) if now - at > TimeDelta::hours(SEND_HOME_HOURS) => {
            Err(Problem::StayEndedLongAgo { hours: SEND_HOME_HOURS })
        }
        _ => Ok(()),
    }
}
