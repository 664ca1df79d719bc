//! The form of minimum and maximum as a browser sends it.

use serde::Deserialize;

use crate::page::keyed::{Keyed, TypedKey};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LevelForm {
    pub key: TypedKey,
    pub minimum: String,
    pub maximum: String,
    pub seen: String,
}

impl Keyed for LevelForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}
