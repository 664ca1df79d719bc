//! From what was typed to the doses that result.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::{America, Tz};
use posology::domain::clock::{Clock, a_day_after};
use posology::domain::cycle::Cycle;
use posology::domain::item::typed::{Field, TypedItem};
use posology::domain::plan::{Plan, plan};
use posology::domain::problem::Problem;
use posology::domain::sheet::Span;

use super::frequencies::named;

const SAO_PAULO: Tz = America::Sao_Paulo;
const NEW_YORK: Tz = America::New_York;

fn at(local: &str, zone: Tz) -> DateTime<Utc> {
    let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M").expect(local);
    zone.from_local_datetime(&local).earliest().expect("a time that there is").with_timezone(&Utc)
}

fn typed(times: &str, first: &str, weekday: &str, start: &str) -> TypedItem {
    let [times, first, weekday, start] = [times, first, weekday, start].map(str::to_owned);
    TypedItem { times, first, weekday, start, ..TypedItem::default() }
}

fn planned(code: &str, typed: &TypedItem, now: &str, zone: Tz) -> Result<Plan, Vec<(Field, Problem)>> {
    plan(typed, &named(code), Clock::at(at(now, zone), zone))
}

/// The doses of a day's validity and some, on the clock.
fn doses(plan: &Plan, count: usize, zone: Tz) -> Vec<String> {
    let doses = plan.schedule.next_doses(DateTime::UNIX_EPOCH, count, zone);
    doses.into_iter().map(|dose| dose.with_timezone(&zone).format("%d %H:%M").to_string()).collect()
}

#[test]
fn time_2_after_a_first_dose_now_the_next_is_given_from_half_the_interval_on() {
    for (now, next) in [("15:10", "25 22:00"), ("18:00", "25 22:00"), ("18:01", "26 06:00"), ("21:59", "26 06:00")] {
        let plan = planned("8/8H", &typed("", "now", "", ""), &format!("2026-11-25 {now}"), SAO_PAULO).expect("a plan");
        assert_eq!(doses(&plan, 2, SAO_PAULO), [format!("25 {now}"), next.to_owned()]);
    }
    let every_other_day = planned("48/48H", &typed("", "now", "", ""), "2026-11-25 15:10", SAO_PAULO).expect("a plan");
    assert_eq!(doses(&every_other_day, 3, SAO_PAULO), ["25 15:10", "27 10:00", "29 10:00"]);
    let so_many_a_day = planned("3X", &typed("", "now", "", ""), "2026-11-25 13:50", SAO_PAULO).expect("a plan");
    assert_eq!(doses(&so_many_a_day, 2, SAO_PAULO), ["25 13:50", "25 20:00"], "14:00 would be ten minutes later");
}

#[test]
fn time_3_times_of_a_strict_interval_closer_than_half_of_it_are_told() {
    let warned = |code: &str, times: &str| {
        let plan = planned(code, &typed(times, "", "", ""), "2026-11-25 15:10", SAO_PAULO).expect("a plan");
        plan.too_close.map(|found| found.problem(SAO_PAULO))
    };
    let told = Problem::TimesTooClose { earlier: "06:00".to_owned(), later: "08:00".to_owned(), hours: 8 };
    assert_eq!(warned("8/8H", "06:00 08:00 22:00"), Some(told));
    assert_eq!(warned("8/8H", "06:00 10:00 22:00"), None);
    assert_eq!(warned("3X", "06:00 08:00 22:00"), None);
    let over_midnight = Problem::TimesTooClose { earlier: "23:00".to_owned(), later: "01:00".to_owned(), hours: 12 };
    assert_eq!(warned("12/12H", "01:00 23:00"), Some(over_midnight));
}

#[test]
fn time_4_a_validity_has_each_dose_once_also_where_the_clock_changes() {
    let days = [
        ("2026-11-25 15:10", SAO_PAULO),
        ("2018-11-03 15:10", SAO_PAULO),
        ("2018-02-17 15:10", SAO_PAULO),
        ("2026-03-07 15:10", NEW_YORK),
        ("2026-03-08 15:10", NEW_YORK),
        ("2026-10-31 15:10", NEW_YORK),
    ];
    for (now, zone) in days {
        for (code, count) in [("8/8H", 3), ("6/6H", 4), ("4/4H", 6), ("12/12H", 2), ("24/24H", 1), ("3X", 3)] {
            let plan = planned(code, &TypedItem::default(), now, zone).expect("a plan");
            let signed = at(now, zone);
            assert_eq!(plan.schedule.doses(signed, a_day_after(signed, zone), zone).len(), count, "{code} {now}");
        }
    }
}

#[test]
fn time_4_a_time_that_is_jumped_over_is_given_right_after_and_one_that_comes_twice_once() {
    let jump = planned("2X", &typed("02:30 20:00", "", "", ""), "2026-03-07 21:00", NEW_YORK).expect("a plan");
    assert_eq!(doses(&jump, 3, NEW_YORK), ["08 03:00", "08 20:00", "09 02:30"]);
    let twice = planned("2X", &typed("01:30 20:00", "", "", ""), "2026-10-31 21:00", NEW_YORK).expect("a plan");
    assert_eq!(doses(&twice, 3, NEW_YORK), ["01 01:30", "01 20:00", "02 01:30"]);
    let midnight = planned("2X", &typed("00:00 12:00", "", "", ""), "2018-11-03 15:00", SAO_PAULO).expect("a plan");
    assert_eq!(doses(&midnight, 2, SAO_PAULO), ["04 01:00", "04 12:00"]);
    let hourly = planned("1/1H", &TypedItem::default(), "2026-03-08 01:00", NEW_YORK).expect("a plan");
    assert_eq!(doses(&hourly, 3, NEW_YORK), ["08 01:00", "08 03:00", "08 04:00"], "an hour apart, and not two at once");
}

#[test]
fn weekly_doses_need_their_day_and_are_given_on_it_alone() {
    let missing = planned("1XSEM", &TypedItem::default(), "2026-11-25 15:10", SAO_PAULO);
    assert_eq!(missing, Err(vec![(Field::Weekday, Problem::WeekdayMissing)]));
    let fridays = planned("1XSEM", &typed("", "", "5", ""), "2026-11-25 15:10", SAO_PAULO).expect("a plan");
    assert_eq!(doses(&fridays, 3, SAO_PAULO), ["27 08:00", "04 08:00", "11 08:00"]);
    let next_week = planned("1XSEM", &typed("", "", "3", ""), "2026-11-25 15:10", SAO_PAULO).expect("a plan");
    assert_eq!(doses(&next_week, 1, SAO_PAULO), ["02 08:00"], "today's time is over");
    let daily = planned("1X", &typed("", "", "5", ""), "2026-11-25 15:10", SAO_PAULO);
    assert_eq!(daily, Err(vec![(Field::Weekday, Problem::WeekdayNotWeekly)]));
}

#[test]
fn monthly_doses_keep_their_day_and_take_the_last_one_of_shorter_months() {
    let plan = planned("1XMES", &typed("", "", "", "2027-01-31"), "2026-12-25 15:10", SAO_PAULO).expect("a plan");
    assert_eq!(doses(&plan, 4, SAO_PAULO), ["31 08:00", "28 08:00", "31 08:00", "30 08:00"]);
    let day = |month, day| NaiveDate::from_ymd_opt(2027, month, day).expect("a day");
    assert!(Cycle::Monthly.is_due(day(1, 30), day(2, 28)) && !Cycle::Monthly.is_due(day(1, 30), day(3, 31)));
    assert!(!Cycle::Monthly.is_due(day(1, 30), day(1, 29)));
}

#[test]
fn a_first_day_is_kept_and_an_impossible_one_is_told() {
    let later = planned("48/48H", &typed("", "", "", "2026-11-28"), "2026-11-25 15:10", SAO_PAULO).expect("a plan");
    assert_eq!(doses(&later, 2, SAO_PAULO), ["28 10:00", "30 10:00"]);
    for (code, first, start, problem) in [
        ("1X", "", "2026-11-24", Problem::StartPast),
        ("1X", "", "2027-11-25", Problem::StartTooLate { most: 60 }),
        ("1X", "", "25/11/2026", Problem::StartUnreadable),
        ("1X", "now", "2026-11-26", Problem::StartDespiteNow),
    ] {
        let refused = planned(code, &typed("", first, "", start), "2026-11-25 15:10", SAO_PAULO);
        assert_eq!(refused, Err(vec![(Field::Start, problem)]), "{start}");
    }
    let single = planned("DU", &typed("", "now", "", ""), "2026-11-25 15:10", SAO_PAULO);
    assert_eq!(single, Err(vec![(Field::FirstDose, Problem::FirstDoseOfOne)]));
}

#[test]
fn a_sheet_has_what_is_due_today_and_in_the_next_day_and_a_single_dose_until_the_ward_had_it() {
    let clock = |now: &str| Clock::at(at(now, SAO_PAULO), SAO_PAULO);
    let of = |plan: &Plan, now: &str, is_received| {
        plan.schedule.due_on_sheet(Span::Day.hours(clock(now)), is_received, SAO_PAULO).len()
    };
    let due = |plan: &Plan, now: &str| of(plan, now, false);
    let fridays = planned("1XSEM", &typed("", "", "5", ""), "2026-11-25 15:10", SAO_PAULO).expect("a plan");
    for (now, count) in [
        ("2026-11-25 15:10", 0),
        ("2026-11-26 07:00", 0),
        ("2026-11-26 09:00", 1),
        ("2026-11-27 20:00", 1),
        ("2026-11-28 00:00", 0),
    ] {
        assert_eq!(due(&fridays, now), count, "{now}");
    }
    let skipped = planned("8/8H", &typed("", "now", "", ""), "2026-11-25 19:00", SAO_PAULO).expect("a plan");
    assert_eq!(due(&skipped, "2026-11-25 19:00"), 3, "now, 06:00 and 14:00; 22:00 is left out tonight");
    let single = planned("DU", &typed("16:00", "", "", ""), "2026-11-25 15:10", SAO_PAULO).expect("a plan");
    assert_eq!(due(&single, "2026-11-27 09:00"), 1);
    assert_eq!(of(&single, "2026-11-25 17:00", true), 1);
    assert_eq!(of(&single, "2026-11-27 09:00", true), 0, "the ward had it two days ago");
}
