//! Scales of charts, percentiles, and text on its way into a spreadsheet.

use std::collections::BTreeMap;

use posology::domain::chart::Scale;
use posology::domain::spreadsheet::inert;
use posology::domain::turnaround::Turnaround;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a number")
}

#[test]
fn a_scale_goes_from_zero_to_a_round_number_in_steps_that_people_count_in() {
    for (largest, ticks) in [
        ("97", vec!["0", "50", "100"]),
        ("100", vec!["0", "50", "100"]),
        ("101", vec!["0", "50", "100", "150"]),
        ("3", vec!["0", "1", "2", "3"]),
        ("0.7", vec!["0", "0.2", "0.4", "0.6", "0.8"]),
        ("1234.56", vec!["0", "500", "1000", "1500"]),
        ("0", vec!["0", "0.5", "1"]),
        ("-5", vec!["0", "0.5", "1"]),
    ] {
        let scale = Scale::up_to(decimal(largest), 400);
        let expected: Vec<Decimal> = ticks.into_iter().map(decimal).collect();
        assert_eq!(scale.ticks(), expected, "up to {largest}");
    }
}

proptest! {
    #[test]
    fn every_value_has_its_place_in_proportion(largest in 0_i64..10_000_000_000, part in 0_i64..=100) {
        let largest = Decimal::new(largest, 2);
        let scale = Scale::up_to(largest, 400);
        prop_assert!(scale.top() >= largest);
        prop_assert!(scale.ticks().len() <= 6, "{:?}", scale.ticks());
        let value = largest * Decimal::new(part, 2);
        let place = scale.place(value);
        prop_assert!(place >= Decimal::ZERO && place <= Decimal::from(400));
        prop_assert!((place - value / scale.top() * Decimal::from(400)).abs() <= Decimal::new(5, 2));
        prop_assert_eq!(scale.place(-value).max(Decimal::ZERO), Decimal::ZERO);
        prop_assert_eq!(scale.place(scale.top() * Decimal::TEN), Decimal::from(400));
    }

    #[test]
    fn half_are_no_slower_than_the_median_and_nine_of_ten_no_slower_than_p90(minutes in prop::collection::vec(0_i64..3000, 1..200)) {
        let mut counted = BTreeMap::new();
        for minute in &minutes {
            *counted.entry(*minute).or_insert(0) += 1;
        }
        let found = Turnaround::of(&counted).expect("lines");
        let no_slower = |than: i64| minutes.iter().filter(|minute| **minute <= than).count();
        let faster = |than: i64| minutes.iter().filter(|minute| **minute < than).count();
        prop_assert_eq!(found.lines, minutes.len() as i64);
        prop_assert!(no_slower(found.median) * 2 >= minutes.len() && faster(found.median) * 2 < minutes.len());
        prop_assert!(no_slower(found.p90) * 10 >= minutes.len() * 9 && faster(found.p90) * 10 < minutes.len() * 9);
    }

    #[test]
    fn no_text_begins_like_a_formula(text in "[ \t\r\n]{0,3}[=+@|%a-z0-9-].{0,10}") {
        let inert = inert(&text);
        prop_assert!(!inert.trim_start().starts_with(['=', '+', '-', '@', '|', '%']));
        prop_assert!(inert.ends_with(&text) && inert.len() <= text.len() + 1);
    }
}

#[test]
fn no_line_has_no_turnaround() {
    assert_eq!(Turnaround::of(&BTreeMap::new()), None);
    assert_eq!(Turnaround::of(&BTreeMap::from([(7, 1)])), Some(Turnaround { lines: 1, median: 7, p90: 7 }));
}
