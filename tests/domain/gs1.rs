//! GS1 codes: what is encoded is read back, and what is malformed gets its own words.

use chrono::{Datelike, NaiveDate};
use posology::domain::stock::gs1::{Gs1, Gs1Error, check_digit, last_day, parse, parse_gtin};
use proptest::prelude::{Strategy, any};
use proptest::string::string_regex;

use crate::support::trials::holds;

const FNC1: char = '\u{1d}';

fn today() -> NaiveDate {
    "2026-11-25".parse().expect("a day")
}

fn read(text: &str) -> Result<Gs1, Gs1Error> {
    parse(text, today())
}

#[test]
fn st_3_a_scanned_datamatrix_gives_gtin_expiry_lot_serial_and_registration() {
    let code = read("]d20107891234567895172712311012AB\u{1d}2155X\u{1d}7131234567890123").expect("a code");
    assert_eq!(code.gtin, "07891234567895");
    assert_eq!(code.expires_on, NaiveDate::from_ymd_opt(2027, 12, 31));
    assert_eq!(code.lot.as_deref(), Some("12AB"));
    assert_eq!(code.serial.as_deref(), Some("55X"));
    assert_eq!(code.registration.as_deref(), Some("1234567890123"));
    assert_eq!(read("(01)07891234567895(17)271231(10)12AB(21)55X(713)1234567890123"), Ok(code));
}

#[test]
fn st_3_a_day_of_00_is_the_last_of_its_month() {
    let expiry = |code: &str| read(code).expect("a code").expires_on.expect("an expiry").to_string();
    assert_eq!(expiry("010789123456789517280200"), "2028-02-29");
    assert_eq!(expiry("010789123456789517270200"), "2027-02-28");
    assert_eq!(expiry("010789123456789517261200"), "2026-12-31");
}

#[test]
fn st_3_a_shorter_gtin_gets_leading_zeros() {
    assert_eq!(parse_gtin("7891234567895").as_deref(), Ok("07891234567895"));
    assert_eq!(read("7891234567895").expect("a code").gtin, "07891234567895");
}

#[test]
fn st_3_malformed_codes_say_what_is_wrong_with_them() {
    let field = "10";
    assert_eq!(read(" "), Err(Gs1Error::Empty));
    assert_eq!(read("0107891234567894"), Err(Gs1Error::CheckDigit { gtin: "07891234567894".to_owned() }));
    assert_eq!(read("10LOT"), Err(Gs1Error::NoGtin));
    assert_eq!(read("0107891234567895101234567890123456789021SERIAL"), Err(Gs1Error::MissingFnc1 { field }));
    assert_eq!(read("010789123456789510"), Err(Gs1Error::CutOff { field }));
    assert_eq!(read("01078912345"), Err(Gs1Error::CutOff { field: "01" }));
    assert_eq!(read("0107891234567895172"), Err(Gs1Error::CutOff { field: "17" }));
    assert_eq!(read("010789123456789517271331"), Err(Gs1Error::NoSuchDay { text: "271331".to_owned() }));
    assert_eq!(read("0107891234567895172702AB"), Err(Gs1Error::NotDigits { field: "17" }));
    assert_eq!(
        read("0107891234567895".to_owned().as_str().replace("01", "99").as_str()),
        Err(Gs1Error::UnknownField { at: "9907".to_owned() })
    );
    assert_eq!(read("(01)07891234567895(10)A(10)B"), Err(Gs1Error::Contradiction { field }));
    assert_eq!(read("(01)0789123456789(10)A"), Err(Gs1Error::CutOff { field: "01" }));
}

/// 14 digits with a right check digit.
fn gtins() -> impl Strategy<Value = String> {
    string_regex("[0-9]{13}").expect("a pattern").prop_map(|body| {
        let digit = check_digit(&body).expect("digits");
        format!("{body}{digit}")
    })
}

#[test]
fn st_3_what_is_encoded_is_read_back_in_whatever_order_it_stands() {
    let text = || string_regex("[A-Za-z0-9/._-]{1,20}").expect("a pattern");
    let days = (2020_i32..2070, 1_u32..=12, 1_u32..=28)
        .prop_map(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).expect("a day"));
    holds(20_000, (gtins(), days, text(), text(), any::<u8>()), |(gtin, day, lot, serial, order)| {
        let mut parts = vec![
            (format!("01{gtin}"), false),
            (format!("17{}", day.format("%y%m%d")), false),
            (format!("10{lot}"), true),
            (format!("21{serial}"), true),
        ];
        let places = parts.len();
        parts.rotate_left(usize::from(order) % places);
        parts.swap(usize::from(order / 4) % places, usize::from(order / 16) % places);
        let ended = |(place, (part, varies)): (usize, (String, bool))| {
            if varies && place + 1 < places { format!("{part}{FNC1}") } else { part }
        };
        let code: String = parts.into_iter().enumerate().map(ended).collect();
        let expected = Gs1 { gtin, expires_on: Some(day), lot: Some(lot), serial: Some(serial), registration: None };
        assert_eq!(read(&code), Ok(expected), "{code:?}");
    });
}

#[test]
fn st_3_a_gtin_with_one_wrong_digit_never_passes() {
    holds(20_000, (gtins(), 0_usize..14, 1_u32..10), |(gtin, place, by)| {
        let wrong: String = gtin
            .chars()
            .enumerate()
            .map(|(at, digit)| {
                let digit = digit.to_digit(10).expect("a digit");
                char::from_digit(if at == place { (digit + by) % 10 } else { digit }, 10).expect("a digit")
            })
            .collect();
        assert!(parse_gtin(&wrong).is_err(), "{gtin} and {wrong}");
    });
}

#[test]
fn whatever_is_scanned_is_answered() {
    holds(20_000, any::<String>(), |text| {
        let _ = read(&text);
        let _ = read(&format!("01{text}"));
        let _ = read(&format!("(01){text}"));
    });
    holds(20_000, string_regex("(01|10|17|21|713)?[0-9()\u{1d}]{0,30}").expect("a pattern"), |text| {
        if let Ok(code) = read(&text) {
            assert_eq!(parse_gtin(&code.gtin), Ok(code.gtin));
        }
    });
}

#[test]
fn ph_6_a_month_ends_on_its_last_day() {
    for month in 1..=12 {
        let last = last_day(2026, month).expect("a day");
        assert!(last.month() == month && last.succ_opt().expect("a day").month() != month);
    }
}
