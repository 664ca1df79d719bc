//! What was done on paper, read from a form: which act, when, and in which words.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use crate::domain::clock::Clock;
use crate::domain::problem::Problem;

use super::problem::PaperProblem;

/// The longest description or note, in characters.
const LONGEST_TEXT: usize = 300;
const SHORTEST_NAME: usize = 3;
const LONGEST_NAME: usize = 120;
/// What was done longer ago than this is looked at twice.
const LONG_AGO: TimeDelta = TimeDelta::hours(72);
/// The rows of a form are for the hours after it was made.
const AFTER_THE_FORM: TimeDelta = TimeDelta::hours(12);
/// Written down a little before the form was printed.
const AROUND_THE_FORM: TimeDelta = TimeDelta::minutes(30);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Given,
    /// With a coded reason (PH-11).
    NotGiven,
    /// From what the ward keeps, or from the emergency stock.
    Supplied,
    Stopped,
    Ordered,
    /// An earlier entry was a mistake.
    Nothing,
}

impl Act {
    pub const ALL: [Act; 6] = [Act::Given, Act::NotGiven, Act::Supplied, Act::Stopped, Act::Ordered, Act::Nothing];

    /// As stored with the entry.
    pub fn code(self) -> &'static str {
        match self {
            Act::Given => "given",
            Act::NotGiven => "not_given",
            Act::Supplied => "supplied",
            Act::Stopped => "stopped",
            Act::Ordered => "ordered",
            Act::Nothing => "nothing",
        }
    }

    pub fn from_code(code: &str) -> Option<Act> {
        Act::ALL.into_iter().find(|act| act.code() == code)
    }

    /// Typing it in does not do it: somebody does it properly, and says so.
    pub fn is_followed_up(self) -> bool {
        matches!(self, Act::Supplied | Act::Stopped | Act::Ordered)
    }
}

/// Why something was not given (PH-11).
pub const NOT_GIVEN_REASONS: [&str; 8] =
    ["refused", "fasting", "away", "vomited", "no_access", "not_there", "held", "other"];

/// A field of the form, to hang a problem on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PaperField {
    Act,
    Reason,
    Line,
    Date,
    Time,
    Who,
    Name,
    Described,
    Note,
}

impl PaperField {
    pub fn code(self) -> &'static str {
        match self {
            PaperField::Act => "act",
            PaperField::Reason => "reason",
            PaperField::Line => "line",
            PaperField::Date => "date",
            PaperField::Time => "time",
            PaperField::Who => "who",
            PaperField::Name => "name",
            PaperField::Described => "described",
            PaperField::Note => "note",
        }
    }
}

/// The fields as typed, but for the line and who did it, which the tables must know.
#[derive(Clone, Copy, Debug)]
pub struct TypedEntry<'a> {
    pub act: &'a str,
    pub reason: &'a str,
    pub date: &'a str,
    pub time: &'a str,
    pub described: &'a str,
    pub note: &'a str,
}

/// What was done. Without a line, `described` says what was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub act: Act,
    /// One of [`NOT_GIVEN_REASONS`], for what was not given.
    pub reason: Option<&'static str>,
    pub done_at: DateTime<Utc>,
    pub described: String,
    pub note: String,
}

/// What an entry is read against.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances {
    pub now: DateTime<Utc>,
    pub zone: Tz,
    /// When the form was made.
    pub made_at: DateTime<Utc>,
    pub admitted_at: DateTime<Utc>,
    /// When the stay of the form ended, if it has.
    pub discharged_at: Option<DateTime<Utc>>,
    /// When the stay was written down, if only afterwards: until then there was no form with rows of this patient.
    pub admission_written_at: Option<DateTime<Utc>>,
    /// The row is a prescribed line's, or one was chosen.
    pub has_line: bool,
    /// It replaces an entry, which may have been a mistake altogether.
    pub corrects: bool,
}

/// Reads what was typed.
///
/// # Errors
/// All problems at once, in the order of the form.
pub fn read_entry(typed: TypedEntry<'_>, around: Circumstances) -> Result<Entry, Vec<(PaperField, Problem)>> {
    let act = read_act(typed.act, around.corrects);
    let reason = read_reason(typed.reason, typed.note, act.as_ref().ok().copied());
    let done_at = read_moment(typed.date, typed.time, around);
    let described = read_description(typed.described, act.as_ref().ok().copied(), around.has_line);
    let note = read_text(typed.note);
    match (act, reason, done_at, described, note) {
        (Ok(act), Ok(reason), Ok(done_at), Ok(described), Ok(note)) => {
            Ok(Entry { act, reason, done_at, described, note })
        }
        (act, reason, done_at, described, note) => {
            let problems = [
                act.err().map(|problem| (PaperField::Act, problem)),
                reason.err().map(|problem| (PaperField::Reason, problem)),
                done_at.err().map(|(field, problem)| (field, problem.into())),
                described.err().map(|problem| (PaperField::Described, problem)),
                note.err().map(|problem| (PaperField::Note, problem)),
            ];
            Err(problems.into_iter().flatten().collect())
        }
    }
}

fn read_act(typed: &str, corrects: bool) -> Result<Act, Problem> {
    let act = Act::from_code(typed.trim()).filter(|act| corrects || *act != Act::Nothing);
    act.ok_or(Problem::Paper(PaperProblem::ActMissing))
}

/// Only what was not given has a reason; "other" explains itself in the note.
fn read_reason(typed: &str, note: &str, act: Option<Act>) -> Result<Option<&'static str>, Problem> {
    if act != Some(Act::NotGiven) {
        return Ok(None);
    }
    match NOT_GIVEN_REASONS.into_iter().find(|reason| *reason == typed.trim()) {
        None => Err(PaperProblem::NotGivenReasonMissing.into()),
        Some("other") if note.trim().is_empty() => Err(PaperProblem::NotGivenUnexplained.into()),
        reason => Ok(reason),
    }
}

/// A moment of the hospital's clock, not in the future; in the hour that summer time repeats, the first.
fn read_moment(date: &str, time: &str, around: Circumstances) -> Result<DateTime<Utc>, (PaperField, PaperProblem)> {
    let wrong = |field: PaperField| move |problem: PaperProblem| (field, problem);
    let day = read_date(date, around).map_err(wrong(PaperField::Date))?;
    let time = read_time(time).map_err(wrong(PaperField::Time))?;
    let local = around.zone.from_local_datetime(&day.and_time(time)).earliest();
    let at = local.ok_or_else(|| wrong(PaperField::Time)(PaperProblem::TimeUnreadable))?.with_timezone(&Utc);
    if at > around.now {
        return Err(wrong(PaperField::Time)(PaperProblem::InTheFuture));
    }
    // On paper stand whole minutes.
    if at < Clock::at(around.admitted_at, around.zone).now {
        let problem = PaperProblem::BeforeAdmission { at: around.admitted_at };
        return Err(wrong(PaperField::Time)(problem));
    }
    Ok(at)
}

/// `2026-11-25`, `25/11/2026`, or `25/11` of the form's year.
fn read_date(typed: &str, around: Circumstances) -> Result<NaiveDate, PaperProblem> {
    let typed = typed.trim();
    let year = around.made_at.with_timezone(&around.zone).year();
    let in_full = ["%Y-%m-%d", "%d/%m/%Y"].iter().find_map(|pattern| NaiveDate::parse_from_str(typed, pattern).ok());
    let short = || NaiveDate::parse_from_str(&format!("{typed}/{year}"), "%d/%m/%Y").ok();
    in_full.or_else(short).ok_or(PaperProblem::DateUnreadable)
}

/// `3:10`, `03:10`, `03h10` or `0310`.
fn read_time(typed: &str) -> Result<NaiveTime, PaperProblem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(PaperProblem::TimeMissing);
    }
    let split = typed.split_once([':', 'h', 'H']);
    let (hour, minute) = split.or_else(|| typed.split_at_checked(2).filter(|_| typed.len() == 4)).unwrap_or_default();
    let number = |text: &str| match text.len() {
        1..=2 if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().ok(),
        _ => None,
    };
    let time = number(hour).zip(number(minute).filter(|_| minute.len() == 2));
    time.and_then(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0)).ok_or(PaperProblem::TimeUnreadable)
}

fn read_description(typed: &str, act: Option<Act>, has_line: bool) -> Result<String, Problem> {
    let described = read_text(typed)?;
    let is_said = has_line && act != Some(Act::Ordered) || act == Some(Act::Nothing);
    if described.is_empty() && !is_said { Err(PaperProblem::DescriptionMissing.into()) } else { Ok(described) }
}

/// As written on the paper, which nobody writes anew: what ITEM-4 forbids is kept, since it was read so at the bedside.
fn read_text(typed: &str) -> Result<String, Problem> {
    let text = typed.trim();
    if text.chars().count() > LONGEST_TEXT {
        return Err(PaperProblem::TextTooLong { most: LONGEST_TEXT }.into());
    }
    Ok(text.to_owned())
}

/// Reads the name of somebody without a log-in.
///
/// # Errors
/// The [`Problem`] to say next to the field.
pub fn read_name(typed: &str) -> Result<String, Problem> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        ..SHORTEST_NAME => Err(PaperProblem::NameTooShort.into()),
        SHORTEST_NAME..=LONGEST_NAME => Ok(name),
        _ => Err(PaperProblem::TextTooLong { most: LONGEST_NAME }.into()),
    }
}

/// What somebody has to look at twice before it is kept.
pub fn doubts(entry: &Entry, around: Circumstances) -> Vec<(PaperField, Problem)> {
    let at = entry.done_at;
    let long_ago = (around.now - at > LONG_AGO).then_some(PaperProblem::LongAgo { at });
    let made_at = around.made_at;
    let had_form = around.admission_written_at.is_none_or(|written_at| at >= written_at);
    let before_form = had_form && at < made_at - AROUND_THE_FORM;
    let before_form = before_form.then_some(PaperProblem::BeforeForm { at, made_at });
    let after_form = (at > made_at + AFTER_THE_FORM).then_some(PaperProblem::AfterForm { at, made_at });
    let discharged_at = around.discharged_at.filter(|discharged_at| at > *discharged_at);
    let after_discharge = discharged_at.map(|discharged_at| PaperProblem::AfterDischarge { at, discharged_at });
    let doubts = [long_ago, before_form, after_form, after_discharge];
    doubts.into_iter().flatten().map(|problem| (PaperField::Date, problem.into())).collect()
}

/// What a confirmation stands for: this moment. Any other is to be confirmed anew.
pub fn confirmation(entry: &Entry) -> String {
    entry.done_at.timestamp().to_string()
}
