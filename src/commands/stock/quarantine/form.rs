//! The quarantine's form as a browser sends it.

use serde::Deserialize;

use crate::page::keyed::{Keyed, TypedKey};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct QuarantineForm {
    pub key: TypedKey,
    pub reason: String,
}

impl Keyed for QuarantineForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}
