//! Lose: units are broken, lost or discarded, with a reason and before a second pharmacist (CTL-8).

mod form;
mod page;
mod write;

use super::on_lot::{LotForm, Show, Write};
use crate::auth::witness::Secret;

pub use form::LoseForm;
use page::LosePage;
use write::write;

impl LotForm for LoseForm {
    type Page = LosePage;
    const TASK: &'static str = "lose stock";
    const SHOW: Show<Self> = LosePage::load;
    const WRITE: Write<Self> = write;

    fn second(&self) -> (&str, Secret) {
        (&self.second_user, self.second_password.clone())
    }
}
