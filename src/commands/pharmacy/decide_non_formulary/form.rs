//! The decision, or the pharmacy's word, as a browser sends it.

use serde::Deserialize;

use crate::page::keyed::{Keyed, TypedKey};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DecideForm {
    pub key: TypedKey,
    pub decision: String,
    pub reason: String,
    /// The pharmacy's: code or label of the row.
    pub medication: String,
}

impl Keyed for DecideForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}

impl DecideForm {
    pub fn has_chosen(&self, decision: &str) -> bool {
        self.decision == decision
    }
}
