//! Forms that do one thing however often they are sent: each rendered form carries a key of its own.

use std::fmt::{Display, Formatter, Result as Formatted};

use serde::Deserialize;

use crate::domain::form_key::FormKey;
use crate::error::{AppError, AppResult};

/// A form's key as its page renders it and a browser sends it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct TypedKey(String);

impl TypedKey {
    pub fn fresh() -> Self {
        TypedKey(FormKey::fresh().to_string())
    }

    /// # Errors
    /// [`AppError::BadRequest`] where it is none: our forms have one.
    pub fn read(&self) -> AppResult<FormKey> {
        FormKey::parse(&self.0).ok_or(AppError::BadRequest("the form's key is missing"))
    }
}

impl Display for TypedKey {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Formatted {
        self.0.fmt(formatter)
    }
}

/// A form that carries a key.
pub trait Keyed: Default {
    fn key_mut(&mut self) -> &mut TypedKey;

    /// The empty form.
    fn fresh() -> Self {
        Self::default().with_fresh_key()
    }

    /// The same content as a form of its own.
    fn with_fresh_key(mut self) -> Self {
        *self.key_mut() = TypedKey::fresh();
        self
    }
}
