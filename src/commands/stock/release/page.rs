//! The release's form: to which shelf the lot goes back.

use askama::Template;
use diesel::prelude::*;

use super::form::ReleaseForm;
use crate::commands::stock::lot::Lot;
use crate::commands::stock::places::{Place, shelves};
use crate::commands::stock::refusal::Refusal;
use crate::page::chrome::Chrome;

#[derive(Template)]
#[template(path = "stock/release.html")]
pub struct ReleasePage {
    chrome: Chrome,
    lot: Lot,
    shelves: Vec<Place>,
    form: ReleaseForm,
    refusal: Refusal,
}

impl ReleasePage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        lot_id: i64,
        form: ReleaseForm,
        refusal: Refusal,
    ) -> QueryResult<Self> {
        let lot = Lot::load(connection, lot_id)?;
        let mut shelves = shelves(connection)?;
        shelves.retain(|shelf| shelf.controlled == lot.is_controlled());
        Ok(ReleasePage { chrome, lot, shelves, form, refusal })
    }

    fn error(&self, field: &str) -> String {
        self.refusal.error(&self.chrome, field)
    }
}
