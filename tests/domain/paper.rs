//! Codes of rows on paper, and what is read from what people type of them.

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use posology::domain::paper::entry::{Act, Circumstances, Entry, PaperField, TypedEntry, doubts, read_entry};
use posology::domain::paper::problem::PaperProblem;
use posology::domain::paper::row_code::{RowCode, RowOf, form_number};
use posology::domain::paper::who::{Named, Registration};
use posology::domain::problem::Problem;
use proptest::prelude::*;

use crate::support::paper::ZONE;
use crate::support::trials::holds;

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 29, 12, 0, 0).unwrap()
}

fn code() -> RowCode {
    RowCode { of: RowOf::Patient(54), made_at: now() - TimeDelta::milliseconds(12_345), row: 7 }
}

#[test]
fn a_code_is_twenty_two_digits_in_fours_and_is_read_however_they_are_spaced() {
    let digits = code().to_string();
    assert_eq!(digits.len(), 22);
    assert!(digits.starts_with("100054") && digits.contains(&form_number(code().made_at)));
    assert_eq!(code().in_fours().split(' ').map(str::len).collect::<Vec<_>>(), [4, 4, 4, 4, 4, 2]);
    for typed in [digits.clone(), code().in_fours(), format!(" {digits}\r\n"), digits.replace("54", "5-4.")] {
        assert_eq!(RowCode::parse(&typed, now()), Ok(code()), "{typed}");
    }
}

#[test]
fn every_code_reads_back_and_has_digits_in_pairs() {
    let cases = (any::<bool>(), 1..i64::MAX, 0..60_000_000i64, 1..100u8);
    holds(2000, cases, |(of_line, id, seconds, row)| {
        let of = if of_line { RowOf::Line(id) } else { RowOf::Patient(id) };
        let code = RowCode { of, made_at: now() - TimeDelta::seconds(seconds % 20_000_000), row };
        let digits = code.to_string();
        assert!(digits.len().is_multiple_of(2) && (22..=36).contains(&digits.len()), "{digits}");
        assert_eq!(RowCode::parse(&digits, now()), Ok(code));
    });
}

#[test]
fn each_wrong_digit_and_each_pair_of_swapped_ones_is_found() {
    let digits = code().to_string().into_bytes();
    let text = |digits: Vec<u8>| String::from_utf8(digits).expect("digits");
    for place in 0..digits.len() {
        for digit in b'0'..=b'9' {
            let mut typed = digits.clone();
            typed[place] = digit;
            let expected = if digit == digits[place] { Ok(code()) } else { Err(PaperProblem::CodeCheckDigits) };
            assert_eq!(RowCode::parse(&text(typed), now()), expected, "{digit} at {place}");
        }
        for other in place + 1..(place + 3).min(digits.len()) {
            let mut typed = digits.clone();
            typed.swap(place, other);
            let same = digits[place] == digits[other];
            let expected = if same { Ok(code()) } else { Err(PaperProblem::CodeCheckDigits) };
            assert_eq!(RowCode::parse(&text(typed), now()), expected, "{place} and {other} swapped");
        }
    }
}

#[test]
fn what_is_no_code_says_what_is_wrong_with_it() {
    let of_tomorrow = RowCode { made_at: now() + TimeDelta::days(1), ..code() }.to_string();
    let row_0 = RowCode { row: 0, ..code() }.to_string();
    for (typed, problem) in [
        ("", PaperProblem::CodeMissing),
        (" - ", PaperProblem::CodeMissing),
        ("P1|@|100001", PaperProblem::CodeNotDigits),
        ("１２３４", PaperProblem::CodeNotDigits),
        ("1000540", PaperProblem::CodeLength { digits: 7 }),
        (&code().to_string()[1..], PaperProblem::CodeLength { digits: 21 }),
        (&"1".repeat(38), PaperProblem::CodeLength { digits: 38 }),
        (&of_tomorrow, PaperProblem::CodeOfNothing),
        (&row_0, PaperProblem::CodeOfNothing),
    ] {
        assert_eq!(RowCode::parse(typed, now()), Err(problem), "{typed}");
    }
}

#[test]
fn id_6_registrations_are_read_as_people_write_them() {
    let registration = |council: Option<&str>| {
        Some(Named::Registration(Registration {
            council: council.map(str::to_owned),
            state: "SP".to_owned(),
            number: "12345".to_owned(),
        }))
    };
    for typed in ["CRM/SP 12345", "crm-sp 12345", "CRM 12345-SP", "12345/SP", " CRM/SP  12345 "] {
        let council = typed.to_uppercase().contains("CRM").then_some("CRM");
        assert_eq!(Named::read(typed), registration(council), "{typed}");
    }
    for typed in ["rita.enfermagem", "João Silva", "12345", "SP", "CRM/SP 12345 6"] {
        assert_eq!(Named::read(typed), Some(Named::Text(typed.to_owned())), "{typed}");
    }
    assert_eq!(Named::read(" = "), Some(Named::AsBefore));
    assert_eq!(Named::read("  "), None);
}

const TYPED: TypedEntry<'static> =
    TypedEntry { act: "given", reason: "", date: "2026-11-29", time: "08:30", described: "", note: "" };

fn around() -> Circumstances {
    let made_at = Utc.with_ymd_and_hms(2026, 11, 29, 11, 0, 0).unwrap();
    let admitted_at = made_at - TimeDelta::days(30);
    Circumstances {
        now: now(),
        zone: ZONE,
        made_at,
        admitted_at,
        discharged_at: None,
        admission_written_at: None,
        has_line: true,
        corrects: false,
    }
}

#[test]
fn days_and_times_are_read_as_people_write_them() {
    let half_past_eight = Utc.with_ymd_and_hms(2026, 11, 29, 11, 30, 0).unwrap();
    for (date, time) in
        [("2026-11-29", "08:30"), ("29/11/2026", "8:30"), ("29/11", "0830"), (" 29/11 ", "08h30"), ("29/11", "8H30")]
    {
        let entry = read_entry(TypedEntry { date, time, ..TYPED }, around()).expect(time);
        assert_eq!(entry.done_at, half_past_eight, "{date} {time}");
    }
    for (date, time, field) in [
        ("", "08:30", PaperField::Date),
        ("31/11", "08:30", PaperField::Date),
        ("11/29/2026", "08:30", PaperField::Date),
        ("29/11", "", PaperField::Time),
        ("29/11", "24:00", PaperField::Time),
        ("29/11", "8:3", PaperField::Time),
        ("29/11", "830", PaperField::Time),
        ("29/11", "+8:30", PaperField::Time),
        ("29/11", "８８:３", PaperField::Time),
    ] {
        let problems = read_entry(TypedEntry { date, time, ..TYPED }, around()).expect_err(time);
        assert_eq!(problems.iter().map(|(field, _)| *field).collect::<Vec<_>>(), [field], "{date} {time}");
    }
}

#[test]
fn what_is_yet_to_come_or_was_before_the_stay_is_refused() {
    let read = |date, time| read_entry(TypedEntry { date, time, ..TYPED }, around());
    assert_eq!(read("29/11", "09:00").map(|entry| entry.done_at), Ok(now()), "just now");
    let to_come = Problem::Paper(PaperProblem::InTheFuture);
    assert_eq!(read("29/11", "09:01"), Err(vec![(PaperField::Time, to_come)]));
    let admitted_at = around().admitted_at;
    let before = Problem::Paper(PaperProblem::BeforeAdmission { at: admitted_at });
    assert_eq!(read("30/10", "08:00").map(|entry| entry.done_at), Ok(admitted_at), "with the admission");
    assert_eq!(read("30/10", "07:59"), Err(vec![(PaperField::Time, before)]));
}

#[test]
fn more_than_three_days_ago_and_well_before_the_form_are_looked_at_twice() {
    let doubted = |date, time| {
        let entry: Entry = read_entry(TypedEntry { date, time, ..TYPED }, around()).expect("readable");
        doubts(&entry, around()).len()
    };
    assert_eq!(doubted("29/11", "08:00"), 0);
    assert_eq!(doubted("29/11", "07:30"), 0, "half an hour before the form");
    assert_eq!(doubted("29/11", "07:29"), 1);
    assert_eq!(doubted("26/11", "09:00"), 1, "72 hours ago");
    assert_eq!(doubted("26/11", "08:59"), 2);
}

#[test]
fn ph_11_what_was_not_given_says_why_and_other_says_it_in_words() {
    let problems = |typed: TypedEntry<'_>| {
        read_entry(typed, around()).err().unwrap_or_default().into_iter().map(|(field, _)| field).collect::<Vec<_>>()
    };
    let not_given = TypedEntry { act: "not_given", ..TYPED };
    assert_eq!(problems(not_given), [PaperField::Reason]);
    assert_eq!(problems(TypedEntry { reason: "lazy", ..not_given }), [PaperField::Reason]);
    assert_eq!(problems(TypedEntry { reason: "other", ..not_given }), [PaperField::Reason]);
    assert_eq!(problems(TypedEntry { reason: "other", note: "pump broken", ..not_given }), []);
    let fasting = read_entry(TypedEntry { reason: "fasting", ..not_given }, around()).expect("a reason");
    assert_eq!((fasting.act, fasting.reason), (Act::NotGiven, Some("fasting")));
    let given = read_entry(TypedEntry { reason: "fasting", ..TYPED }, around()).expect("given");
    assert_eq!(given.reason, None, "only what was not given has a reason");
}

#[test]
fn what_no_line_says_is_described_and_only_a_correction_may_say_that_nothing_was_done() {
    let fields = |typed: TypedEntry<'_>, around: Circumstances| {
        read_entry(typed, around).err().unwrap_or_default().into_iter().map(|(field, _)| field).collect::<Vec<_>>()
    };
    let no_line = Circumstances { has_line: false, ..around() };
    assert_eq!(fields(TYPED, no_line), [PaperField::Described]);
    assert_eq!(fields(TypedEntry { described: "dipyrone 1 g IV", ..TYPED }, no_line), []);
    let ordered = TypedEntry { act: "ordered", ..TYPED };
    assert_eq!(fields(ordered, around()), [PaperField::Described], "an order says what, beside a line too");
    let nothing = TypedEntry { act: "nothing", ..TYPED };
    assert_eq!(fields(nothing, around()), [PaperField::Act]);
    assert_eq!(fields(nothing, Circumstances { corrects: true, has_line: false, ..around() }), []);
    let long = "x".repeat(301);
    assert_eq!(fields(TypedEntry { note: &long, ..TYPED }, around()), [PaperField::Note]);
    let all = TypedEntry { act: "", reason: "", date: "", time: "", described: "", note: &long };
    assert_eq!(fields(all, no_line), [PaperField::Act, PaperField::Date, PaperField::Described, PaperField::Note]);
}
