//! Why a prescription could not be claimed.

use askama::Template;

use crate::page::chrome::Chrome;

use super::write::Refusal;

#[derive(Template)]
#[template(path = "pharmacy/claim.html")]
pub struct ClaimPage {
    pub chrome: Chrome,
    /// The prescription.
    pub id: i64,
    pub refusal: Refusal,
}

impl ClaimPage {
    fn heading(&self) -> String {
        match &self.refusal {
            Refusal::Claimed(name) => self.chrome.l.with("claimed-already", "name", name),
            Refusal::Moved => self.chrome.l.t("nothing-to-claim").to_string(),
        }
    }
}
