//! Searching as people type: several words, any order, accents and case forgiven.

use diesel::sql_types::Text;

/// Words of a search that are looked at.
const WORDS: usize = 8;

diesel::define_sql_function! {
    #[sql_name = "read_model.fold"]
    fn fold(value: Text) -> Text;
}

/// One LIKE pattern a word, to be folded by the database; `%` and `_` mean themselves.
pub fn patterns(text: &str) -> Vec<String> {
    text.split_whitespace()
        .take(WORDS)
        .map(|word| format!("%{}%", word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")))
        .collect()
}
