//! Doses of every frequency, from drawn moments on, in zones whose days have 23, 24 and 25 hours.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};
use chrono_tz::{America, Atlantic, Australia, Europe, Tz};
use posology::domain::clock::{Clock, a_day_after};
use posology::domain::cycle::Cycle;
use posology::domain::doses::Schedule;
use posology::domain::item::lists::Frequency;
use posology::domain::item::typed::{Field, TypedItem};
use posology::domain::plan::{Plan, plan};
use posology::domain::problem::Problem;
use posology::domain::schedule::format_times;
use proptest::prelude::*;
use proptest::sample::select;

use super::frequencies;
use crate::support::trials::holds;

const ZONES: [Tz; 7] = [
    America::Sao_Paulo,
    America::New_York,
    America::Santiago,
    Europe::London,
    Europe::Lisbon,
    Atlantic::Azores,
    Australia::Lord_Howe,
];

/// An order at a moment: any minute from 1985 to 2029, every other time just before the clock changes.
#[derive(Clone, Debug)]
struct Order {
    frequency: Frequency,
    clock: Clock,
    times: Vec<NaiveTime>,
    first_now: bool,
    weekday: u8,
}

fn orders() -> impl Strategy<Value = Order> {
    let moments = (select(&ZONES[..]), 0..45 * 365 * 24 * 60_i64, any::<bool>());
    (
        select(frequencies::all()),
        moments,
        any::<bool>(),
        1..=7_u8,
        any::<bool>(),
        proptest::collection::vec(0..1440_u32, 24),
    )
        .prop_map(|(frequency, (zone, minutes, near_change), first_now, weekday, by_hand, drawn)| {
            let drawn_moment = DateTime::UNIX_EPOCH + TimeDelta::days(15 * 365) + TimeDelta::minutes(minutes);
            let moment = if near_change { before_change(drawn_moment, zone) } else { drawn_moment };
            let times = if by_hand { some_times(&drawn, &frequency.usual_times) } else { Vec::new() };
            let first_now = first_now && frequency.cycle != Cycle::Once;
            Order { frequency, clock: Clock::at(moment, zone), times, first_now, weekday }
        })
}

/// The same time of day less than two days before the next change of the clock, if one comes within a year.
fn before_change(from: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let offset = |at: DateTime<Utc>| at.with_timezone(&zone).naive_local() - at.naive_utc();
    let days = (0..366).map(|day| from + TimeDelta::days(day));
    days.into_iter().find(|day| offset(*day) != offset(*day + TimeDelta::days(2))).unwrap_or(from)
}

/// The usual times, each moved by up to a third of the time between them.
fn some_times(drawn: &[u32], usual: &[NaiveTime]) -> Vec<NaiveTime> {
    let most = 1440 / usual.len().max(1) / 3;
    let most = u32::try_from(most).expect("less than a day");
    let minute = |time: &NaiveTime| time.hour() * 60 + time.minute();
    let moved =
        usual.iter().zip(drawn).map(|(time, drawn)| (1440 + minute(time) + drawn % (2 * most + 1) - most) % 1440);
    let mut times: Vec<_> = moved.filter_map(|minute| NaiveTime::from_hms_opt(minute / 60, minute % 60, 0)).collect();
    times.sort_unstable();
    times.dedup();
    if times.len() == usual.len() { times } else { Vec::new() }
}

impl Order {
    fn plan(&self) -> Result<Plan, Vec<(Field, Problem)>> {
        let weekly = self.frequency.cycle == Cycle::Weekly;
        let typed = TypedItem {
            times: format_times(&self.times),
            first: if self.first_now { "now".to_owned() } else { String::new() },
            weekday: if weekly { self.weekday.to_string() } else { String::new() },
            ..TypedItem::default()
        };
        plan(&typed, &self.frequency, self.clock)
    }

    /// The schedule, unless its times are warned of as too close.
    fn schedule(&self) -> Option<Schedule> {
        let plan = self.plan().expect("times that are enough");
        plan.too_close.is_none().then_some(plan.schedule)
    }
}

/// Every minute of some days as the clock on the wall shows it.
struct Wall(Vec<(DateTime<Utc>, NaiveDateTime)>);

impl Wall {
    fn around(clock: Clock, days: i64) -> Self {
        let begin = clock.now - TimeDelta::days(2);
        let minutes = (0..(days + 4) * 24 * 60).map(|minute| begin + TimeDelta::minutes(minute));
        Wall(minutes.map(|at| (at, at.with_timezone(&clock.zone).naive_local())).collect())
    }

    /// The first minute at which the wall shows a time of day, or a later one.
    fn first_at(&self, day: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
        self.0.iter().find(|(_, shown)| *shown >= day.and_time(time)).expect("within these days").0
    }

    /// All doses of a schedule in a span, found minute by minute.
    fn doses(&self, schedule: &Schedule, zone: Tz, from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<DateTime<Utc>> {
        let first = schedule.scheduled_from.with_timezone(&zone).date_naive();
        let last = until.with_timezone(&zone).date_naive();
        let days = first.iter_days().take_while(|day| *day <= last).filter(|day| schedule.cycle.is_due(first, *day));
        let times = days.flat_map(|day| schedule.times.iter().map(move |time| (day, *time)));
        let mut doses: Vec<_> = times.map(|(day, time)| self.first_at(day, time)).collect();
        doses.retain(|dose| *dose >= schedule.scheduled_from);
        doses.extend(schedule.first_dose_at);
        doses.retain(|dose| (from..until).contains(dose));
        doses.sort_unstable();
        doses.dedup();
        doses
    }
}

#[test]
fn time_4_no_dose_is_lost_or_added_whatever_the_clock_does() {
    holds(2_000, orders(), |order| {
        let Some(schedule) = order.schedule() else { return };
        let (zone, from, until) = (order.clock.zone, order.clock.now, order.clock.now + TimeDelta::days(3));
        let wall = Wall::around(order.clock, 3);
        assert_eq!(schedule.doses(from, until, zone), wall.doses(&schedule, zone, from, until));
    });
}

#[test]
fn time_4_a_validity_has_as_many_doses_as_the_frequency_says() {
    holds(10_000, orders(), |order| {
        let local = order.clock.now.with_timezone(&order.clock.zone);
        // An hour that is jumped over or comes twice is no measure of a day; clocks change at night.
        let by_day = (5..22).contains(&local.hour());
        if order.first_now || !by_day || order.frequency.cycle != Cycle::Daily || order.frequency.code == "1/1H" {
            return;
        }
        let Some(schedule) = Order { times: Vec::new(), ..order.clone() }.schedule() else { return };
        let until = a_day_after(order.clock.now, order.clock.zone);
        let doses = schedule.doses(order.clock.now, until, order.clock.zone);
        assert_eq!(doses.len(), order.frequency.doses_per_day);
    });
}

#[test]
fn time_4_spans_that_follow_each_other_have_each_dose_in_one_of_them() {
    holds(5_000, (orders(), 0..20_000_i64, 0..20_000_i64), |(order, first, second)| {
        let Some(schedule) = order.schedule() else { return };
        let middle = order.clock.now + TimeDelta::minutes(first);
        let end = middle + TimeDelta::minutes(second);
        let zone = order.clock.zone;
        let mut parts = schedule.doses(order.clock.now, middle, zone);
        parts.extend(schedule.doses(middle, end, zone));
        assert_eq!(parts, schedule.doses(order.clock.now, end, zone));
        let next = schedule.next_doses(order.clock.now, 3, zone);
        assert!(next.iter().zip(&parts).all(|(next, part)| next == part), "{next:?}");
        assert_eq!(next.len(), if order.frequency.cycle == Cycle::Once { 1 } else { 3 });
    });
}

#[test]
fn time_3_doses_of_a_strict_interval_are_warned_of_if_and_only_if_they_are_closer_than_half_of_it() {
    holds(10_000, orders(), |order| {
        let Some(interval) = order.frequency.strict_interval else { return };
        let mut untold = order.clone();
        untold.frequency.strict_interval = None;
        let schedule = untold.schedule().expect("nothing else is wrong");
        let until = schedule.scheduled_from + interval + TimeDelta::days(2);
        let doses = schedule.doses(order.clock.now, until, order.clock.zone);
        let close = doses.windows(2).any(|pair| pair[1] - pair[0] < interval / 2);
        let warned = order.plan().expect("times that are enough").too_close.is_some();
        assert_eq!(warned, close, "{doses:?}");
        assert!(!close || !order.times.is_empty(), "usual times are never too close");
    });
}

#[test]
fn time_2_after_a_first_dose_the_doses_go_on_at_the_first_time_from_half_the_interval_on() {
    holds(2_000, orders(), |order| {
        let Some(schedule) = order.schedule().filter(|schedule| schedule.first_dose_at.is_some()) else { return };
        assert_eq!(schedule.first_dose_at, Some(order.clock.now));
        let half = order.frequency.interval() / 2;
        assert!(schedule.scheduled_from - order.clock.now >= half);
        if order.frequency.cycle != Cycle::Daily {
            return;
        }
        let wall = Wall::around(order.clock, 3);
        let today = order.clock.today();
        let days = today.iter_days().take(4);
        let moments = days.flat_map(|day| schedule.times.iter().map(move |time| (day, *time)));
        let from_half_on = moments.map(|(day, time)| wall.first_at(day, time)).find(|at| *at >= order.clock.now + half);
        assert_eq!(Some(schedule.scheduled_from), from_half_on);
    });
}
