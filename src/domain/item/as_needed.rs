//! As needed, within limits: what for, how soon again, how often at most (ITEM-7).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::fields::{read_number, refuse};
use super::typed::{Field, TypedItem};
use crate::domain::abbreviation::check_text;
use crate::domain::number::DecimalMark;
use crate::domain::problem::Problem;
use crate::domain::problems::Problems;

/// The longest indication, in characters.
const LONGEST_INDICATION: usize = 200;
/// Most doses within 24 hours that a plan may have: one every quarter of an hour.
const MOST_DOSES: i16 = 96;
/// What says "as needed" once more, or leaves it to nobody in particular; none says what for.
const EMPTY_INDICATIONS: [&str; 8] =
    ["sn", "s/n", "acm", "prn", "se necessário", "se necessario", "a critério médico", "as needed"];

/// The limits of a dose given as needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AsNeeded {
    /// Hours between two doses at least.
    pub interval_hours: Decimal,
    /// Doses within 24 hours at most.
    pub most_per_day: i16,
}

/// The limits that were typed. They must fit each other: four doses at least six hours apart fit a day, five don't.
pub(super) fn read_limits(typed: &TypedItem, mark: DecimalMark, problems: &mut Problems) -> Option<AsNeeded> {
    let interval = problems.note(Field::Interval, read_interval(&typed.interval, mark));
    let most_per_day = problems.note(Field::Most, read_most(&typed.most));
    let limits = AsNeeded { interval_hours: interval?, most_per_day: most_per_day? };
    let fitting = (Decimal::from(24) / limits.interval_hours).floor();
    if Decimal::from(limits.most_per_day) > fitting {
        let interval = limits.interval_hours;
        return problems.note(Field::Most, Err(Problem::MostImpossible { most: fitting, interval }));
    }
    Some(limits)
}

/// Limits of something that is not given as needed would be kept by nobody.
pub(super) fn refuse_limits(typed: &TypedItem, problems: &mut Problems) {
    refuse(&typed.interval, Field::Interval, Problem::OnlyAsNeeded, problems);
    refuse(&typed.most, Field::Most, Problem::OnlyAsNeeded, problems);
}

fn read_interval(typed: &str, mark: DecimalMark) -> Result<Decimal, Problem> {
    let hours = read_number(typed, mark, Problem::IntervalMissing)?;
    if hours > Decimal::from(24) || hours < Decimal::new(25, 2) || hours.scale() > 2 {
        return Err(Problem::IntervalOutOfRange);
    }
    Ok(hours)
}

fn read_most(typed: &str) -> Result<i16, Problem> {
    let digits = typed.trim();
    if digits.is_empty() {
        return Err(Problem::MostMissing);
    }
    let whole = digits.bytes().all(|byte| byte.is_ascii_digit());
    let most = whole.then(|| digits.parse().ok()).flatten().filter(|most| (1..=MOST_DOSES).contains(most));
    most.ok_or(Problem::MostOutOfRange { most: MOST_DOSES })
}

/// What the item is for. "SN" or "ACM" instead of it says nothing (ITEM-7).
pub(super) fn read_indication(typed: &str, required: bool) -> Result<Option<String>, Problem> {
    let indication = typed.trim();
    if EMPTY_INDICATIONS.contains(&indication.to_lowercase().trim_end_matches('.')) {
        return Err(Problem::IndicationSaysNothing);
    }
    if indication.chars().count() > LONGEST_INDICATION {
        return Err(Problem::IndicationTooLong { most: LONGEST_INDICATION });
    }
    match indication.is_empty() {
        true if required => Err(Problem::IndicationMissing),
        true => Ok(None),
        false => check_text(indication).map(|()| Some(indication.to_owned())),
    }
}
