//! The button's form: a key of its own, because it stands in the form that verifies.

use serde::Deserialize;

use crate::page::keyed::TypedKey;

/// What else the surrounding form sends is not read.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ClaimForm {
    pub claim: TypedKey,
    pub ward: String,
}
