//! Who a patient is: enough to tell them from anybody else, or a provisional identity (ID-2, ID-3, ID-5).

use chrono::{Months, NaiveDate};

use crate::domain::problem::Problem;

/// The longest name, in characters.
const LONGEST_NAME: usize = 120;
/// The longest address, in characters.
const LONGEST_ADDRESS: usize = 200;
/// The longest record number, in characters.
const LONGEST_RECORD: usize = 20;
/// The highest age that anybody is estimated at, in years.
const OLDEST: u32 = 120;

/// FHIR administrative gender, as stored with the patient.
pub const SEXES: [&str; 4] = ["female", "male", "other", "unknown"];

/// An identity's fields as typed.
#[derive(Clone, Copy, Debug, Default)]
pub struct TypedIdentity<'a> {
    /// Nobody knows who it is.
    pub unidentified: bool,
    pub name: &'a str,
    /// `1985-07-10`, or `10/07/1985`.
    pub birth: &'a str,
    /// In years; only for somebody unidentified.
    pub age: &'a str,
    pub sex: &'a str,
    pub mother: &'a str,
    pub address: &'a str,
    pub record: &'a str,
    pub cpf: &'a str,
    pub cns: &'a str,
}

/// A complete identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// None for somebody unidentified: the hospital makes up a provisional one (ID-3).
    pub name: Option<String>,
    /// Estimated for somebody unidentified.
    pub birth_date: NaiveDate,
    pub sex: &'static str,
    pub mother_name: String,
    pub address: String,
    /// None where the hospital gives one out.
    pub record_number: Option<String>,
    pub cpf: Option<String>,
    pub cns: Option<String>,
}

/// A field of the form, to hang a problem on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentityField {
    Name,
    Birth,
    Age,
    Sex,
    Mother,
    Address,
    Record,
    Cpf,
    Cns,
}

impl IdentityField {
    pub fn code(self) -> &'static str {
        match self {
            IdentityField::Name => "name",
            IdentityField::Birth => "birth",
            IdentityField::Age => "age",
            IdentityField::Sex => "sex",
            IdentityField::Mother => "mother",
            IdentityField::Address => "address",
            IdentityField::Record => "record",
            IdentityField::Cpf => "cpf",
            IdentityField::Cns => "cns",
        }
    }
}

/// Completes an identity. With the record number, which everybody gets, name and birth date make the three that
/// tell patients apart (ID-2).
///
/// # Errors
/// All problems at once, in the order of the form.
pub fn complete_identity(
    typed: &TypedIdentity<'_>,
    today: NaiveDate,
) -> Result<Identity, Vec<(IdentityField, Problem)>> {
    let mut problems = Vec::new();
    let name = note(&mut problems, IdentityField::Name, read_name(typed));
    let birth_date = if typed.unidentified && typed.birth.trim().is_empty() {
        note(&mut problems, IdentityField::Age, estimated_birth(typed.age.trim(), today))
    } else {
        note(&mut problems, IdentityField::Birth, read_birth(typed.birth.trim(), today))
    };
    let sex = note(&mut problems, IdentityField::Sex, read_sex(typed.sex));
    let mother_name = note(&mut problems, IdentityField::Mother, read_mother(typed.mother));
    let address = note(&mut problems, IdentityField::Address, shorter_than(typed.address, LONGEST_ADDRESS));
    let record_number = note(&mut problems, IdentityField::Record, read_record(typed.record));
    let cpf = note(&mut problems, IdentityField::Cpf, read_number(typed.cpf, is_cpf, Problem::CpfWrong));
    let cns = note(&mut problems, IdentityField::Cns, read_number(typed.cns, is_cns, Problem::CnsWrong));
    let complete = || {
        Some(Identity {
            name: name?,
            birth_date: birth_date?,
            sex: sex?,
            mother_name: mother_name?,
            address: address?,
            record_number: record_number?,
            cpf: cpf?,
            cns: cns?,
        })
    };
    complete().ok_or(problems)
}

fn note<T>(problems: &mut Vec<(IdentityField, Problem)>, field: IdentityField, read: Result<T, Problem>) -> Option<T> {
    read.map_err(|problem| problems.push((field, problem))).ok()
}

/// "NI" and its like are no name (ID-3).
fn read_name(typed: &TypedIdentity<'_>) -> Result<Option<String>, Problem> {
    let name = shorter_than(typed.name, LONGEST_NAME)?;
    let letters: String = name.chars().filter(|letter| letter.is_alphabetic()).collect();
    match (typed.unidentified, letters.to_lowercase().as_str()) {
        (true, "") => Ok(None),
        (true, _) => Err(Problem::NameDespiteUnidentified),
        (false, "") => Err(Problem::NameMissing),
        (false, "ni" | "naoidentificado" | "nãoidentificado" | "desconhecido" | "ignorado" | "unknown") => {
            Err(Problem::NameOfNobody)
        }
        (false, _) => Ok(Some(name)),
    }
}

fn read_birth(birth: &str, today: NaiveDate) -> Result<NaiveDate, Problem> {
    if birth.is_empty() {
        return Err(Problem::BirthMissing);
    }
    let date = ["%Y-%m-%d", "%d/%m/%Y"].iter().find_map(|form| NaiveDate::parse_from_str(birth, form).ok());
    let date = date.ok_or(Problem::BirthUnreadable)?;
    let earliest = today.checked_sub_months(Months::new(OLDEST * 12)).unwrap_or(today);
    if date > today || date < earliest { Err(Problem::BirthImpossible) } else { Ok(date) }
}

fn estimated_birth(age: &str, today: NaiveDate) -> Result<NaiveDate, Problem> {
    if age.is_empty() {
        return Err(Problem::AgeMissing);
    }
    let years =
        age.parse::<u32>().ok().filter(|years| *years <= OLDEST).ok_or(Problem::AgeOutOfRange { most: OLDEST })?;
    today.checked_sub_months(Months::new(years * 12)).ok_or(Problem::AgeOutOfRange { most: OLDEST })
}

fn read_sex(typed: &str) -> Result<&'static str, Problem> {
    SEXES.into_iter().find(|sex| *sex == typed).ok_or(Problem::SexMissing)
}

fn read_mother(typed: &str) -> Result<String, Problem> {
    shorter_than(typed, LONGEST_NAME)
}

fn shorter_than(typed: &str, most: usize) -> Result<String, Problem> {
    let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > most { Err(Problem::TextTooLong { most }) } else { Ok(text) }
}

fn read_record(typed: &str) -> Result<Option<String>, Problem> {
    let number = typed.trim();
    let readable = number.chars().all(|letter| letter.is_ascii_alphanumeric() || "-./".contains(letter));
    match number {
        "" => Ok(None),
        _ if readable && number.len() <= LONGEST_RECORD => Ok(Some(number.to_owned())),
        _ => Err(Problem::RecordNumberUnreadable { most: LONGEST_RECORD }),
    }
}

/// Digits alone, however they are grouped; none at all is allowed (ID-5).
fn read_number(typed: &str, is_valid: fn(&[u32]) -> bool, wrong: Problem) -> Result<Option<String>, Problem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let kept: Vec<char> = typed.chars().filter(|letter| !" .-/".contains(*letter)).collect();
    let digits: Option<Vec<u32>> = kept.iter().map(|letter| letter.to_digit(10)).collect();
    if digits.is_some_and(|digits| is_valid(&digits)) { Ok(Some(kept.into_iter().collect())) } else { Err(wrong) }
}

/// Eleven digits, not all the same, the last two of which follow from the others.
fn is_cpf(digits: &[u32]) -> bool {
    let check = |upto: usize| {
        let weights = (2..=upto as u32 + 1).rev();
        let sum: u32 = digits.iter().take(upto).zip(weights).map(|(digit, weight)| digit * weight).sum();
        sum * 10 % 11 % 10
    };
    let varied = digits.windows(2).any(|pair| pair.first() != pair.last());
    digits.len() == 11 && varied && digits.get(9) == Some(&check(9)) && digits.get(10) == Some(&check(10))
}

/// Fifteen digits that begin with 1, 2, 7, 8 or 9 and whose weighted sum eleven divides.
fn is_cns(digits: &[u32]) -> bool {
    let sum: u32 = digits.iter().zip((1..=15).rev()).map(|(digit, weight)| digit * weight).sum();
    digits.len() == 15 && digits.first().is_some_and(|first| [1, 2, 7, 8, 9].contains(first)) && sum.is_multiple_of(11)
}
