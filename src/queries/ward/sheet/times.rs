//! The round: what is due at a time of day, in bed after bed.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::due::SheetLine;
use super::patient::{Patient, PatientBlock};

/// What a block's lines have in common; in the order of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Round {
    At(DateTime<Utc>),
    /// As needed, and infusions.
    WithoutTime,
    NotDue,
    Lapsed,
    Ended,
}

/// One time, or what has none, with whoever it concerns.
pub struct TimeBlock<'a> {
    pub round: Round,
    pub rows: Vec<(&'a Patient, &'a SheetLine)>,
}

impl Round {
    /// The key of the heading; None where a time is the heading.
    pub fn heading(self) -> Option<&'static str> {
        match self {
            Round::At(_) => None,
            Round::WithoutTime => Some("sheet-no-time"),
            Round::NotDue => Some("sheet-not-due"),
            Round::Lapsed => Some("sheet-lapsed"),
            Round::Ended => Some("sheet-ended"),
        }
    }

    pub fn time(self) -> Option<DateTime<Utc>> {
        match self {
            Round::At(time) => Some(time),
            _ => None,
        }
    }

    pub fn has_box(self) -> bool {
        self.time().is_some()
    }

    /// Times are written by hand.
    pub fn has_blanks(self) -> bool {
        self == Round::WithoutTime
    }

    fn of(line: &SheetLine) -> Vec<Round> {
        match () {
            () if line.has_ended() => vec![Round::Ended],
            () if line.has_lapsed() => vec![Round::Lapsed],
            () if line.line.times.is_empty() && line.due.doses.is_empty() => vec![Round::WithoutTime],
            () if line.due.doses.is_empty() => vec![Round::NotDue],
            () => line.due.doses.iter().copied().map(Round::At).collect(),
        }
    }
}

/// In the order of the clock, and then of [`Round`].
pub fn by_time(patients: &[PatientBlock]) -> Vec<TimeBlock<'_>> {
    let mut rounds: BTreeMap<Round, Vec<(&Patient, &SheetLine)>> = BTreeMap::new();
    for block in patients {
        for line in &block.lines {
            for round in Round::of(line) {
                rounds.entry(round).or_default().push((&block.patient, line));
            }
        }
    }
    rounds.into_iter().map(|(round, rows)| TimeBlock { round, rows }).collect()
}
