//! The recall's form.

use askama::Template;

use super::form::RecallForm;
use crate::commands::stock::refusal::Refusal;
use crate::page::chrome::Chrome;

#[derive(Template)]
#[template(path = "stock/recall.html")]
pub struct RecallPage {
    pub chrome: Chrome,
    pub form: RecallForm,
    pub refusal: Refusal,
}

impl RecallPage {
    pub fn new(chrome: Chrome, form: RecallForm) -> Self {
        RecallPage { chrome, form, refusal: Refusal::default() }
    }

    fn error(&self, field: &str) -> String {
        self.refusal.error(&self.chrome, field)
    }
}
