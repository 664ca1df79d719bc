//! The recall's form as a browser sends it; a link may fill in medication and lot.

use serde::Deserialize;

use crate::page::keyed::{Keyed, TypedKey};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RecallForm {
    pub key: TypedKey,
    pub medication: String,
    pub lot: String,
    pub reason: String,
}

impl Keyed for RecallForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}
