//! The question's form as a browser sends it, with the stage that the line was seen in.

use serde::Deserialize;

use crate::domain::form_key::FormKey;
use crate::domain::problem::Problem;
use crate::domain::query::{Category, read_question};
use crate::domain::stage::Stage;
use crate::error::{AppError, AppResult};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct QueryForm {
    key: String,
    /// The stage that the line was seen in.
    stage: String,
    pub category: String,
    pub question: String,
}

/// Why nothing was asked.
#[derive(Debug, Default)]
pub struct Rejection {
    pub category: Option<Box<Problem>>,
    pub question: Option<Box<Problem>>,
    /// The line moved after the form was opened.
    pub stale: bool,
}

impl Rejection {
    pub fn stale() -> Self {
        Rejection { stale: true, ..Rejection::default() }
    }

    pub fn has_problems(&self) -> bool {
        self.category.is_some() || self.question.is_some()
    }
}

impl QueryForm {
    pub fn fresh() -> Self {
        QueryForm::default().with_fresh_key()
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

    pub fn seen(&self) -> AppResult<Stage> {
        Stage::from_code(&self.stage).ok_or(AppError::BadRequest("no such stage"))
    }

    /// Category and question, or all that is missing.
    pub fn check(&self) -> Result<(Category, String), Rejection> {
        match (Category::read(&self.category), read_question(&self.question)) {
            (Ok(category), Ok(question)) => Ok((category, question)),
            (category, question) => Err(Rejection {
                category: category.err().map(Box::new),
                question: question.err().map(Box::new),
                stale: false,
            }),
        }
    }
}
