//! How long lines took: the middle one, and the one that nine of ten were no slower than.

use std::collections::BTreeMap;

/// In minutes, of so many lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turnaround {
    pub lines: i64,
    pub median: i64,
    pub p90: i64,
}

impl Turnaround {
    /// From how many lines took how many minutes; None of no line.
    pub fn of(lines_by_minutes: &BTreeMap<i64, i64>) -> Option<Self> {
        let lines = lines_by_minutes.values().sum();
        Some(Turnaround { lines, median: percentile(lines_by_minutes, 50)?, p90: percentile(lines_by_minutes, 90)? })
    }
}

/// By nearest rank: the least that so many of a hundred took no longer than.
fn percentile(lines_by_minutes: &BTreeMap<i64, i64>, percent: i64) -> Option<i64> {
    let lines: i64 = lines_by_minutes.values().sum();
    let rank = (lines * percent + 99) / 100;
    let mut seen = 0;
    lines_by_minutes.iter().find_map(|(minutes, count)| {
        seen += count;
        (*count > 0 && seen >= rank).then_some(*minutes)
    })
}
