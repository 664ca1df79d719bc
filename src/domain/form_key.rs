//! The key that a rendered form carries, so that sending it twice does one thing.

use uuid::Uuid;

/// A form's idempotency key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormKey(Uuid);

impl FormKey {
    /// A new key for a newly rendered form.
    pub fn fresh() -> Self {
        FormKey(Uuid::now_v7())
    }

    pub fn parse(text: &str) -> Option<Self> {
        Uuid::try_parse(text).ok().map(FormKey)
    }

    pub fn uuid(self) -> Uuid {
        self.0
    }
}

impl std::fmt::Display for FormKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.hyphenated().fmt(formatter)
    }
}
