//! The form of a cancellation as a browser sends it.

use serde::Deserialize;

use crate::domain::abbreviation::check_text;
use crate::domain::form_key::FormKey;
use crate::domain::problem::Problem;
use crate::error::{AppError, AppResult};

/// The longest reason, in characters.
const LONGEST_REASON: usize = 200;

/// Somebody was quicker.
#[derive(Debug)]
pub struct AlreadyCancelled;

/// Why nothing was cancelled.
pub enum Rejection {
    Reason(Problem),
    Already(AlreadyCancelled),
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CancelForm {
    key: String,
    pub reason: String,
}

impl CancelForm {
    pub fn fresh() -> Self {
        CancelForm::default().with_fresh_key()
    }

    /// The same content as a form of its own.
    pub fn with_fresh_key(mut self) -> Self {
        self.key = FormKey::fresh().to_string();
        self
    }

    pub fn key(&self) -> AppResult<FormKey> {
        FormKey::parse(&self.key).ok_or(AppError::BadRequest("the form's key is missing"))
    }

    pub fn key_text(&self) -> &str {
        &self.key
    }
}

/// # Errors
/// The [`Problem`] to say next to the field.
pub fn read_reason(typed: &str) -> Result<String, Problem> {
    let reason = typed.trim();
    if reason.is_empty() {
        return Err(Problem::CancelReasonMissing);
    }
    if reason.chars().count() > LONGEST_REASON {
        return Err(Problem::ReasonTooLong { most: LONGEST_REASON });
    }
    check_text(reason)?;
    Ok(reason.to_owned())
}
