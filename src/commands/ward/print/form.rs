//! The form of a print: the sheet's options as they were shown.

use serde::Deserialize;

use crate::domain::sheet::{Arrangement, Layout, Span};
use crate::error::{AppError, AppResult};
use crate::page::keyed::TypedKey;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PrintForm {
    pub key: TypedKey,
    arrangement: String,
    span: String,
    only_due: String,
    landscape: String,
    /// Of a sheet of changes: the print that it is stapled to; empty for a whole report.
    base: String,
}

impl PrintForm {
    /// # Errors
    /// [`AppError::BadRequest`] for options that our page does not offer.
    pub fn layout(&self) -> AppResult<Layout> {
        let unknown = AppError::BadRequest("there is no such kind of sheet");
        let (Some(arrangement), Some(span)) = (Arrangement::from_code(&self.arrangement), Span::from_code(&self.span))
        else {
            return Err(unknown);
        };
        Ok(Layout { arrangement, span, only_due: self.only_due == "yes", landscape: self.landscape == "yes" })
    }

    /// # Errors
    /// [`AppError::BadRequest`] for what is no print's number.
    pub fn base(&self) -> AppResult<Option<i64>> {
        match self.base.as_str() {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| AppError::BadRequest("there is no such print")),
        }
    }
}
