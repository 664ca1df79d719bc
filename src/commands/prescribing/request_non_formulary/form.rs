//! The request as a browser sends it.

use serde::Deserialize;

use crate::page::keyed::{Keyed, TypedKey};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RequestForm {
    pub key: TypedKey,
    pub medication: String,
    pub justification: String,
}

impl Keyed for RequestForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}
