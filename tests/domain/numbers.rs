//! Doses written and read again, in exact decimals (ITEM-3).

use posology::domain::number::{DecimalMark, format_quantity, parse_quantity, written};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::support::trials::holds;

fn marks() -> impl Strategy<Value = DecimalMark> {
    prop_oneof![Just(DecimalMark::Comma), Just(DecimalMark::Point)]
}

#[test]
fn item_3_every_quantity_is_read_as_it_was_written() {
    let quantities = (1..10_000_000_000_000_i64, 0..=4_u32, marks());
    holds(20_000, quantities, |(digits, scale, mark)| {
        let quantity = Decimal::new(digits % 10_i64.pow(9 + scale), scale);
        if quantity.is_zero() {
            return;
        }
        let text = written(quantity, mark);
        assert_eq!(parse_quantity(&text, mark), Ok(quantity.normalize()), "{text}");
    });
}

#[test]
fn item_3_what_is_accepted_means_its_digits_and_nothing_else() {
    holds(20_000, ("[0-9]{0,5}[.,]?[0-9]{0,4}[.,]?[0-9]{0,4}", marks()), |(text, mark)| {
        let Ok(quantity) = parse_quantity(&text, mark) else { return };
        let (decimal, grouping) = if mark == DecimalMark::Comma { (',', '.') } else { ('.', ',') };
        let plain = text.replace(grouping, "").replace(decimal, ".");
        assert_eq!(quantity, plain.parse::<Decimal>().expect("a number"), "{text}");
        assert!(quantity > Decimal::ZERO, "{text}");
        assert_eq!(parse_quantity(&written(quantity, mark), mark), Ok(quantity), "{text} is kept");
        let shown = format_quantity(quantity, mark);
        assert!(parse_quantity(&shown, mark).is_err() || parse_quantity(&shown, mark) == Ok(quantity), "{shown}");
    });
}

#[test]
fn item_3_no_reader_of_the_other_language_reads_another_number_in_what_is_accepted() {
    holds(20_000, ("[1-9][0-9]{0,3}[.,]?[0-9]{0,4}[.,]?[0-9]{0,4}", marks()), |(text, mark)| {
        let Ok(quantity) = parse_quantity(&text, mark) else { return };
        let other = if mark == DecimalMark::Comma { DecimalMark::Point } else { DecimalMark::Comma };
        assert!(
            parse_quantity(&text, other).is_ok_and(|read| read == quantity) || parse_quantity(&text, other).is_err()
        );
    });
}

#[test]
fn no_text_at_all_makes_reading_a_number_fail_otherwise_than_in_words() {
    holds(20_000, (any::<String>(), marks()), |(text, mark)| drop(parse_quantity(&text, mark)));
}
