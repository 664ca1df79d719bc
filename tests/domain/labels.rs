//! Labels: codes that are read back, texts that fit, and a bag portioned onto doses.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use posology::domain::stock::gs1::check_digit;
use posology::domain::stock::label_code::{DoseCode, LabelCode, Product, Serial};
use posology::domain::stock::label_text::{cut, fit};
use posology::domain::stock::portions::portions;
use proptest::prelude::{Strategy, any};
use proptest::string::string_regex;

use crate::support::trials::holds;

fn today() -> NaiveDate {
    "2026-11-25".parse().expect("a day")
}

fn gtins() -> impl Strategy<Value = String> {
    string_regex("[0-9]{13}").expect("a pattern").prop_map(|body| {
        let digit = check_digit(&body).expect("digits");
        format!("{body}{digit}")
    })
}

fn serials() -> impl Strategy<Value = Serial> {
    (1..i64::MAX, 1..i16::MAX, 1usize..100_000).prop_map(|(prescription, item, number)| Serial {
        prescription,
        item,
        number,
    })
}

fn dose_codes() -> impl Strategy<Value = DoseCode> {
    let lot = string_regex("[!-~]{1,20}").expect("a pattern");
    let medication = string_regex("[A-Za-z0-9._/-]{1,40}").expect("a pattern");
    let small = (1i64..999_999, 1i16..99, 1usize..99).prop_map(|(prescription, item, number)| Serial {
        prescription,
        item,
        number,
    });
    let serial = proptest::prop_oneof![small, serials()];
    let day = (-10_000i64..17_000).prop_map(|days| today() + TimeDelta::days(days));
    (any::<bool>(), gtins(), medication, day, lot, serial).prop_map(|(has_gtin, gtin, medication, day, lot, serial)| {
        DoseCode::of(has_gtin.then_some(gtin.as_str()), &medication, day, &lot, serial)
    })
}

#[test]
fn ph_4_what_a_label_says_is_read_back_from_the_scan_and_from_the_words_beside_it() {
    holds(20_000, dose_codes(), |dose| {
        let code = LabelCode::Dose(dose);
        assert_eq!(LabelCode::parse(&code.content(), today()), Some(code.clone()));
        assert_eq!(LabelCode::parse(&code.in_words(), today()), Some(code.clone()));
        if code.is_gs1() {
            assert_eq!(LabelCode::parse(&format!("]d2{}", code.content()), today()), Some(code.clone()));
            assert!(code.content().is_ascii() && code.content().len() <= 69);
        }
    });
    holds(2_000, string_regex("[^|]{1,30}").expect("a pattern"), |record_number| {
        let code = LabelCode::Bag { record_number };
        assert_eq!(LabelCode::parse(&code.content(), today()), Some(code));
    });
}

#[test]
fn st_3_a_dose_is_gs1_where_its_lot_has_a_gtin_and_gs1_can_write_the_lot() {
    let serial = Serial { prescription: 12, item: 1, number: 3 };
    let of = |gtin, lot| DoseCode::of(gtin, "P0002", "2027-12-31".parse().expect("a day"), lot, serial);
    let gs1 = LabelCode::Dose(of(Some("07891234567895"), "A1"));
    assert_eq!(gs1.content(), "010789123456789517271231".to_owned() + "10A1\u{1d}2112-1-3");
    assert_eq!(gs1.in_words(), "(01)07891234567895(17)271231(10)A1(21)12-1-3");
    for (gtin, lot) in
        [(None, "A1"), (Some("07891234567895"), "A^1"), (Some("07891234567895"), "A|1"), (Some("07891234567895"), "#1")]
    {
        let ours = of(gtin, lot);
        assert_eq!(ours.product, Product::Medication("P0002".to_owned()));
        assert_eq!(LabelCode::Dose(ours).content(), format!("P1|P0002|20271231|12-1-3|{lot}"));
    }
    for other in [
        "",
        "P1|",
        "P1|@|",
        "P1|P0002|20271231|12-1-3|",
        "P1|P0002|20271331|12-1-3|A1",
        "P1|P0002|20271231|12-1|A1",
        "P1|P0002|20271231|12-01-3|A1",
        "010789123456789517271231",
        "01078912345678951727123110A1\u{1d}21SERIAL",
        "07891234567895",
        "P2|x",
    ] {
        assert_eq!(LabelCode::parse(other, today()), None, "{other}");
    }
}

#[test]
fn pre_2_a_list_that_does_not_fit_says_how_many_more_there_are_and_a_cut_text_says_that_it_is() {
    assert_eq!(cut("Dipirona", 8), "Dipirona");
    assert_eq!(cut("Dipirona sódica", 10), "Dipirona…");
    let list: Vec<String> = ["Dipirona", "Penicilina", "Látex"].map(str::to_owned).to_vec();
    assert_eq!(fit(&list, 100, 20), (list.clone(), 0));
    assert_eq!(fit(&list, 22, 20), (list[..2].to_vec(), 1));
    assert_eq!(fit(&list, 1, 20), (list[..1].to_vec(), 2), "one is always shown");
    assert_eq!(fit(&[], 10, 10), (vec![], 0));
    let lists = proptest::collection::vec(string_regex("\\PC{0,60}").expect("a pattern"), 0..20);
    holds(2_000, (lists, 1usize..120, 2usize..40), |(list, room, most)| {
        let (shown, hidden) = fit(&list, room, most);
        assert_eq!(shown.len() + hidden, list.len());
        assert!(list.is_empty() || !shown.is_empty());
        assert!(shown.iter().all(|text| text.chars().count() <= most));
        assert!(shown.len() < 2 || shown.join(", ").chars().count() <= room);
    });
}

fn doses(count: i64) -> Vec<DateTime<Utc>> {
    (0..count).map(|hour| DateTime::UNIX_EPOCH + TimeDelta::hours(6 * hour)).collect()
}

/// `1:A2` a label: dose or unit, lot, units.
fn labelled(doses: &[DateTime<Utc>], separated_after: i64, lots: &[u32], per_dose: Option<u32>) -> String {
    let found = portions(doses, DateTime::UNIX_EPOCH + TimeDelta::hours(separated_after), lots, per_dose);
    let text = |portion: &posology::domain::stock::portions::Portion| {
        let mark = if portion.due.is_some() { ":" } else { "-" };
        format!("{}{mark}{}{}", portion.number, ["A", "B", "C"][portion.lot], portion.units)
    };
    let labels: Vec<String> = found.portions.iter().map(text).collect();
    format!("{} of {}", labels.join(" "), found.of)
}

#[test]
fn ph_4_each_dose_has_its_label_and_one_that_two_lots_make_up_has_two() {
    assert_eq!(labelled(&doses(4), 0, &[4], Some(1)), "1:A1 2:A1 3:A1 4:A1 of 4");
    assert_eq!(labelled(&doses(2), 0, &[4], Some(2)), "1:A2 2:A2 of 2");
    assert_eq!(labelled(&doses(2), 0, &[3, 1], Some(2)), "1:A2 2:A1 2:B1 of 2");
    assert_eq!(labelled(&doses(2), 0, &[4], None), "1:A2 2:A2 of 2", "as many as divide evenly");
}

#[test]
fn ph_4_doses_that_were_over_when_it_was_separated_have_no_labels() {
    assert_eq!(labelled(&doses(4), 7, &[2], Some(1)), "1:A1 2:A1 of 2");
    let found = portions(&doses(4), DateTime::UNIX_EPOCH + TimeDelta::hours(7), &[2], Some(1));
    assert_eq!(found.portions[0].due, Some(doses(4)[2]));
}

#[test]
fn ph_5_a_bottle_for_all_doses_what_is_as_needed_and_a_part_of_the_doses_are_labelled_by_unit() {
    assert_eq!(labelled(&doses(4), 0, &[1], Some(1)), "1-A1 of 1", "a bottle");
    assert_eq!(labelled(&[], 0, &[2, 1], Some(1)), "1-A1 2-A1 3-B1 of 3", "as needed");
    assert_eq!(labelled(&doses(4), 0, &[3], Some(1)), "1-A1 2-A1 3-A1 of 3", "nobody knows which dose is missing");
    assert_eq!(labelled(&doses(4), 0, &[3], None), "1-A1 2-A1 3-A1 of 3");
    assert_eq!(labelled(&doses(4), 0, &[], None), " of 0");
}

#[test]
fn ph_4_the_labels_come_to_what_is_in_the_bag_lot_by_lot() {
    let lots = proptest::collection::vec(1u32..30, 1..3);
    holds(2_000, (0i64..24, 0i64..150, lots, proptest::option::of(1u32..4)), |(count, hours, lots, per_dose)| {
        let found = portions(&doses(count), DateTime::UNIX_EPOCH + TimeDelta::hours(hours), &lots, per_dose);
        for (lot, units) in lots.iter().enumerate() {
            let labelled: u32 =
                found.portions.iter().filter(|portion| portion.lot == lot).map(|portion| portion.units).sum();
            assert_eq!(labelled, *units);
        }
        assert!(found.portions.iter().all(|portion| (1..=found.of).contains(&portion.number) && portion.units > 0));
    });
}
