//! The quarantine's form: which shelves the lot leaves.

use askama::Template;
use diesel::prelude::*;

use super::form::QuarantineForm;
use crate::commands::stock::lot::Lot;
use crate::commands::stock::places::Held;
use crate::commands::stock::refusal::Refusal;
use crate::commands::stock::withdraw::on_shelves;
use crate::page::chrome::Chrome;

#[derive(Template)]
#[template(path = "stock/quarantine.html")]
pub struct QuarantinePage {
    chrome: Chrome,
    lot: Lot,
    held: Vec<Held>,
    form: QuarantineForm,
    refusal: Refusal,
}

impl QuarantinePage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        lot_id: i64,
        form: QuarantineForm,
        refusal: Refusal,
    ) -> QueryResult<Self> {
        let (lot, held) = (Lot::load(connection, lot_id)?, on_shelves(connection, lot_id)?);
        Ok(QuarantinePage { chrome, lot, held, form, refusal })
    }

    fn error(&self, field: &str) -> String {
        self.refusal.error(&self.chrome, field)
    }
}
