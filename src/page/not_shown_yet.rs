//! What a person is told who signed while lists cannot be refreshed: it is saved, and lists do not show it yet
//! (FRESH-2).
//!
//! The word of it travels in the address that a command leads to, with its moment: it is true for a short while only.

use chrono::TimeDelta;

use crate::clock;
use crate::read_model::pulse::Pulse;

const NAME: &str = "not-shown-yet";
/// After that, the pages' own word holds: each says whether it lacks something.
const TOLD_FOR: TimeDelta = TimeDelta::seconds(30);

/// An address of ours that also says so.
pub fn mark(location: &str) -> String {
    let (path, place) = location.split_once('#').map_or((location, ""), |(path, place)| (path, place));
    let sign = if path.contains('?') { '&' } else { '?' };
    let moment = clock::now().timestamp_millis();
    let place = if place.is_empty() { String::new() } else { ["#", place].concat() };
    format!("{path}{sign}{NAME}={moment}{place}")
}

/// Whether a page's query says so, a moment ago, and nobody knows that lists have it by now.
pub fn is_said(query: &str, pulse: Pulse) -> bool {
    let values = query.split('&').filter_map(|pair| pair.split_once('=')).filter(|(name, _)| *name == NAME);
    let now = clock::now().timestamp_millis();
    let ages = values
        .filter_map(|(_, value)| value.parse().ok())
        .map(|at: i64| TimeDelta::milliseconds(now.saturating_sub(at)));
    ages.into_iter().any(|age| age >= TimeDelta::zero() && age < TOLD_FOR && !pulse.has_all_from_before(age))
}
