//! What a doctor types to find a medication, taken apart: words, and numbers that mean a strength.

/// Letters of a search that are looked at.
pub const LONGEST_SEARCH: usize = 300;
/// Words and numbers of a search that are looked at.
const MOST_WORDS: usize = 8;
/// Letters of a word that are looked at.
const LONGEST_WORD: usize = 40;
/// A word of fewer letters is too short to have a typo that can be told.
const SHORTEST_MISSPELT: usize = 4;
/// One letter in so many may be wrong.
const LETTERS_A_TYPO: usize = 3;

/// A search, as far as it is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MedicationSearch {
    /// Words as typed, the first one first.
    pub words: Vec<String>,
    pub numbers: Vec<SearchedNumber>,
}

/// A number, in each way that a label may write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchedNumber {
    pub typed: String,
    /// `5000`, `5.000`, `5,000`; `0,5`, `0.5`.
    pub spellings: Vec<String>,
}

impl MedicationSearch {
    /// Takes a text apart. Signs mean nothing, apart from the decimal mark in a number; `500mg` is a number and a word.
    pub fn read(text: &str) -> Self {
        let mut search = MedicationSearch::default();
        for word in words_of(text).into_iter().take(MOST_WORDS) {
            if word.starts_with(is_digit) {
                search.numbers.push(SearchedNumber { spellings: spellings(&word), typed: word });
            } else {
                search.words.push(word);
            }
        }
        search
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.numbers.is_empty()
    }

    /// Only one thing was typed, which may be the beginning of a code.
    pub fn is_one_word(&self) -> bool {
        self.words.len() + self.numbers.len() == 1
    }

    /// How many letters of the words are wrong if this text is what they mean; None with too many in one of them.
    pub fn wrong_letters(&self, text: &str) -> Option<usize> {
        let misspelt = self.words.iter().filter(|word| can_be_misspelt(word));
        misspelt.map(|word| fewest_wrong(word, text)).sum()
    }
}

pub fn can_be_misspelt(word: &str) -> bool {
    word.chars().nth(SHORTEST_MISSPELT - 1).is_some()
}

fn fewest_wrong(word: &str, text: &str) -> Option<usize> {
    let typed: Vec<char> = word.chars().collect();
    let most = typed.len() / LETTERS_A_TYPO;
    let long_enough = text.split_whitespace().filter(|meant| meant.chars().count() + most >= typed.len());
    long_enough.filter_map(|meant| typos(&typed, &meant.chars().collect::<Vec<_>>(), most)).min()
}

/// Letters left out, added, mistaken or swapped with their neighbour, between what was typed and the word that it is
/// or, unfinished, begins; None when there are more than `most`, as soon as that is certain.
fn typos(typed: &[char], meant: &[char], most: usize) -> Option<usize> {
    let mut before: Vec<usize> = vec![0; meant.len() + 1];
    let mut last: Vec<usize> = (0..=meant.len()).collect();
    let mut next: Vec<usize> = Vec::with_capacity(meant.len() + 1);
    for (row, letter) in typed.iter().enumerate() {
        next.clear();
        next.push(row + 1);
        for (column, other) in meant.iter().enumerate() {
            let mistaken = at(&last, column) + usize::from(letter != other);
            let mut fewest = mistaken.min(at(&last, column + 1) + 1).min(at(&next, column) + 1);
            let swapped =
                row > 0 && column > 0 && typed.get(row - 1) == Some(other) && meant.get(column - 1) == Some(letter);
            if swapped {
                fewest = fewest.min(at(&before, column - 1) + 1);
            }
            next.push(fewest);
        }
        // The fewest of a row never become fewer.
        if next.iter().all(|wrong| *wrong > most) {
            return None;
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut next);
    }
    last.into_iter().min().filter(|wrong| *wrong <= most)
}

fn at(counts: &[usize], place: usize) -> usize {
    counts.get(place).copied().unwrap_or(usize::MAX / 2)
}

fn words_of(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut letters = text.chars().filter(|letter| !is_combining(*letter)).peekable();
    while let Some(letter) = letters.next() {
        let in_number = word.starts_with(is_digit);
        let is_mark = in_number && matches!(letter, '.' | ',') && letters.peek().copied().is_some_and(is_digit);
        if !(letter.is_alphanumeric() || is_mark) || (in_number && letter.is_alphabetic()) {
            words.extend(finished(&mut word));
        }
        if letter.is_alphanumeric() || is_mark {
            word.push(letter);
        }
        if words.len() == MOST_WORDS {
            return words;
        }
    }
    words.extend(finished(&mut word));
    words
}

fn finished(word: &mut String) -> Option<String> {
    let whole = std::mem::take(word);
    (!whole.is_empty()).then(|| whole.chars().take(LONGEST_WORD).collect())
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

/// An accent that stands after its letter instead of on it.
fn is_combining(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

fn spellings(number: &str) -> Vec<String> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let mut spellings = vec![number.to_owned()];
    if number.contains(['.', ',']) {
        spellings.push(number.chars().map(other_mark).collect());
    }
    if digits == number || is_grouped(number) {
        spellings.extend([digits.clone(), grouped(&digits, '.'), grouped(&digits, ',')]);
    }
    spellings.sort_unstable();
    spellings.dedup();
    spellings
}

fn other_mark(letter: char) -> char {
    match letter {
        '.' => ',',
        ',' => '.',
        other => other,
    }
}

/// `5.000`, which may be five thousand.
fn is_grouped(number: &str) -> bool {
    let mut groups = number.split(['.', ',']);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|group| group.len() == 3)
}

fn grouped(digits: &str, mark: char) -> String {
    let mut text = String::with_capacity(digits.len() * 2);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}
