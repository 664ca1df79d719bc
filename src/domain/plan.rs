//! From what a doctor typed about the times of an item to the schedule that it means (TIME-1, TIME-2, TIME-3).

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};

use crate::domain::clock::{Clock, moment};
use crate::domain::cycle::Cycle;
use crate::domain::doses::{Schedule, TooClose, first_scheduled};
use crate::domain::item::lists::Frequency;
use crate::domain::item::typed::{Field, TypedItem};
use crate::domain::problem::Problem;
use crate::domain::problems::Problems;
use crate::domain::schedule::{complete_times, format_times, parse_times};

/// The latest first day, counted from today; later the item is prescribed anew.
const LATEST_START: i64 = 60;
/// What the field says for a first dose at once.
pub const FIRST_DOSE_NOW: &str = "now";

/// When an item is given, as it will be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub schedule: Schedule,
    /// Named for weekly doses, and for no others.
    pub weekday: Option<Weekday>,
    /// Doses closer than half a strict interval: signed with a reason only (TIME-3).
    pub too_close: Option<TooClose>,
}

impl Plan {
    /// 1 is Monday, 7 is Sunday, as stored with the item.
    pub fn weekday_number(&self) -> Option<i16> {
        self.weekday.and_then(|day| i16::try_from(day.number_from_monday()).ok())
    }

    /// What the form remembers of the doses that it showed, to notice at signing that they are others by now (TIME-2).
    pub fn mark(&self) -> String {
        format!("{} {}", self.schedule.scheduled_from.timestamp(), format_times(&self.schedule.times))
    }
}

/// Works out the doses.
///
/// # Errors
/// All problems at once, in the order of the fields.
pub fn plan(typed: &TypedItem, frequency: &Frequency, clock: Clock) -> Result<Plan, Vec<(Field, Problem)>> {
    if !frequency.has_times() {
        check_no_times(typed)?;
        let schedule =
            Schedule { times: Vec::new(), cycle: frequency.cycle, first_dose_at: None, scheduled_from: clock.now };
        return Ok(Plan { schedule, weekday: None, too_close: None });
    }
    let mut problems = Problems::default();
    let times = problems.note(Field::Times, choose_times(typed, frequency, clock));
    let first_now = problems.note(Field::FirstDose, read_first_dose(typed, frequency));
    let weekday = problems.note(Field::Weekday, choose_weekday(&typed.weekday, frequency.cycle));
    let start = problems.note(Field::Start, read_start(typed, frequency, clock));
    problems.none()?;
    let (Some(times), Some(first_now), Some(weekday), Some(start)) = (times, first_now, weekday, start) else {
        return Err(Vec::new());
    };
    let schedule = schedule(times, frequency, clock, Beginning { first_now, weekday, start })
        .ok_or_else(|| vec![(Field::Start, Problem::StartUnreadable)])?;
    let too_close = frequency.strict_interval.and_then(|interval| schedule.too_close(interval, clock.zone));
    Ok(Plan { schedule, weekday, too_close })
}

/// As needed and all day long there are no times: neither typed, nor any that would be worked out.
fn check_no_times(typed: &TypedItem) -> Result<(), Vec<(Field, Problem)>> {
    let fields = [
        (Field::Times, &typed.times),
        (Field::FirstDose, &typed.first),
        (Field::Weekday, &typed.weekday),
        (Field::Start, &typed.start),
    ];
    let filled = fields.into_iter().filter(|(_, text)| !text.trim().is_empty());
    let problems: Vec<_> = filled.map(|(field, _)| (field, Problem::TimesNotWanted)).collect();
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

struct Beginning {
    first_now: bool,
    weekday: Option<Weekday>,
    start: Option<NaiveDate>,
}

/// An item begins at signing. After a first dose now the doses go on at the first time of day that is at least half
/// the interval away (TIME-2); days are counted from there.
fn schedule(times: Vec<NaiveTime>, frequency: &Frequency, clock: Clock, beginning: Beginning) -> Option<Schedule> {
    let not_before = match beginning.start {
        _ if beginning.first_now => clock.now + frequency.interval() / 2,
        Some(day) => moment(day, NaiveTime::MIN, clock.zone)?.max(clock.now),
        None => clock.now,
    };
    let scheduled_from = match times.first() {
        Some(time) if frequency.stat => given_at_once(*time, clock)?,
        _ => first_scheduled(&times, not_before, clock.zone, |day| {
            beginning.weekday.is_none_or(|weekday| day.weekday() == weekday)
        })?,
    };
    let first_dose_at = beginning.first_now.then_some(clock.now);
    Some(Schedule { times, cycle: frequency.cycle, first_dose_at, scheduled_from })
}

/// Now, even in an hour that comes twice; or at the time of today that the doctor wrote.
fn given_at_once(time: NaiveTime, clock: Clock) -> Option<DateTime<Utc>> {
    if time == clock.time_of_day() { Some(clock.now) } else { moment(clock.today(), time, clock.zone) }
}

fn choose_times(typed: &TypedItem, frequency: &Frequency, clock: Clock) -> Result<Vec<NaiveTime>, Problem> {
    let given = parse_times(&typed.times)?;
    let usual = if frequency.stat { vec![clock.time_of_day()] } else { frequency.usual_times.clone() };
    complete_times(given, &usual, frequency.doses_per_day)
}

fn read_first_dose(typed: &TypedItem, frequency: &Frequency) -> Result<bool, Problem> {
    match typed.first.trim() {
        "" => Ok(false),
        FIRST_DOSE_NOW if frequency.cycle == Cycle::Once => Err(Problem::FirstDoseOfOne),
        FIRST_DOSE_NOW => Ok(true),
        _ => Err(Problem::FirstDoseUnknown),
    }
}

fn choose_weekday(typed: &str, cycle: Cycle) -> Result<Option<Weekday>, Problem> {
    match (typed.trim(), cycle) {
        ("", Cycle::Weekly) => Err(Problem::WeekdayMissing),
        ("", _) => Ok(None),
        (number, Cycle::Weekly) => weekday_from_number(number).map(Some).ok_or(Problem::WeekdayUnknown),
        (_, _) => Err(Problem::WeekdayNotWeekly),
    }
}

/// Monday is 1 and Sunday 7 (ISO 8601).
fn weekday_from_number(number: &str) -> Option<Weekday> {
    let days = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
    days.into_iter().find(|day| day.number_from_monday().to_string() == number)
}

fn read_start(typed: &TypedItem, frequency: &Frequency, clock: Clock) -> Result<Option<NaiveDate>, Problem> {
    let text = typed.start.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| Problem::StartUnreadable)?;
    if frequency.stat || typed.first.trim() == FIRST_DOSE_NOW {
        return Err(Problem::StartDespiteNow);
    }
    match (day - clock.today()).num_days() {
        ..0 => Err(Problem::StartPast),
        0..=LATEST_START => Ok(Some(day)),
        _ => Err(Problem::StartTooLate { most: LATEST_START }),
    }
}

impl Frequency {
    /// The time from one dose to the next: the strict interval, or what the doses of a day come to.
    pub fn interval(&self) -> TimeDelta {
        let doses = i32::try_from(self.doses_per_day).unwrap_or(1).max(1);
        self.strict_interval.unwrap_or_else(|| self.cycle.length() / doses)
    }
}
