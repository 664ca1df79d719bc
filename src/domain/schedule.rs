//! Times of day at which an item is given (ITEM-2, TIME-1).

use std::collections::BTreeSet;

use chrono::{NaiveTime, Timelike};

use crate::domain::problem::Problem;

/// Reads `08:00 20:00`; also `8h`, `20h30` and commas or semicolons between. Sorted, each time once.
///
/// # Errors
/// The [`Problem`] to say next to the field: a word that is no time, or a time given twice.
pub fn parse_times(text: &str) -> Result<Vec<NaiveTime>, Problem> {
    let mut times = BTreeSet::new();
    for word in text.split([' ', ',', ';', '\t', '\n', '\r', '|']).filter(|word| !word.is_empty()) {
        let time = parse_time(word).ok_or_else(|| Problem::TimeUnreadable { word: shortened(word) })?;
        if !times.insert(time) {
            return Err(Problem::TimeTwice { time: format_time(time) });
        }
    }
    Ok(times.into_iter().collect())
}

fn parse_time(word: &str) -> Option<NaiveTime> {
    let (hour, minute) = word.split_once([':', 'h', 'H']).filter(|(hour, _)| !hour.is_empty())?;
    let minute = if minute.is_empty() && !word.ends_with(':') { "0" } else { minute };
    let short = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if !short(hour) || !short(minute) {
        return None;
    }
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
}

fn shortened(word: &str) -> String {
    word.chars().take(20).collect()
}

/// Checks how many times there are: twice a day needs two (ITEM-2). None given means the frequency's own.
///
/// # Errors
/// The [`Problem`] to say next to the field.
pub fn complete_times(
    given: Vec<NaiveTime>,
    defaults: &[NaiveTime],
    doses_per_day: usize,
) -> Result<Vec<NaiveTime>, Problem> {
    let times = if given.is_empty() { defaults.to_vec() } else { given };
    if times.is_empty() {
        Err(Problem::TimesMissing)
    } else if times.len() != doses_per_day {
        Err(Problem::TimesWrongNumber { needed: doses_per_day, given: times.len() })
    } else {
        Ok(times)
    }
}

/// `08:00`, in every language.
pub fn format_time(time: NaiveTime) -> String {
    let digits = |number: u32| [number / 10, number % 10].map(|digit| char::from_digit(digit, 10).unwrap_or('0'));
    let ([h, hour], [m, minute]) = (digits(time.hour()), digits(time.minute()));
    String::from_iter([h, hour, ':', m, minute])
}

/// `08:00 20:00`, as the form's field holds it.
pub fn format_times(times: &[NaiveTime]) -> String {
    times.iter().map(|time| format_time(*time)).collect::<Vec<_>>().join(" ")
}
