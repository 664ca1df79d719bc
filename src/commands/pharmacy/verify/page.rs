//! The chosen lines as they are by now, when they could not all be verified.

use askama::Template;
use chrono::Utc;
use diesel::prelude::*;

use crate::commands::claimed::claimed_by_other;
use crate::commands::prescribed_line::PrescribedLine;
use crate::commands::seen_line::SeenLine;
use crate::domain::form_key::FormKey;
use crate::domain::stage::{Move, Stage};
use crate::page::chrome::Chrome;
use crate::schema::prescriptions;

use super::write::Refusal;

#[derive(Template)]
#[template(path = "pharmacy/verify.html")]
pub struct LinesPage {
    chrome: Chrome,
    refusal: Refusal,
    key: String,
    lines: Vec<(PrescribedLine, Choice)>,
}

/// What can be done with a line that was chosen.
struct Choice {
    /// What its box says, where it can still take the step.
    value: Option<String>,
    /// It moved after it was seen.
    moved: bool,
    /// Somebody else is on it.
    claimed_by: Option<String>,
}

impl LinesPage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        user_id: i64,
        chosen: &[SeenLine],
        refusal: Refusal,
    ) -> QueryResult<Self> {
        let mut lines = Vec::with_capacity(chosen.len());
        for seen in chosen {
            let line = PrescribedLine::load(connection, seen.prescription_id, seen.number)?;
            let choice = choice(connection, user_id, *seen, &line)?;
            lines.push((line, choice));
        }
        Ok(LinesPage { chrome, refusal, key: FormKey::fresh().to_string(), lines })
    }

    fn heading(&self) -> String {
        let (key, name) = self.refusal.words();
        self.chrome.l.with(key, "name", name.unwrap_or_default())
    }

    fn can_go_on(&self) -> bool {
        self.lines.iter().any(|(_, choice)| choice.value.is_some())
    }
}

fn choice(connection: &mut PgConnection, user_id: i64, seen: SeenLine, line: &PrescribedLine) -> QueryResult<Choice> {
    let stage = Stage::from_code(&line.item.stage);
    let is_valid = diesel::select(diesel::dsl::exists(
        prescriptions::table.find(seen.prescription_id).filter(prescriptions::valid_until.gt(Utc::now())),
    ))
    .get_result(connection)?;
    let claimed_by = claimed_by_other(connection, line.item.id, user_id)?;
    let may = stage.filter(|stage| stage.after(Move::Verify).is_some() && is_valid && claimed_by.is_none());
    let value = may.map(|stage| SeenLine { stage, ..seen }.to_string());
    Ok(Choice { value, moved: stage != Some(seen.stage), claimed_by })
}
