//! Tall-man letters of look-alike names.

use posology::domain::tall_man::{TallManNames, tall_man};
use proptest::prelude::*;

#[test]
fn item_12_capitals_go_from_the_first_letter_that_differs_to_the_last() {
    for (name, other, written) in [
        ("Vincristina", "Vimblastina", "viNCRIstina"),
        ("Vimblastina", "Vincristina", "viMBLAstina"),
        ("Vincristine", "Vinblastine", "vinCRIstine"),
        ("Clonazepam", "Lorazepam", "CLONazepam"),
        ("Lorazepam", "Clonazepam", "LORazepam"),
        ("Carboplatina", "Cisplatina", "cARBOplatina"),
        ("Prednisona", "Prednisolona", "prednisoNa"),
        ("Prednisolona", "Prednisona", "prednisoLONa"),
        ("Ácido fólico", "Ácido folínico", "ácido fÓLico"),
        ("Dipirona", "Dipirona", "Dipirona"),
    ] {
        assert_eq!(tall_man(name, other), written, "{name} beside {other}");
    }
}

#[test]
fn item_12_a_name_without_a_look_alike_stays_as_it_is() {
    let names = TallManNames::new(vec![("Vincristina".to_owned(), "viNCRIstina".to_owned())]);
    let (mut flagged, mut other) = ("Vincristina".to_owned(), "Dipirona".to_owned());
    names.capitalise([&mut flagged, &mut other]);
    assert_eq!((flagged.as_str(), other.as_str()), ("viNCRIstina", "Dipirona"));
}

proptest! {
    #[test]
    fn item_12_only_capitals_change(name in "\\PC{0,30}", other in "\\PC{0,30}") {
        prop_assert_eq!(tall_man(&name, &other).to_lowercase(), name.to_lowercase());
    }

    #[test]
    fn item_12_both_names_have_capitals_and_are_alike_around_them(left in "[a-z]{1,15}", right in "[a-z]{1,15}") {
        prop_assume!(left != right);
        let (one, two) = (tall_man(&left, &right), tall_man(&right, &left));
        let parts = |written: &str| {
            let before: String = written.chars().take_while(char::is_ascii_lowercase).collect();
            let after: String = written.chars().rev().take_while(char::is_ascii_lowercase).collect();
            (before, after)
        };
        prop_assert!(one.chars().any(char::is_uppercase) && two.chars().any(char::is_uppercase));
        prop_assert_eq!(parts(&one), parts(&two));
    }

    #[test]
    fn item_12_what_is_between_has_no_gap(left in "[a-z]{1,15}", right in "[a-z]{1,15}") {
        let written = tall_man(&left, &right);
        let inside = written.trim_matches(|letter: char| letter.is_ascii_lowercase());
        prop_assert!(inside.chars().all(char::is_uppercase));
    }
}
