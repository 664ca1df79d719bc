//! The chosen lines as they are by now, when they could not all take the step.

use askama::Template;
use diesel::prelude::*;

use crate::clock;
use crate::commands::claimed::claimed_by_other;
use crate::commands::prescribed_line::PrescribedLine;
use crate::domain::stage::{Move, Stage};
use crate::page::chrome::Chrome;
use crate::page::keyed::Keyed;
use crate::schema::prescriptions;

use super::form::LinesForm;
use super::refusal::Refusal;
use super::seen::SeenLine;
use super::step::Task;

#[derive(Template)]
#[template(path = "pharmacy/lines.html")]
pub struct LinesPage {
    chrome: Chrome,
    task: Task,
    refusal: Refusal,
    form: LinesForm,
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
        task: Task,
        user_id: i64,
        form: LinesForm,
        chosen: &[SeenLine],
        refusal: Refusal,
    ) -> QueryResult<Self> {
        let mut lines = Vec::with_capacity(chosen.len());
        for seen in chosen {
            let line = PrescribedLine::load(connection, seen.prescription_id, seen.number)?;
            let choice = choice(connection, task, user_id, *seen, &line)?;
            lines.push((line, choice));
        }
        Ok(LinesPage { chrome, task, refusal, form: form.with_fresh_key(), lines })
    }

    fn heading(&self) -> String {
        let (key, name) = self.refusal.words();
        self.chrome.l.with(key, "name", name.unwrap_or_default())
    }

    fn can_go_on(&self) -> bool {
        self.lines.iter().any(|(_, choice)| choice.value.is_some())
    }
}

fn choice(
    connection: &mut PgConnection,
    task: Task,
    user_id: i64,
    seen: SeenLine,
    line: &PrescribedLine,
) -> QueryResult<Choice> {
    let stage = Stage::from_code(&line.item.stage);
    let valid = prescriptions::table.find(seen.prescription_id).filter(prescriptions::valid_until.gt(clock::now()));
    let in_time = task.after_the_end || diesel::select(diesel::dsl::exists(valid)).get_result(connection)?;
    let claimed_by = claimed_by_other(connection, line.item.id, user_id)?;
    // What was looked at besides is to be looked at anew, where the list shows it.
    let free = seen.mark.is_none() && claimed_by.is_none();
    let may = stage.filter(|stage| free && in_time && stage.after(task.makes).is_some());
    let value = may.map(|stage| SeenLine { stage, ..seen }.to_string());
    Ok(Choice { value, moved: stage != Some(seen.stage), claimed_by })
}
