//! The refusal's form: whose line it is, what it says, and what is in the way.

use askama::Template;
use diesel::prelude::*;

use crate::commands::prescribed_line::PrescribedLine;
use crate::domain::problem::Problem;
use crate::domain::query::Category;
use crate::domain::stage::{Move, Stage};
use crate::page::chrome::Chrome;

use super::form::{RefuseForm, Rejection};

#[derive(Template)]
#[template(path = "pharmacy/refuse.html")]
pub struct RefusePage {
    chrome: Chrome,
    line: PrescribedLine,
    form: RefuseForm,
    rejection: Rejection,
}

impl RefusePage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        (prescription_id, number): (i64, i16),
        form: RefuseForm,
        rejection: Rejection,
    ) -> QueryResult<Self> {
        Ok(RefusePage { chrome, line: PrescribedLine::load(connection, prescription_id, number)?, form, rejection })
    }

    /// Whether the line can be refused where it stands.
    fn may_refuse(&self) -> bool {
        Stage::from_code(&self.line.item.stage).is_some_and(|stage| stage.after(Move::Refuse).is_some())
    }

    fn categories(&self) -> [Category; 10] {
        Category::ALL
    }

    /// What is wrong with a field; empty when nothing is.
    fn error(&self, problem: &Option<Box<Problem>>) -> String {
        problem.as_ref().map(|problem| self.chrome.l.problem(problem)).unwrap_or_default()
    }
}
