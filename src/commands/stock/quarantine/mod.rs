//! Quarantine: a lot is put aside from all shelves until somebody knows more (PH-6).

mod form;
mod page;
mod write;

use super::on_lot::{LotForm, Show, Write};

pub use form::QuarantineForm;
use page::QuarantinePage;
use write::write;

impl LotForm for QuarantineForm {
    type Page = QuarantinePage;
    const TASK: &'static str = "quarantine lot";
    const SHOW: Show<Self> = QuarantinePage::load;
    const WRITE: Write<Self> = write;
}
