//! Names in what people write: the runs of words that may be one.

use std::ops::Range;

/// Words that a name has at most.
const LONGEST_NAME: usize = 5;

/// Words that stand side by side: `anestésico local`, `local`, …
pub struct Run {
    pub name: String,
    /// Places of the words.
    pub words: Range<usize>,
}

pub fn words_of(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|sign: char| !(sign.is_alphanumeric() || sign == '-')).filter(|word| !word.is_empty())
}

/// Every run of one to five words.
pub fn runs_of(folded: &str) -> Vec<Run> {
    let words: Vec<&str> = words_of(folded).collect();
    let from = |start: usize| (1..=LONGEST_NAME).filter_map(move |length| Some(start..start.checked_add(length)?));
    let ranges = (0..words.len()).flat_map(from);
    ranges.filter_map(|range| Some(Run { name: words.get(range.clone())?.join(" "), words: range })).collect()
}
