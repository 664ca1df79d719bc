//! The form of a cancellation as a browser sends it.

use serde::Deserialize;

use crate::domain::abbreviation::check_text;
use crate::domain::problem::Problem;
use crate::domain::reason::says_something;
use crate::page::keyed::{Keyed, TypedKey};

/// The longest reason, in characters.
const LONGEST_REASON: usize = 200;

/// Somebody was quicker.
#[derive(Clone, Debug)]
pub struct AlreadyCancelled;

/// Why nothing was cancelled.
#[derive(Clone)]
pub enum Rejection {
    Reason(Problem),
    Already(AlreadyCancelled),
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CancelForm {
    pub key: TypedKey,
    pub reason: String,
}

/// # Errors
/// The [`Problem`] to say next to the field.
pub fn read_reason(typed: &str) -> Result<String, Problem> {
    let reason = typed.trim();
    if reason.chars().count() > LONGEST_REASON {
        return Err(Problem::ReasonTooLong { most: LONGEST_REASON });
    }
    if !says_something(reason) {
        return Err(Problem::CancelReasonMissing);
    }
    check_text(reason)?;
    Ok(reason.to_owned())
}

impl Keyed for CancelForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}
