//! Restricted antimicrobials: how long one may be given, and what stewardship decided (WHO-3).

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::domain::abbreviation::check_text;
use crate::domain::clock::{day_of, moment};
use crate::domain::problem::Problem;
use crate::domain::reason::says_something;

/// Days that an approval may last.
const LONGEST_APPROVAL: u64 = 30;
/// The longest proposal, in characters.
const LONGEST_PROPOSAL: usize = 500;

/// A substance's request in a stay, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub released_until: DateTime<Utc>,
    pub decision: Option<Decided>,
}

/// What stewardship said, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decided {
    Approved { until: DateTime<Utc> },
    Refused { at: DateTime<Utc>, proposal: String },
}

/// Where a substance stands at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Given before anybody has decided.
    Released {
        until: DateTime<Utc>,
    },
    Approved {
        until: DateTime<Utc>,
    },
    /// Nobody decided in time.
    Ended {
        at: DateTime<Utc>,
    },
    /// The approval is over.
    Expired {
        at: DateTime<Utc>,
    },
    Refused {
        at: DateTime<Utc>,
        proposal: String,
    },
}

impl Request {
    pub fn standing(&self, now: DateTime<Utc>) -> Standing {
        match &self.decision {
            None if now < self.released_until => Standing::Released { until: self.released_until },
            None => Standing::Ended { at: self.released_until },
            Some(Decided::Approved { until }) if now < *until => Standing::Approved { until: *until },
            Some(Decided::Approved { until }) => Standing::Expired { at: *until },
            Some(Decided::Refused { at, proposal }) => Standing::Refused { at: *at, proposal: proposal.clone() },
        }
    }
}

/// A decision as it was typed.
#[derive(Clone, Copy, Debug)]
pub struct TypedDecision<'a> {
    /// `approve` or `refuse`.
    pub decision: &'a str,
    /// The last day, `2026-11-30`.
    pub until: &'a str,
    pub proposal: &'a str,
}

/// A field of the decision's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisionField {
    Decision,
    Until,
    Proposal,
}

impl DecisionField {
    /// Its id on the page.
    pub fn code(self) -> &'static str {
        match self {
            DecisionField::Decision => "decision",
            DecisionField::Until => "until",
            DecisionField::Proposal => "proposal",
        }
    }
}

/// Reads a decision made now.
///
/// # Errors
/// The [`Problem`] and its field: an approval has a last day, today to 30 days ahead; a refusal proposes something.
pub fn read_decision(
    typed: TypedDecision<'_>,
    now: DateTime<Utc>,
    zone: Tz,
) -> Result<Decided, Box<(DecisionField, Problem)>> {
    match typed.decision {
        "approve" => {
            let until = read_until(typed.until, day_of(now, zone), zone)
                .map_err(|why| Box::new((DecisionField::Until, why)))?;
            Ok(Decided::Approved { until })
        }
        "refuse" => {
            let proposal = read_proposal(typed.proposal).map_err(|why| Box::new((DecisionField::Proposal, why)))?;
            Ok(Decided::Refused { at: now, proposal })
        }
        _ => Err(Box::new((DecisionField::Decision, Problem::DecisionMissing))),
    }
}

/// The moment after the last day.
fn read_until(typed: &str, today: NaiveDate, zone: Tz) -> Result<DateTime<Utc>, Problem> {
    let out_of_range = || Problem::ApprovalDayOutOfRange { most: LONGEST_APPROVAL as usize };
    let day: NaiveDate = typed.trim().parse().map_err(|_| out_of_range())?;
    let latest = today.checked_add_days(Days::new(LONGEST_APPROVAL));
    if day < today || latest.is_none_or(|latest| day > latest) {
        return Err(out_of_range());
    }
    let next = day.succ_opt().ok_or_else(out_of_range)?;
    moment(next, NaiveTime::MIN, zone).ok_or_else(out_of_range)
}

fn read_proposal(typed: &str) -> Result<String, Problem> {
    let proposal = typed.trim();
    if proposal.chars().count() > LONGEST_PROPOSAL {
        return Err(Problem::NoteTooLong { most: LONGEST_PROPOSAL });
    }
    if !says_something(proposal) {
        return Err(Problem::ProposalMissing);
    }
    check_text(proposal)?;
    Ok(proposal.to_owned())
}
