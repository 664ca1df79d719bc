//! The chosen lines as they are by now, when they could not all be verified.

use askama::Template;
use chrono::Utc;
use diesel::prelude::*;

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
}

impl LinesPage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        chosen: &[SeenLine],
        refusal: Refusal,
    ) -> QueryResult<Self> {
        let mut lines = Vec::with_capacity(chosen.len());
        for seen in chosen {
            let line = PrescribedLine::load(connection, seen.prescription_id, seen.number)?;
            let choice = choice(connection, *seen, &line)?;
            lines.push((line, choice));
        }
        Ok(LinesPage { chrome, refusal, key: FormKey::fresh().to_string(), lines })
    }

    fn can_go_on(&self) -> bool {
        self.lines.iter().any(|(_, choice)| choice.value.is_some())
    }
}

fn choice(connection: &mut PgConnection, seen: SeenLine, line: &PrescribedLine) -> QueryResult<Choice> {
    let stage = Stage::from_code(&line.item.stage);
    let is_valid = diesel::select(diesel::dsl::exists(
        prescriptions::table.find(seen.prescription_id).filter(prescriptions::valid_until.gt(Utc::now())),
    ))
    .get_result(connection)?;
    let may = stage.filter(|stage| stage.after(Move::Verify).is_some() && is_valid);
    let value = may.map(|stage| SeenLine { stage, ..seen }.to_string());
    Ok(Choice { value, moved: stage != Some(seen.stage) })
}
