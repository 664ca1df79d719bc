//! The transfer's form: where the lot is, and where it may go.

use askama::Template;
use diesel::prelude::*;

use super::form::TransferForm;
use crate::commands::stock::lot::Lot;
use crate::commands::stock::places::{Held, Place, shelves};
use crate::commands::stock::refusal::Refusal;
use crate::commands::stock::withdraw::on_shelves;
use crate::page::chrome::Chrome;

#[derive(Template)]
#[template(path = "stock/transfer.html")]
pub struct TransferPage {
    chrome: Chrome,
    lot: Lot,
    held: Vec<Held>,
    shelves: Vec<Place>,
    form: TransferForm,
    refusal: Refusal,
}

impl TransferPage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        lot_id: i64,
        form: TransferForm,
        refusal: Refusal,
    ) -> QueryResult<Self> {
        let lot = Lot::load(connection, lot_id)?;
        let held = on_shelves(connection, lot_id)?;
        let mut shelves = shelves(connection)?;
        shelves.retain(|shelf| shelf.controlled == lot.is_controlled());
        Ok(TransferPage { chrome, lot, held, shelves, form, refusal })
    }

    fn error(&self, field: &str) -> String {
        self.refusal.error(&self.chrome, field)
    }
}
