//! Taking apart what is typed to find a medication.

use posology::domain::medication_search::MedicationSearch;
use proptest::prelude::*;

fn words(text: &str) -> Vec<String> {
    MedicationSearch::read(text).words
}

fn spellings(text: &str) -> Vec<String> {
    MedicationSearch::read(text).numbers.into_iter().flat_map(|number| number.spellings).collect()
}

#[test]
fn numbers_are_told_from_words_and_units() {
    let search = MedicationSearch::read("enoxaparina 40mg/0,4 mL");
    assert_eq!(search.words, ["enoxaparina", "mg", "mL"]);
    let typed: Vec<&str> = search.numbers.iter().map(|number| number.typed.as_str()).collect();
    assert_eq!(typed, ["40", "0,4"]);
    assert_eq!(words("vitamina B12"), ["vitamina", "B12"]);
    assert_eq!(words("100% _x_ \\ 😀"), ["x"]);
    assert_eq!(words("a\u{301}cido"), ["acido"], "an accent after its letter");
}

#[test]
fn a_number_is_found_however_a_label_writes_it() {
    assert_eq!(spellings("0.5"), ["0,5", "0.5"]);
    assert_eq!(spellings("5000"), ["5,000", "5.000", "5000"]);
    assert_eq!(spellings("1.200.000"), ["1,200,000", "1.200.000", "1200000"]);
    assert_eq!(spellings("500"), ["500"]);
}

#[test]
fn the_word_with_fewer_wrong_letters_is_the_nearer_one() {
    let wrong = |typed: &str, text: &str| MedicationSearch::read(typed).wrong_letters(text);
    assert_eq!(wrong("amoxacilina", " amoxicilina 500"), Some(1));
    assert_eq!(wrong("amoxacilina", " oxacilina 500"), Some(2));
    assert_eq!(wrong("furosmeida", " furosemida"), Some(1), "neighbours swapped");
    assert_eq!(wrong("paracetm", " paracetamol"), Some(1), "unfinished");
    assert_eq!(wrong("dipirona", " difluprosetrona"), None);
}

proptest! {
    #[test]
    fn whatever_is_typed_little_is_looked_at(text in "\\PC{0,400}") {
        let search = MedicationSearch::read(&text);
        prop_assert!(search.words.len() + search.numbers.len() <= 8);
        for word in &search.words {
            prop_assert!((1..=40).contains(&word.chars().count()));
            prop_assert!(word.chars().all(char::is_alphanumeric));
        }
        for number in search.numbers.iter().flat_map(|number| &number.spellings) {
            prop_assert!(number.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '.' | ',') || sign.is_numeric()));
        }
    }

    #[test]
    fn what_is_typed_right_has_no_wrong_letter(word in "[a-z]{4,20}", rest in "[a-z]{0,10}") {
        let search = MedicationSearch::read(&word);
        prop_assert_eq!(search.wrong_letters(&format!(" other {word}{rest}")), Some(0));
    }

    #[test]
    fn one_letter_left_out_is_one_wrong(word in "[a-z]{5,20}", place in 0_usize..5) {
        let mut typed = word.clone();
        typed.remove(place);
        let wrong = MedicationSearch::read(&typed).wrong_letters(&word);
        prop_assert!(wrong.is_some_and(|wrong| wrong <= 1));
    }
}
