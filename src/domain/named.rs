//! A name in the two languages of the hospital.

use serde::{Deserialize, Serialize};

/// The same thing's name in Portuguese and in English.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub pt: String,
    pub en: String,
}
