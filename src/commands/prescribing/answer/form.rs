//! The answer's form as a browser sends it, with the question that was seen.

use serde::Deserialize;

use crate::domain::problem::Problem;
use crate::domain::query::read_answer;
use crate::error::{AppError, AppResult};
use crate::page::keyed::{Keyed, TypedKey};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    pub key: TypedKey,
    /// The question that was seen.
    query: String,
    pub answer: String,
}

/// Why nothing was answered.
#[derive(Clone, Debug, Default)]
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

impl Keyed for AnswerForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}

impl AnswerForm {
    pub fn query_id(&self) -> AppResult<i64> {
        self.query.parse().map_err(|_| AppError::BadRequest("no such question"))
    }

    /// The answer, or what is wrong with it.
    pub fn check(&self) -> Result<String, Rejection> {
        read_answer(&self.answer).map_err(|problem| Rejection { answer: Some(Box::new(problem)), stale: false })
    }
}
