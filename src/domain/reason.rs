//! What counts as a reason: it has words in it (KNOW-10).

/// Letters of the shortest word.
const SHORTEST_WORD: usize = 3;

/// Whether somebody wrote something: “...”, “xxx” and “ok” say nothing; “PCR” and “alta” do.
pub fn says_something(text: &str) -> bool {
    text.split(|letter: char| !letter.is_alphabetic()).any(|word| {
        let word = word.to_lowercase();
        word.chars().count() >= SHORTEST_WORD && word.chars().any(|letter| !word.starts_with(letter))
    })
}
