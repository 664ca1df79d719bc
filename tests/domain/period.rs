//! Months, quarters and years.

use chrono::NaiveDate;
use chrono_tz::America::Sao_Paulo;
use posology::domain::period::{Period, Span};
use proptest::prelude::Strategy;

use crate::support::trials::holds;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

#[test]
fn a_period_is_read_as_it_is_written() {
    for (code, first, last) in [
        ("2026-11", "2026-11-01", "2026-11-30"),
        ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026", "2026-01-01", "2026-12-31"),
    ] {
        let period = Period::parse(code).expect(code);
        assert_eq!((period.first_day(), period.last_day(), period.code()), (day(first), day(last), code.to_owned()));
    }
    for bad in [
        "",
        "2026-",
        "2026-Q",
        "2026-Q0",
        "2026-Q5",
        "2026-0",
        "2026-13",
        "2026-1",
        "1999",
        "02026",
        "+2026",
        "2026-Q01",
        "2026-11-01",
    ] {
        assert_eq!(Period::parse(bad), None, "{bad}");
    }
}

#[test]
fn periods_follow_one_another_without_a_gap() {
    let days = (0i64..60_000).prop_map(|days| day("2010-01-01") + chrono::TimeDelta::days(days));
    holds(2_000, days, |day| {
        for span in [Span::Month, Span::Quarter, Span::Year] {
            let period = Period::of(day, span);
            assert!(period.first_day() <= day && day <= period.last_day());
            assert_eq!(Period::parse(&period.code()), Some(period));
            assert_eq!(period.next().previous(), period);
            assert_eq!(period.moments(Sao_Paulo).1, period.next().moments(Sao_Paulo).0);
        }
    });
}
