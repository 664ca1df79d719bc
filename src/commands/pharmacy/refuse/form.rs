//! The refusal's form as a browser sends it, with the stage that the line was seen in.

use serde::Deserialize;

use crate::domain::problem::Problem;
use crate::domain::query::{Category, read_refusal};
use crate::domain::stage::Stage;
use crate::error::{AppError, AppResult};
use crate::page::keyed::{Keyed, TypedKey};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RefuseForm {
    pub key: TypedKey,
    /// The stage that the line was seen in.
    stage: String,
    pub category: String,
    pub reason: String,
}

/// Why nothing was refused.
#[derive(Debug, Default)]
pub struct Rejection {
    pub category: Option<Box<Problem>>,
    pub reason: Option<Box<Problem>>,
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
        self.category.is_some() || self.reason.is_some()
    }
}

impl Keyed for RefuseForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}

impl RefuseForm {
    pub fn seen(&self) -> AppResult<Stage> {
        Stage::from_code(&self.stage).ok_or(AppError::BadRequest("no such stage"))
    }

    /// Category and reason, or all that is missing.
    pub fn check(&self) -> Result<(Category, String), Rejection> {
        match (Category::read(&self.category, Problem::RefusalCategoryMissing), read_refusal(&self.reason)) {
            (Ok(category), Ok(reason)) => Ok((category, reason)),
            (category, reason) => Err(Rejection {
                category: category.err().map(Box::new),
                reason: reason.err().map(Box::new),
                ..Rejection::default()
            }),
        }
    }
}
