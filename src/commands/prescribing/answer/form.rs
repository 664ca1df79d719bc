//! The answer's form as a browser sends it, with the question that was seen.

use serde::Deserialize;

use crate::domain::form_key::FormKey;
use crate::domain::problem::Problem;
use crate::domain::query::read_answer;
use crate::error::{AppError, AppResult};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    key: String,
    /// The question that was seen.
    query: String,
    pub answer: String,
}

/// Why nothing was answered.
#[derive(Debug, Default)]
pub struct Rejection {
    pub answer: Option<Box<Problem>>,
    /// The line moved, or the question was answered, after the form was opened.
    pub stale: bool,
}

impl Rejection {
    pub fn stale() -> Self {
        Rejection { stale: true, ..Rejection::default() }
    }
}

impl AnswerForm {
    pub fn fresh() -> Self {
        AnswerForm::default().with_fresh_key()
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

    pub fn query_id(&self) -> AppResult<i64> {
        self.query.parse().map_err(|_| AppError::BadRequest("no such question"))
    }

    /// The answer, or what is wrong with it.
    pub fn check(&self) -> Result<String, Rejection> {
        read_answer(&self.answer).map_err(|problem| Rejection { answer: Some(Box::new(problem)), stale: false })
    }
}
