//! The form of minimum and maximum.

use askama::Template;
use diesel::prelude::*;

use super::form::LevelForm;
use super::write::{levels, seen};
use crate::commands::stock::lot::Medication;
use crate::commands::stock::refusal::Refusal;
use crate::domain::stock::levels::Levels;
use crate::page::chrome::Chrome;
use crate::page::keyed::Keyed;
use crate::schema::medications;

#[derive(Template)]
#[template(path = "stock/level.html")]
pub struct LevelPage {
    chrome: Chrome,
    medication: Medication,
    /// What is set now.
    levels: Option<Levels>,
    form: LevelForm,
    refusal: Refusal,
}

impl LevelPage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        code: &str,
        form: Option<LevelForm>,
        refusal: Refusal,
    ) -> QueryResult<Self> {
        let mut medication: Medication =
            medications::table.filter(medications::code.eq(code)).select(Medication::as_select()).first(connection)?;
        medication.write_tall(connection)?;
        let levels = levels(connection, medication.id)?;
        let form = form.unwrap_or_else(|| LevelForm::of(levels));
        // Who was overtaken has seen what is set now.
        let seen = if refusal.is_stale() { seen(levels) } else { form.seen.clone() };
        Ok(LevelPage { chrome, medication, levels, form: LevelForm { seen, ..form }, refusal })
    }

    fn error(&self, field: &str) -> String {
        self.refusal.error(&self.chrome, field)
    }
}

impl LevelForm {
    fn of(levels: Option<Levels>) -> Self {
        LevelForm {
            minimum: levels.map(|levels| levels.minimum.to_string()).unwrap_or_default(),
            maximum: levels.and_then(|levels| levels.maximum).map(|most| most.to_string()).unwrap_or_default(),
            seen: seen(levels),
            ..LevelForm::fresh()
        }
    }
}
