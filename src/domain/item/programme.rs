//! Medications of a programme with registered prescribers: the signed term, and what women of child-bearing age need
//! (WHO-5).

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Circumstances;
use super::fields::{chosen, refuse};
use super::typed::{Field, TypedItem};
use crate::domain::medication::Medication;
use crate::domain::problem::Problem;
use crate::domain::problems::Problems;

/// What a tick in the form sends.
const YES: &str = "yes";

/// What was confirmed before it was prescribed; the term is always signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Safeguards {
    /// Only of who may become pregnant: the day of a negative test, and contraception is confirmed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub pregnancy_test_on: Option<NaiveDate>,
}

/// The ages between which a hospital asks for a pregnancy test, in years, both included.
#[derive(Clone, Copy, Debug)]
pub struct ChildBearing {
    pub from: i16,
    pub to: i16,
}

impl ChildBearing {
    /// Whether somebody of this administrative gender (FHIR) and birth date may become pregnant; asked of everybody
    /// who is not known to be male.
    pub fn includes(self, sex: &str, born: NaiveDate, today: NaiveDate) -> bool {
        let had_birthday = (today.month(), today.day()) >= (born.month(), born.day());
        let years = today.year() - born.year() - i32::from(!had_birthday);
        sex != "male" && (i32::from(self.from)..=i32::from(self.to)).contains(&years)
    }
}

/// What was typed of the programme; refused where the medication belongs to none.
pub(super) fn read_safeguards(
    typed: &TypedItem,
    medication: Option<&Medication>,
    around: &Circumstances<'_>,
    problems: &mut Problems,
) -> Option<Safeguards> {
    let medication = medication?;
    if medication.programme.is_none() {
        refuse(&typed.term, Field::Term, Problem::OnlyProgramme, problems);
        refuse(&typed.pregnancy_test, Field::PregnancyTest, Problem::OnlyProgramme, problems);
        refuse(&typed.contraception, Field::Contraception, Problem::OnlyProgramme, problems);
        return None;
    }
    let term = problems.note(Field::Term, confirmed(&typed.term, Problem::TermNotSigned));
    let Some(valid_days) = around.pregnancy_test_days else {
        refuse(&typed.pregnancy_test, Field::PregnancyTest, Problem::OnlyChildBearing, problems);
        refuse(&typed.contraception, Field::Contraception, Problem::OnlyChildBearing, problems);
        return term.map(|()| Safeguards { pregnancy_test_on: None });
    };
    let today = around.today;
    let test = problems.note(Field::PregnancyTest, read_test(&typed.pregnancy_test, today, valid_days));
    let contraception =
        problems.note(Field::Contraception, confirmed(&typed.contraception, Problem::ContraceptionMissing));
    term.zip(contraception)?;
    Some(Safeguards { pregnancy_test_on: Some(test?) })
}

fn confirmed(typed: &str, missing: Problem) -> Result<(), Problem> {
    if typed.trim() == YES { Ok(()) } else { Err(missing) }
}

fn read_test(typed: &str, today: NaiveDate, valid_days: i16) -> Result<NaiveDate, Problem> {
    let text = chosen(typed, Problem::PregnancyTestMissing)?;
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| Problem::PregnancyTestUnreadable)?;
    match (today - day).num_days() {
        ..0 => Err(Problem::PregnancyTestInTheFuture),
        days if days > i64::from(valid_days) => Err(Problem::PregnancyTestTooOld { days: i64::from(valid_days) }),
        _ => Ok(day),
    }
}
