//! The code of a row of a downtime form, and the one place where it is written down.
//!
//! Digits alone, since a scanner that types as a keyboard gets letters and signs wrong where its layout is another one:
//! what the row is of (`1` a patient, `2` a prescribed line), whose (five digits or more, so many that all of them are
//! even), when the form was made (twelve, milliseconds of this century's clock), the row (two), and two check digits
//! after ISO 7064 MOD 97-10. No row of any table is needed to make a code, so a form is valid wherever it was made, and
//! no two forms share one: each has a moment of its own.

use chrono::{DateTime, TimeDelta, Utc};

use super::problem::PaperProblem;

/// 2026-01-01T00:00:00Z, in milliseconds of the Unix clock. Twelve digits from there last until 2057.
const EPOCH: i64 = 1_767_225_600_000;
const DIGITS_OF_MOMENT: usize = 12;
const DIGITS_OF_ROW: usize = 2;
const CHECK_DIGITS: usize = 2;
const LEAST_OF_SUBJECT: usize = 5;
/// Digits beside those that say whose row it is.
const OTHERS: usize = 1 + DIGITS_OF_MOMENT + DIGITS_OF_ROW + CHECK_DIGITS;
const SHORTEST: usize = OTHERS + LEAST_OF_SUBJECT;
/// The longest that a table's number can be.
const LONGEST: usize = OTHERS + 19;
/// Clocks of two machines may differ by so much.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(10);

/// What a row is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowOf {
    /// Anything that is done to a patient.
    Patient(i64),
    /// A dose of a prescribed item.
    Line(i64),
}

/// Row 1 to 99 of a patient or a line on one form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowCode {
    pub of: RowOf,
    /// When the form was made, in whole milliseconds: its number.
    pub made_at: DateTime<Utc>,
    pub row: u8,
}

impl RowCode {
    /// Reads what was scanned or typed, spaces and hyphens wherever they are.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(typed: &str, now: DateTime<Utc>) -> Result<Self, PaperProblem> {
        let digits: String =
            typed.chars().filter(|sign| !(sign.is_whitespace() || matches!(sign, '-' | '.'))).collect();
        if digits.is_empty() {
            return Err(PaperProblem::CodeMissing);
        }
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(PaperProblem::CodeNotDigits);
        }
        if !(SHORTEST..=LONGEST).contains(&digits.len()) || digits.len() % 2 == 1 {
            return Err(PaperProblem::CodeLength { digits: digits.len() });
        }
        if remainder(&digits) != 1 {
            return Err(PaperProblem::CodeCheckDigits);
        }
        read(&digits).filter(|code| code.made_at <= now + CLOCKS_DIFFER).ok_or(PaperProblem::CodeOfNothing)
    }

    /// As printed below the bars, in fours.
    pub fn in_fours(&self) -> String {
        in_fours(&self.to_string())
    }
}

/// `1000 0100 …`.
pub fn in_fours(digits: &str) -> String {
    let signs: Vec<char> = digits.chars().collect();
    signs.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// The number of a form: what is the same in the codes of all of its rows.
pub fn form_number(made_at: DateTime<Utc>) -> String {
    format!("{:0DIGITS_OF_MOMENT$}", (made_at.timestamp_millis() - EPOCH).max(0))
}

fn read(digits: &str) -> Option<RowCode> {
    let (kind, rest) = digits.split_at(1);
    let (subject, rest) = rest.split_at(digits.len() - OTHERS);
    let (moment, rest) = rest.split_at(DIGITS_OF_MOMENT);
    let (row, _) = rest.split_at(DIGITS_OF_ROW);
    let subject = subject.parse().ok()?;
    let of = match kind {
        "1" => RowOf::Patient(subject),
        "2" => RowOf::Line(subject),
        _ => return None,
    };
    let made_at = DateTime::from_timestamp_millis(EPOCH + moment.parse::<i64>().ok()?)?;
    let row = row.parse().ok().filter(|row| *row > 0)?;
    let code = RowCode { of, made_at, row };
    // Whatever is written otherwise than we write it is no code of ours.
    Some(code).filter(|code| code.to_string() == digits)
}

impl std::fmt::Display for RowCode {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (kind, subject) = match self.of {
            RowOf::Patient(id) => (1, id),
            RowOf::Line(id) => (2, id),
        };
        let subject = format!("{subject:0LEAST_OF_SUBJECT$}");
        let even = if subject.len() % 2 == 0 { "0" } else { "" };
        let unchecked = format!("{kind}{even}{subject}{}{:0DIGITS_OF_ROW$}", form_number(self.made_at), self.row);
        let check = 98 - remainder(&format!("{unchecked}00"));
        write!(formatter, "{unchecked}{check:0CHECK_DIGITS$}")
    }
}

/// Of the number by 97.
fn remainder(digits: &str) -> u32 {
    digits.chars().filter_map(|digit| digit.to_digit(10)).fold(0, |rest, digit| (rest * 10 + digit) % 97)
}
