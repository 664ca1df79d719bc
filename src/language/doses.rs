//! Doses and their days in words.

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::{Language, Words};
use crate::domain::clock::{Clock, day_of};
use crate::domain::cycle::Cycle;
use crate::domain::schedule::format_time;

impl Words {
    /// `today 15:10, 22:00; tomorrow 06:00`: the times of each day, on the hospital's clock.
    pub fn doses(&self, doses: &[DateTime<Utc>], clock: Clock) -> String {
        self.doses_by_day(doses, |day| self.day(day, clock.today()))
    }

    /// `Wednesday 25 Nov 2026 15:10, 22:00`, for paper, which is read tomorrow too.
    pub fn dated_doses(&self, doses: &[DateTime<Utc>]) -> String {
        self.doses_by_day(doses, |day| self.long_date(&day))
    }

    fn doses_by_day(&self, doses: &[DateTime<Utc>], name: impl Fn(NaiveDate) -> String) -> String {
        let days = doses.chunk_by(|one, next| day_of(*one, self.zone) == day_of(*next, self.zone));
        let in_words = days.filter_map(|same_day| {
            let day = day_of(*same_day.first()?, self.zone);
            let times: Vec<String> = same_day.iter().map(|dose| self.minute(dose)).collect();
            Some(format!("{} {}", name(day), times.join(", ")))
        });
        in_words.collect::<Vec<_>>().join("; ")
    }

    /// `today`, `tomorrow`, or weekday and date.
    fn day(&self, day: NaiveDate, today: NaiveDate) -> String {
        match (day - today).num_days() {
            0 => self.t("today").to_string(),
            1 => self.t("tomorrow").to_string(),
            _ => self.long_date(&day),
        }
    }

    /// `Wednesday 25 Nov 2026`.
    fn long_date(&self, day: &NaiveDate) -> String {
        format!("{} {}", self.of("weekday", &day.weekday().number_from_monday().to_string()), self.date(day))
    }

    /// When the doses of an item that is not given daily begin, weekday included: `from Wednesday 25 Nov 2026 08:00`.
    pub fn first_scheduled(&self, cycle: &str, from: &DateTime<Utc>) -> String {
        let key = if cycle == Cycle::Once.code() { "scheduled-once" } else { "scheduled-from" };
        let at = format!("{} {}", self.long_date(&day_of(*from, self.zone)), self.minute(from));
        self.with(key, "at", &at)
    }

    /// `25/11`, or `25 Nov`, below a box to tick.
    pub fn day_and_month(&self, day: &NaiveDate) -> String {
        match self.language {
            Language::Portuguese => format!("{:02}/{:02}", day.day(), day.month()),
            Language::English => day.format("%-d %b").to_string(),
        }
    }

    /// `25/11 15:10`, or `25 Nov 15:10`, for labels.
    pub fn day_and_minute(&self, at: &DateTime<Utc>) -> String {
        format!("{} {}", self.day_and_month(&day_of(*at, self.zone)), self.minute(at))
    }

    /// `15:10` on the hospital's clock.
    pub fn minute(&self, at: &DateTime<Utc>) -> String {
        format_time(at.with_timezone(&self.zone).time())
    }
}
