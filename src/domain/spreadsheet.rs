//! Text on its way into a spreadsheet, which would take some of it for a formula and run it.

use std::borrow::Cow;

/// What begins like a formula begins with an apostrophe instead, and is shown as it was.
pub fn inert(text: &str) -> Cow<'_, str> {
    match text.trim_start().chars().next() {
        Some('=' | '+' | '-' | '@' | '|' | '%') => Cow::Owned(format!("'{text}")),
        _ if text.starts_with(['\t', '\r', '\n']) => Cow::Owned(format!("'{text}")),
        _ => Cow::Borrowed(text),
    }
}
