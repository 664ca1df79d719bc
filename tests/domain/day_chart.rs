//! When doses are due.

use chrono::{DateTime, DurationRound, NaiveTime, TimeDelta, Utc};
use chrono_tz::America::{New_York, Sao_Paulo};
use chrono_tz::Tz;
use posology::domain::cycle::Cycle;
use posology::domain::day_chart::{Axis, Course};
use posology::domain::doses::{Schedule, first_scheduled};
use proptest::prelude::*;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a moment")
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).expect("a time")
}

fn day_from(times: &[NaiveTime], starts: DateTime<Utc>, zone: Tz) -> Course {
    let minute = starts.duration_trunc(TimeDelta::minutes(1)).expect("a minute");
    let scheduled_from = first_scheduled(times, minute, zone, |_| true).expect("a dose");
    let schedule = Schedule { times: times.to_vec(), cycle: Cycle::Daily, first_dose_at: None, scheduled_from };
    Course { schedule, starts, ends: starts + TimeDelta::days(1) }
}

#[test]
fn val_1_doses_are_due_from_signing_to_the_end_of_validity() {
    let times = [time(6, 0), time(14, 0), time(22, 0)];
    let course = day_from(&times, at("2026-11-25T18:10:20Z"), Sao_Paulo);
    let whole = at("2026-11-20T00:00:00Z")..at("2026-11-30T00:00:00Z");
    let due = ["2026-11-26T01:00:00Z", "2026-11-26T09:00:00Z", "2026-11-26T17:00:00Z"].map(at);
    assert_eq!(course.doses(&whole, Sao_Paulo), due);
    assert_eq!(course.next_dose(at("2026-11-25T12:00:00Z"), Sao_Paulo), Some(due[0]), "before it was signed");
    assert_eq!(course.next_dose(due[1], Sao_Paulo), Some(due[1]), "due this minute");
    assert_eq!(course.next_dose(at("2026-11-26T17:01:00Z"), Sao_Paulo), None, "validity ends first");
    let stopped = Course { ends: at("2026-11-26T02:00:00Z"), ..course };
    assert_eq!(stopped.doses(&whole, Sao_Paulo), [due[0]], "stopped after the first");
}

#[test]
fn a_dose_at_once_is_due_in_the_minute_of_signing_and_never_again() {
    let times = [time(15, 10)];
    let starts = at("2026-11-25T18:10:42Z");
    let course = day_from(&times, starts, Sao_Paulo);
    let schedule = Schedule { cycle: Cycle::Once, ..course.schedule };
    let course = Course { schedule, starts, ends: starts + TimeDelta::days(5) };
    let doses = course.doses(&(at("2026-11-20T00:00:00Z")..at("2026-12-20T00:00:00Z")), Sao_Paulo);
    assert_eq!(doses, [at("2026-11-25T18:10:00Z")]);
}

#[test]
fn time_4_days_of_23_and_25_hours_lose_and_add_no_dose() {
    let times = [time(1, 30), time(2, 30)];
    for (midnight, due) in [
        ("2026-03-08T05:00:00Z", ["2026-03-08T06:30:00Z", "2026-03-08T07:00:00Z"]),
        ("2026-11-01T04:00:00Z", ["2026-11-01T05:30:00Z", "2026-11-01T07:30:00Z"]),
    ] {
        let course = Course { ends: at(midnight) + TimeDelta::hours(23), ..day_from(&times, at(midnight), New_York) };
        let doses = course.doses(&(at(midnight)..at(midnight) + TimeDelta::hours(23)), New_York);
        assert_eq!(doses, due.map(at), "{midnight}");
    }
}

#[test]
fn the_axis_begins_at_a_full_hour_twelve_hours_before() {
    let axis = Axis::around(at("2026-11-25T18:47:31Z"), &Sao_Paulo);
    assert_eq!(axis.span, at("2026-11-25T06:00:00Z")..at("2026-11-26T06:00:00Z"));
    assert_eq!(axis.place(at("2026-11-25T06:00:00Z")), Some(0));
    assert_eq!(axis.place(at("2026-11-25T12:00:00Z")), Some(2500));
    assert_eq!(axis.place(at("2026-11-26T06:00:00Z")), None);
    assert_eq!(axis.hours().count(), 24);
}

proptest! {
    #[test]
    fn each_time_of_day_has_one_dose_in_a_validity_of_24_hours(
        minutes in proptest::collection::btree_set(0_u32..1440, 1..25), starts in 1_600_000_000_i64..2_000_000_000,
    ) {
        let times: Vec<NaiveTime> = minutes.iter().map(|minute| time(minute / 60, minute % 60)).collect();
        let starts = DateTime::from_timestamp(starts, 0).expect("a moment");
        let course = day_from(&times, starts, Sao_Paulo);
        let doses = course.doses(&(starts - TimeDelta::days(9)..starts + TimeDelta::days(9)), Sao_Paulo);
        prop_assert_eq!(doses.len(), times.len());
        prop_assert!(doses.is_sorted());
        let next = course.next_dose(starts, Sao_Paulo);
        prop_assert_eq!(next, doses.first().copied());
    }

    #[test]
    fn a_dose_is_on_the_axis_if_and_only_if_it_has_a_place(seconds in -200_000_i64..200_000) {
        let now = at("2026-11-25T18:47:31Z");
        let axis = Axis::around(now, &Sao_Paulo);
        let moment = now + TimeDelta::seconds(seconds);
        prop_assert_eq!(axis.place(moment).is_some(), axis.span.contains(&moment));
        prop_assert!(axis.place(moment).is_none_or(|place| (0..10_000).contains(&place)));
    }
}
