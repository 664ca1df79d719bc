//! The form: whose line it is, what it says, and what is in the way.

use askama::Template;
use diesel::prelude::*;

use crate::commands::prescribed_line::PrescribedLine;
use crate::domain::problem::Problem;
use crate::domain::query::Category;
use crate::domain::stage::Stage;
use crate::page::chrome::Chrome;

use super::Task;
use super::form::{Rejection, WordForm};

#[derive(Template)]
#[template(path = "pharmacy/word.html")]
pub struct WordPage {
    chrome: Chrome,
    task: Task,
    line: PrescribedLine,
    form: WordForm,
    rejection: Rejection,
}

impl WordPage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        task: Task,
        (prescription_id, number): (i64, i16),
        form: WordForm,
        rejection: Rejection,
    ) -> QueryResult<Self> {
        let line = PrescribedLine::load(connection, prescription_id, number)?;
        Ok(WordPage { chrome, task, line, form, rejection })
    }

    /// Whether it can be said about the line where it stands.
    fn may(&self) -> bool {
        Stage::from_code(&self.line.item.stage).is_some_and(|stage| stage.after(self.task.makes).is_some())
    }

    fn categories(&self) -> [Category; 10] {
        Category::ALL
    }

    /// What is wrong with a field; empty when nothing is.
    fn error(&self, problem: &Option<Box<Problem>>) -> String {
        problem.as_ref().map(|problem| self.chrome.l.problem(problem)).unwrap_or_default()
    }
}
