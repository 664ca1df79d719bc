//! Look-alike names with the letters in capitals that tell them apart (ITEM-12).

use std::collections::HashMap;

/// How the hospital writes names that are taken for one another; the names in its tables stay as they are.
#[derive(Debug, Default)]
pub struct TallManNames(HashMap<String, String>);

impl TallManNames {
    /// From names and how they are written.
    pub fn new(names: Vec<(String, String)>) -> Self {
        TallManNames(names.into_iter().collect())
    }

    /// Puts names as a list shows them in their places.
    pub fn capitalise<'a>(&self, names: impl IntoIterator<Item = &'a mut String>) {
        for name in names {
            if let Some(tall_man) = self.0.get(name) {
                name.clone_from(tall_man);
            }
        }
    }
}

/// A name beside one that it may be taken for, by the CD3 method: capitals from the first letter that differs, counted
/// from the left, to the last one, counted from the right; small letters elsewhere: `viNCRIstina` beside vimblastina.
/// Where the other name only has letters more, one letter beside the gap is a capital too, so that both names have one.
/// The same name twice stays as it is.
pub fn tall_man(name: &str, look_alike: &str) -> String {
    let (own, other) = (small_letters(name), small_letters(look_alike));
    if own == other {
        return name.to_owned();
    }
    let shorter = own.len().min(other.len());
    let alike = |(left, right): &(&char, &char)| left == right;
    let before = own.iter().zip(&other).take_while(alike).count().min(shorter.saturating_sub(1));
    let after =
        own.iter().rev().zip(other.iter().rev()).take_while(alike).count().min((shorter - before).saturating_sub(1));
    let differing = before..own.len() - after;
    own.iter()
        .enumerate()
        .map(|(place, letter)| if differing.contains(&place) { capital(*letter) } else { *letter })
        .collect()
}

fn small_letters(name: &str) -> Vec<char> {
    name.chars().flat_map(char::to_lowercase).collect()
}

/// The capital, where it is one letter that is small again as before.
fn capital(letter: char) -> char {
    let mut capitals = letter.to_uppercase();
    match (capitals.next(), capitals.next()) {
        (Some(capital), None) if capital.to_lowercase().eq([letter]) => capital,
        _ => letter,
    }
}
