//! The table of all faults: how often each was tried, what was wrong, and how long healing took.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::support::trials::Seed;

/// What became of one trial.
#[derive(Debug, Default)]
pub struct Verdict {
    /// None where nothing was to heal, or nothing did.
    pub recovery: Option<Duration>,
    pub violations: Vec<String>,
    /// Answers by kind.
    pub heard: BTreeMap<String, usize>,
}

/// Keeps rows of tests that run at once apart.
static PRINTING: Mutex<()> = Mutex::new(());
const HEAD: &str = "fault | trials | violations | slowest recovery | seed";

/// One fault's trials.
pub struct Row {
    fault: &'static str,
    trials: usize,
    violations: Vec<String>,
    slowest: Option<Duration>,
    heard: BTreeMap<String, usize>,
    pub seed: Seed,
}

impl Row {
    pub fn of(fault: &'static str) -> Self {
        let (violations, heard) = (Vec::new(), BTreeMap::new());
        Row { fault, trials: 0, violations, slowest: None, heard, seed: Seed::draw() }
    }

    pub fn add(&mut self, verdict: Verdict) {
        self.add_many(verdict, 1);
    }

    /// Trials that were looked at together.
    pub fn add_many(&mut self, verdict: Verdict, trials: usize) {
        self.trials += trials;
        self.slowest = self.slowest.max(verdict.recovery);
        let number = self.trials;
        self.violations.extend(verdict.violations.into_iter().map(|violation| format!("{number}: {violation}")));
        for (kind, count) in verdict.heard {
            *self.heard.entry(kind).or_default() += count;
        }
    }

    /// Prints the row past the test's captured output, into the run's table too; then nothing may have been wrong.
    #[track_caller]
    pub fn end(self) {
        self.print();
        let heard = &self.heard;
        assert!(self.violations.is_empty(), "{}: {heard:?}\n{}", self.fault, self.examples());
    }

    /// Prints the row of a fault of our own making, which must have been found every time.
    #[track_caller]
    pub fn end_found(self, found: usize) {
        self.print();
        assert_eq!(found, self.trials, "{}: found each time", self.fault);
    }

    fn print(&self) {
        let slowest = self.slowest.map_or("–".to_owned(), |slowest| format!("{:.2} s", slowest.as_secs_f64()));
        let (fault, trials, violations) = (self.fault, self.trials, self.violations.len());
        let row = format!("{fault} | {trials} | {violations} | {slowest} | {}\n", self.seed.number());
        let _one_at_a_time = PRINTING.lock().unwrap_or_else(PoisonError::into_inner);
        // Past what is kept of a passing test, which is not shown.
        let _nobody_looks = std::io::stderr().write_all(format!("\n{HEAD}\n{row}").as_bytes());
        let table = concat!(env!("CARGO_MANIFEST_DIR"), "/target/faults.txt");
        if let Ok(mut table) = std::fs::File::options().append(true).create(true).open(table) {
            let _no_table = table.write_all(format!("{row}    {:?}\n{}", self.heard, self.examples()).as_bytes());
        }
    }

    /// Each kind of violation with how often.
    fn examples(&self) -> String {
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for violation in &self.violations {
            *kinds.entry(violation.split_once(": ").map_or("", |(_, what)| what)).or_default() += 1;
        }
        let lines = kinds.into_iter().map(|(what, count)| format!("  {count} × {what}\n"));
        lines.collect()
    }
}
