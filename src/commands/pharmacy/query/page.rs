//! The question's form: whose line it is, what it says, and what is in the way.

use askama::Template;
use diesel::prelude::*;

use crate::commands::prescribed_line::PrescribedLine;
use crate::domain::problem::Problem;
use crate::domain::query::Category;
use crate::domain::stage::{Move, Stage};
use crate::page::chrome::Chrome;

use super::form::{QueryForm, Rejection};

#[derive(Template)]
#[template(path = "pharmacy/query.html")]
pub struct QueryPage {
    chrome: Chrome,
    line: PrescribedLine,
    form: QueryForm,
    rejection: Rejection,
}

impl QueryPage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        (prescription_id, number): (i64, i16),
        form: QueryForm,
        rejection: Rejection,
    ) -> QueryResult<Self> {
        Ok(QueryPage { chrome, line: PrescribedLine::load(connection, prescription_id, number)?, form, rejection })
    }

    /// Whether the line can be asked about where it stands.
    fn may_ask(&self) -> bool {
        Stage::from_code(&self.line.item.stage).is_some_and(|stage| stage.after(Move::Query).is_some())
    }

    fn categories(&self) -> [Category; 10] {
        Category::ALL
    }

    /// What is wrong with a field; empty when nothing is.
    fn error(&self, problem: &Option<Box<Problem>>) -> String {
        problem.as_ref().map(|problem| self.chrome.l.problem(problem)).unwrap_or_default()
    }
}
