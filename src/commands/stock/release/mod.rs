//! Release: what was in quarantine may be used again, on the shelf that it goes to.

mod form;
mod page;
mod write;

use super::on_lot::{LotForm, Show, Write};
use crate::auth::witness::Secret;

pub use form::ReleaseForm;
use page::ReleasePage;
use write::write;

impl LotForm for ReleaseForm {
    type Page = ReleasePage;
    const TASK: &'static str = "release lot";
    const SHOW: Show<Self> = ReleasePage::load;
    const WRITE: Write<Self> = write;

    fn second(&self) -> (&str, Secret) {
        (&self.second_user, self.second_password.clone())
    }
}
