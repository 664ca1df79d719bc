//! GS1 element strings, as scanned from a DataMatrix or typed from beside it (ST-3).

use chrono::{Datelike, Months, NaiveDate};

/// What ends a field of variable length: FNC1 as scanners send it, and the sign that some keyboards send for it, which
/// no GS1 field can hold.
const SEPARATORS: [char; 2] = ['\u{1d}', '^'];
/// Symbology identifiers that some scanners send first: DataMatrix, Code 128, DataBar, QR.
const SYMBOLOGIES: [&str; 4] = ["]d2", "]C1", "]e0", "]Q3"];
/// Years ahead that a two-digit year may mean; else it is of the century before (GS1 General Specifications 7.12).
const YEARS_AHEAD: i32 = 50;

/// What a code says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gs1 {
    /// 14 digits with a right check digit.
    pub gtin: String,
    pub expires_on: Option<NaiveDate>,
    /// 20 characters at most.
    pub lot: Option<String>,
    /// Optional: the law no longer asks for one (ST-4).
    pub serial: Option<String>,
    /// Anvisa's, of 13 digits.
    pub registration: Option<String>,
}

/// Why a code cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gs1Error {
    Empty,
    /// No GTIN in it.
    NoGtin,
    CheckDigit {
        gtin: String,
    },
    /// A field that medicines do not have, or that a missing FNC1 made up.
    UnknownField {
        at: String,
    },
    /// The code ends within the field.
    CutOff {
        field: &'static str,
    },
    /// More characters than the field has: the FNC1 after it is missing.
    MissingFnc1 {
        field: &'static str,
    },
    NotDigits {
        field: &'static str,
    },
    NoSuchDay {
        text: String,
    },
    /// The same field twice, with different contents.
    Contradiction {
        field: &'static str,
    },
}

/// How long a field is.
#[derive(Clone, Copy)]
enum Length {
    Fixed(usize),
    UpTo(usize),
}

/// Fields that medicines carry: identifier, length, whether digits alone.
const FIELDS: [(&str, Length, bool); 10] = [
    ("01", Length::Fixed(14), true),
    ("10", Length::UpTo(20), false),
    ("11", Length::Fixed(6), true),
    ("15", Length::Fixed(6), true),
    ("17", Length::Fixed(6), true),
    ("21", Length::UpTo(20), false),
    ("30", Length::UpTo(8), true),
    ("37", Length::UpTo(8), true),
    ("240", Length::UpTo(30), false),
    ("713", Length::Fixed(13), true),
];

/// Reads `]d2` + data with FNC1 between, `(01)…(17)…(10)…`, or a GTIN alone.
///
/// # Errors
/// What is wrong with it, the first thing found.
pub fn parse(text: &str, today: NaiveDate) -> Result<Gs1, Gs1Error> {
    let text = text.trim_matches([' ', '\t', '\r', '\n']);
    let text = SYMBOLOGIES.iter().find_map(|symbology| text.strip_prefix(symbology)).unwrap_or(text);
    if text.is_empty() {
        return Err(Gs1Error::Empty);
    }
    if [8, 12, 13, 14].contains(&text.len()) && is_digits(text) {
        return Ok(Gs1 { gtin: parse_gtin(text)?, ..Gs1::default() });
    }
    let fields = if text.starts_with('(') { bracketed(text)? } else { scanned(text)? };
    let mut read = Gs1::default();
    for (field, value) in fields {
        take(&mut read, field, value, today)?;
    }
    if read.gtin.is_empty() { Err(Gs1Error::NoGtin) } else { Ok(read) }
}

/// Reads a GTIN of 8, 12, 13 or 14 digits; shorter ones get leading zeros.
///
/// # Errors
/// [`Gs1Error::NotDigits`], or [`Gs1Error::CheckDigit`].
pub fn parse_gtin(text: &str) -> Result<String, Gs1Error> {
    let text = text.trim();
    if !is_digits(text) || !(8..=14).contains(&text.len()) {
        return Err(Gs1Error::NotDigits { field: "01" });
    }
    let gtin = format!("{text:0>14}");
    if is_checked(&gtin) { Ok(gtin) } else { Err(Gs1Error::CheckDigit { gtin }) }
}

/// The digit that makes a GTIN right: weights 3 and 1 from the right, up to the next ten.
pub fn check_digit(thirteen: &str) -> Option<u32> {
    let digits: Option<Vec<u32>> = thirteen.chars().map(|digit| digit.to_digit(10)).collect();
    let sum: u32 = digits?.iter().rev().zip([3, 1].into_iter().cycle()).map(|(digit, weight)| digit * weight).sum();
    Some((10 - sum % 10) % 10)
}

fn is_checked(gtin: &str) -> bool {
    let (body, last) = gtin.split_at_checked(13).unwrap_or((gtin, ""));
    check_digit(body).is_some_and(|digit| last == digit.to_string())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

type Fields<'a> = Vec<(&'static str, &'a str)>;

/// `(01)07891234567895(10)A1`: as printed beside the symbol.
fn bracketed(text: &str) -> Result<Fields<'_>, Gs1Error> {
    let mut fields = Vec::new();
    for part in text.split('(').skip(1) {
        let (identifier, value) = part.split_once(')').ok_or_else(|| unknown(part))?;
        let (field, length, _) =
            FIELDS.into_iter().find(|(field, ..)| *field == identifier).ok_or_else(|| unknown(part))?;
        let value = value.trim().trim_end_matches(SEPARATORS);
        fields.push((field, whole(field, length, value)?));
    }
    Ok(fields)
}

/// As scanned: fixed fields end by themselves, others at FNC1 or the end.
fn scanned(text: &str) -> Result<Fields<'_>, Gs1Error> {
    let mut fields = Vec::new();
    let mut rest = text.trim_start_matches(SEPARATORS);
    while !rest.is_empty() {
        let found = FIELDS.into_iter().find(|(field, ..)| rest.starts_with(field));
        let (field, length, _) = found.ok_or_else(|| unknown(rest))?;
        let after = rest.strip_prefix(field).unwrap_or_default();
        let end = match length {
            Length::Fixed(length) => length,
            Length::UpTo(_) => after.find(SEPARATORS).unwrap_or(after.len()),
        };
        let value = after.get(..end).ok_or(Gs1Error::CutOff { field })?;
        fields.push((field, whole(field, length, value)?));
        rest = after.get(end..).unwrap_or_default().trim_start_matches(SEPARATORS);
    }
    Ok(fields)
}

/// A value as long as its field may be.
fn whole<'a>(field: &'static str, length: Length, value: &'a str) -> Result<&'a str, Gs1Error> {
    let characters = value.chars().count();
    match length {
        Length::Fixed(length) if characters == length && !value.contains(SEPARATORS) => Ok(value),
        Length::Fixed(length) if characters > length => Err(Gs1Error::MissingFnc1 { field }),
        Length::Fixed(_) => Err(Gs1Error::CutOff { field }),
        Length::UpTo(_) if characters == 0 => Err(Gs1Error::CutOff { field }),
        Length::UpTo(most) if characters > most => Err(Gs1Error::MissingFnc1 { field }),
        Length::UpTo(_) => Ok(value),
    }
}

fn unknown(rest: &str) -> Gs1Error {
    Gs1Error::UnknownField { at: rest.chars().take(4).collect() }
}

fn take(read: &mut Gs1, field: &'static str, value: &str, today: NaiveDate) -> Result<(), Gs1Error> {
    let digits_only = FIELDS.iter().any(|(known, _, digits)| *known == field && *digits);
    if digits_only && !is_digits(value) {
        return Err(Gs1Error::NotDigits { field });
    }
    if !value.chars().all(|character| ('!'..='~').contains(&character)) {
        return Err(unknown(value));
    }
    match field {
        "01" => {
            let gtin = parse_gtin(value)?;
            let is_new = read.gtin.is_empty() || read.gtin == gtin;
            read.gtin = gtin;
            if is_new { Ok(()) } else { Err(Gs1Error::Contradiction { field }) }
        }
        "10" => once(&mut read.lot, field, value.to_owned()),
        "21" => once(&mut read.serial, field, value.to_owned()),
        "713" => once(&mut read.registration, field, value.to_owned()),
        "17" => {
            let day = parse_day(value, today)?;
            once(&mut read.expires_on, field, day)
        }
        "11" | "15" => parse_day(value, today).map(|_| ()),
        _ => Ok(()),
    }
}

fn once<T: PartialEq>(kept: &mut Option<T>, field: &'static str, value: T) -> Result<(), Gs1Error> {
    if kept.as_ref().is_some_and(|earlier| *earlier != value) {
        return Err(Gs1Error::Contradiction { field });
    }
    *kept = Some(value);
    Ok(())
}

/// `YYMMDD`; a day of 00 is the month's last.
fn parse_day(text: &str, today: NaiveDate) -> Result<NaiveDate, Gs1Error> {
    let no_such_day = || Gs1Error::NoSuchDay { text: text.to_owned() };
    let number = |from: usize| text.get(from..from + 2).and_then(|digits| digits.parse::<u32>().ok());
    let (Some(year), Some(month), Some(day)) = (number(0), number(2), number(4)) else { return Err(no_such_day()) };
    let year = century(i32::try_from(year).unwrap_or_default(), today.year());
    match day {
        0 => last_day(year, month).ok_or_else(no_such_day),
        day => NaiveDate::from_ymd_opt(year, month, day).ok_or_else(no_such_day),
    }
}

/// The year that two digits mean: not more than 50 ahead of now, and less than 50 behind.
fn century(two_digits: i32, now: i32) -> i32 {
    let year = now - now.rem_euclid(100) + two_digits;
    if year > now + YEARS_AHEAD {
        year - 100
    } else if year <= now - YEARS_AHEAD {
        year + 100
    } else {
        year
    }
}

/// The last day of a month, as an expiry without a day means (PH-6).
pub fn last_day(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(Months::new(1))?.pred_opt()
}
