//! The answer's form: whose line it is, what the pharmacy asks, and what is in the way.

use askama::Template;
use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::commands::prescribed_line::PrescribedLine;
use crate::domain::stage::Stage;
use crate::page::chrome::Chrome;
use crate::schema::{item_queries, users};

use super::form::{AnswerForm, Rejection};

#[derive(Template)]
#[template(path = "prescribing/answer.html")]
pub struct AnswerPage {
    chrome: Chrome,
    line: PrescribedLine,
    /// None where nothing waits for an answer.
    question: Option<Question>,
    form: AnswerForm,
    rejection: Rejection,
}

/// What the pharmacy asks.
#[derive(Queryable)]
struct Question {
    id: i64,
    category: String,
    text: String,
    asked_at: DateTime<Utc>,
    asked_by: String,
}

impl AnswerPage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        (prescription_id, number): (i64, i16),
        form: AnswerForm,
        rejection: Rejection,
    ) -> QueryResult<Self> {
        let line = PrescribedLine::load(connection, prescription_id, number)?;
        let question = question(connection, line.item.id)?.filter(|_| line.item.stage == Stage::Queried.code());
        Ok(AnswerPage { chrome, line, question, form, rejection })
    }

    /// What is wrong with the answer; empty when nothing is.
    fn error(&self) -> String {
        self.rejection.answer.as_ref().map(|problem| self.chrome.l.problem(problem)).unwrap_or_default()
    }
}

fn question(connection: &mut PgConnection, item_id: i64) -> QueryResult<Option<Question>> {
    item_queries::table
        .inner_join(users::table.on(users::id.eq(item_queries::asked_by)))
        .filter(item_queries::item_id.eq(item_id))
        .filter(item_queries::answered_at.is_null())
        .select((item_queries::id, item_queries::category, item_queries::question, item_queries::asked_at, users::name))
        .first(connection)
        .optional()
}
