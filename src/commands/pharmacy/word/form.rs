//! The form as a browser sends it, with the stage that the line was seen in.

use serde::Deserialize;

use crate::domain::problem::Problem;
use crate::domain::query::Category;
use crate::domain::stage::Stage;
use crate::error::{AppError, AppResult};
use crate::page::keyed::{Keyed, TypedKey};

use super::Task;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct WordForm {
    pub key: TypedKey,
    /// The stage that the line was seen in.
    stage: String,
    pub category: String,
    #[serde(alias = "question", alias = "reason")]
    pub text: String,
}

/// Why nothing was said.
#[derive(Clone, Debug, Default)]
pub struct Rejection {
    pub category: Option<Box<Problem>>,
    pub text: Option<Box<Problem>>,
    /// The line moved after the form was opened.
    pub stale: bool,
    /// Somebody else is on the line.
    pub claimed_by: Option<String>,
}

impl Rejection {
    pub fn stale() -> Self {
        Rejection { stale: true, ..Rejection::default() }
    }

    pub fn claimed(name: String) -> Self {
        Rejection { claimed_by: Some(name), ..Rejection::default() }
    }

    /// Whether things are not as the form saw them.
    pub fn is_conflict(&self) -> bool {
        self.stale || self.claimed_by.is_some()
    }

    pub fn has_problems(&self) -> bool {
        self.category.is_some() || self.text.is_some()
    }
}

impl Keyed for WordForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}

impl WordForm {
    pub fn seen(&self) -> AppResult<Stage> {
        Stage::from_code(&self.stage).ok_or(AppError::BadRequest("no such stage"))
    }

    /// Category and text, or all that is missing.
    pub fn check(&self, task: Task) -> Result<(Category, String), Rejection> {
        match ((task.read_category)(&self.category), (task.read_text)(&self.text)) {
            (Ok(category), Ok(text)) => Ok((category, text)),
            (category, text) => Err(Rejection {
                category: category.err().map(Box::new),
                text: text.err().map(Box::new),
                ..Rejection::default()
            }),
        }
    }
}
