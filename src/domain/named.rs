//! A name in the two languages of the hospital.

/// The same thing's name in Portuguese and in English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub pt: String,
    pub en: String,
}
