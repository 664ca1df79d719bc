//! The doses that an item's schedule means: the one answer to when it is given, for forms, lists and paper
//! (TIME-2, TIME-3, TIME-4).

use std::ops::Range;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::domain::clock::{day_of, moment};
use crate::domain::cycle::Cycle;
use crate::domain::problem::Problem;
use crate::domain::schedule::format_time;

/// All that the doses of an item follow from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Schedule {
    /// On the hospital's clock, sorted.
    pub times: Vec<NaiveTime>,
    pub cycle: Cycle,
    /// Given on signing, ahead of the times of day (TIME-2).
    pub first_dose_at: Option<DateTime<Utc>>,
    /// The first dose at one of the times of day; days are counted from its day.
    pub scheduled_from: DateTime<Utc>,
}

/// Two doses in a row closer than half the interval that they should keep (TIME-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooClose {
    pub earlier: DateTime<Utc>,
    pub later: DateTime<Utc>,
    pub interval: TimeDelta,
}

impl TooClose {
    /// Both times as the hospital's clock shows them.
    pub fn times(&self, zone: Tz) -> (String, String) {
        let time = |at: DateTime<Utc>| format_time(at.with_timezone(&zone).time());
        (time(self.earlier), time(self.later))
    }

    /// What to say beside the times.
    pub fn problem(&self, zone: Tz) -> Problem {
        let (earlier, later) = self.times(zone);
        Problem::TimesTooClose { earlier, later, hours: self.interval.num_hours() }
    }
}

impl Schedule {
    /// Every dose from one moment up to, not including, another, in order. Each time of day is given once on each of
    /// its days, whatever the clock does; two that a jump of the clock brings to the same minute are one dose.
    pub fn doses(&self, from: DateTime<Utc>, until: DateTime<Utc>, zone: Tz) -> Vec<DateTime<Utc>> {
        let mut doses = match self.cycle {
            Cycle::Once => vec![self.scheduled_from],
            _ => self.at_times_of_day(from, until, zone),
        };
        doses.extend(self.first_dose_at);
        doses.retain(|dose| (from..until).contains(dose));
        doses.sort_unstable();
        doses.dedup();
        doses
    }

    fn at_times_of_day(&self, from: DateTime<Utc>, until: DateTime<Utc>, zone: Tz) -> Vec<DateTime<Utc>> {
        let (first, last) = (day_of(self.scheduled_from, zone), day_of(until, zone));
        // A day more ahead, for a time that a jump of the clock moves over midnight.
        let begin = day_of(from, zone).pred_opt().map_or(first, |day| day.max(first));
        let days = begin.iter_days().take_while(|day| *day <= last).filter(|day| self.cycle.is_due(first, *day));
        let moments = days.flat_map(|day| moments_of(day, &self.times, zone));
        moments.filter(|dose| *dose >= self.scheduled_from).collect()
    }

    /// The next doses from a moment on, as many as asked for, fewer only where there are no more.
    pub fn next_doses(&self, from: DateTime<Utc>, count: usize, zone: Tz) -> Vec<DateTime<Utc>> {
        let begin = from.max(self.first_dose_at.unwrap_or(self.scheduled_from));
        let periods = i32::try_from(count).unwrap_or(i32::MAX).saturating_add(2);
        // Months have up to three days more than the shortest.
        let span = (self.cycle.length() + TimeDelta::days(3)) * periods;
        let until = begin.max(self.scheduled_from) + span;
        let mut doses = self.doses(begin, until, zone);
        doses.truncate(count);
        doses
    }

    /// What a sheet for some hours must offer to tick; a single dose that the ward does not have yet always, as it is due
    /// whenever it comes.
    pub fn due_on_sheet(&self, hours: Range<DateTime<Utc>>, is_received: bool, zone: Tz) -> Vec<DateTime<Utc>> {
        match self.cycle {
            Cycle::Once if !is_received => vec![self.scheduled_from],
            _ => self.doses(hours.start, hours.end, zone),
        }
    }

    /// The first two doses in a row closer than half a strict interval, among those of the next days: as typed, as a
    /// first dose makes them, or as a change of the clock brings them together (TIME-3).
    pub fn too_close(&self, interval: TimeDelta, zone: Tz) -> Option<TooClose> {
        let begin = self.first_dose_at.unwrap_or(self.scheduled_from);
        let doses = self.doses(begin, self.scheduled_from + interval + TimeDelta::days(2), zone);
        too_close(&doses, interval)
    }
}

/// The first two doses in a row that are closer than half the interval (TIME-3); the doses in order.
pub fn too_close(doses: &[DateTime<Utc>], interval: TimeDelta) -> Option<TooClose> {
    doses.windows(2).find_map(|pair| match pair {
        [earlier, later] if (*later - *earlier) * 2 < interval => {
            Some(TooClose { earlier: *earlier, later: *later, interval })
        }
        _ => None,
    })
}

/// The first dose at a time of day that is not before a moment, on a day that may be the first.
pub fn first_scheduled(
    times: &[NaiveTime],
    not_before: DateTime<Utc>,
    zone: Tz,
    may_begin: impl Fn(NaiveDate) -> bool,
) -> Option<DateTime<Utc>> {
    let begin = day_of(not_before, zone).pred_opt()?;
    let days = begin.iter_days().take(FARTHEST_DAY).filter(|day| may_begin(*day));
    days.flat_map(|day| moments_of(day, times, zone)).find(|dose| *dose >= not_before)
}

/// Any weekday comes within so many days, the day before included, even where one is left out.
const FARTHEST_DAY: usize = 16;

fn moments_of(day: NaiveDate, times: &[NaiveTime], zone: Tz) -> impl Iterator<Item = DateTime<Utc>> {
    times.iter().filter_map(move |time| moment(day, *time, zone))
}
