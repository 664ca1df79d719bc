//! The registration form's page: an identity as typed, the beds that are free, and what is in the way.

use askama::Template;
use diesel::prelude::*;

use crate::commands::free_beds::{Bed, free_beds};
use crate::domain::identity::SEXES;
use crate::page::chrome::Chrome;

use super::form::RegisterForm;
use super::rejection::Rejection;

#[derive(Template)]
#[template(path = "ward/register.html")]
pub struct RegisterPage {
    chrome: Chrome,
    free_beds: Vec<Bed>,
    form: RegisterForm,
    rejection: Rejection,
}

impl RegisterPage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        form: RegisterForm,
        rejection: Rejection,
    ) -> QueryResult<Self> {
        Ok(RegisterPage { chrome, free_beds: free_beds(connection)?, form, rejection })
    }

    fn sexes(&self) -> [&'static str; 4] {
        SEXES
    }

    /// What is wrong with a field; empty when nothing is.
    fn error(&self, code: &str) -> String {
        let of_field = self.rejection.fields.iter().filter(|(field, _)| *field == code);
        of_field.map(|(_, problem)| self.chrome.l.problem(problem)).collect::<Vec<_>>().join(" ")
    }
}
