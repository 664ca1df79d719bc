//! The round: what is due at a time of day, in bed after bed.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::due::SheetLine;
use super::patient::{Patient, PatientBlock};

/// One time, or everything without one, with whoever gets something then.
pub struct TimeBlock<'a> {
    pub at: Option<DateTime<Utc>>,
    pub rows: Vec<(&'a Patient, &'a SheetLine)>,
}

/// In the order of the clock; lines that end or have no time come last.
pub fn by_time(patients: &[PatientBlock]) -> Vec<TimeBlock<'_>> {
    let mut at_times: BTreeMap<DateTime<Utc>, Vec<(&Patient, &SheetLine)>> = BTreeMap::new();
    let mut without: Vec<(&Patient, &SheetLine)> = Vec::new();
    for block in patients {
        for line in &block.lines {
            if line.line.has_ended() || line.due.doses.is_empty() {
                without.push((&block.patient, line));
                continue;
            }
            for dose in &line.due.doses {
                at_times.entry(*dose).or_default().push((&block.patient, line));
            }
        }
    }
    let timed = at_times.into_iter().map(|(at, rows)| TimeBlock { at: Some(at), rows });
    let untimed = (!without.is_empty()).then_some(TimeBlock { at: None, rows: without });
    timed.chain(untimed).collect()
}
