//! The transfer's form as a browser sends it.

use serde::Deserialize;

use crate::auth::witness::Secret;
use crate::page::keyed::{Keyed, TypedKey};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TransferForm {
    pub key: TypedKey,
    pub from: String,
    pub to: String,
    pub units: String,
    pub second_user: String,
    pub second_password: Secret,
}

impl Keyed for TransferForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}
