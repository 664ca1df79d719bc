//! Transfer: units of a lot go to another shelf; controlled ones from cabinet to cabinet, before a second pharmacist
//! (CTL-9).

mod form;
mod page;
mod write;

use super::on_lot::{LotForm, Show, Write};
use crate::auth::witness::Secret;

pub use form::TransferForm;
use page::TransferPage;
use write::write;

impl LotForm for TransferForm {
    type Page = TransferPage;
    const TASK: &'static str = "transfer stock";
    const SHOW: Show<Self> = TransferPage::load;
    const WRITE: Write<Self> = write;

    fn second(&self) -> (&str, Secret) {
        (&self.second_user, self.second_password.clone())
    }
}
