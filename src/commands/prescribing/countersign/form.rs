//! The countersignature as a browser sends it.

use serde::Deserialize;

use crate::page::keyed::{Keyed, TypedKey};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CountersignForm {
    pub key: TypedKey,
}

/// Somebody countersigned it already.
#[derive(Debug)]
pub struct AlreadyCountersigned;

impl Keyed for CountersignForm {
    fn key_mut(&mut self) -> &mut TypedKey {
        &mut self.key
    }
}
