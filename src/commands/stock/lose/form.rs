//! The loss's form as a browser sends it.

use serde::Deserialize;

use crate::auth::witness::Secret;
use crate::page::keyed::{Keyed, TypedKey};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LoseForm {
    pub key: TypedKey,
    pub place: String,
    pub units: String,
    pub reason: String,
    pub second_user: String,
    pub second_password: Secret,
}

impl Keyed for LoseForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}
