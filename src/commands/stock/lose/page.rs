//! The loss's form: where the lot is.

use askama::Template;
use diesel::prelude::*;

use super::form::LoseForm;
use crate::commands::stock::lot::Lot;
use crate::commands::stock::places::{Held, held};
use crate::commands::stock::refusal::Refusal;
use crate::page::chrome::Chrome;

#[derive(Template)]
#[template(path = "stock/lose.html")]
pub struct LosePage {
    chrome: Chrome,
    lot: Lot,
    held: Vec<Held>,
    form: LoseForm,
    refusal: Refusal,
}

impl LosePage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        lot_id: i64,
        form: LoseForm,
        refusal: Refusal,
    ) -> QueryResult<Self> {
        let (lot, held) = (Lot::load(connection, lot_id)?, held(connection, lot_id)?);
        Ok(LosePage { chrome, lot, held, form, refusal })
    }

    fn error(&self, field: &str) -> String {
        self.refusal.error(&self.chrome, field)
    }
}
