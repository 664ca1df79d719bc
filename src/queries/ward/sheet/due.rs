//! What is due of a line while a sheet is in use.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::rc::Rc;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::domain::cycle::Cycle;
use crate::domain::doses::Schedule;
use crate::domain::item::contents::Contents;
use crate::language::Words;

use super::line::Line;

pub struct Due {
    /// Each dose, in order.
    pub doses: Vec<DateTime<Utc>>,
    /// By time of day, with its day.
    pub boxes: BTreeMap<NaiveTime, NaiveDate>,
    /// In words, where it is not due every day; empty otherwise.
    pub days: String,
}

/// A line with what is due of it; many lines have the same times.
pub struct SheetLine {
    pub line: Line,
    pub due: Rc<Due>,
}

/// Works out once what is due of all lines with the same times.
pub struct Planner<'a> {
    hours: Range<DateTime<Utc>>,
    words: &'a Words,
    known: HashMap<Schedule, Rc<Due>>,
}

/// Where a line stands on a patient's sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    Scheduled,
    Infusions,
    AsNeeded,
    /// Struck through.
    Ended,
}

impl Section {
    /// The key of the heading above its lines; the scheduled ones need none.
    pub fn heading(self) -> Option<&'static str> {
        match self {
            Section::Scheduled => None,
            Section::Infusions => Some("sheet-infusions"),
            Section::AsNeeded => Some("sheet-as-needed"),
            Section::Ended => Some("sheet-ended"),
        }
    }
}

impl<'a> Planner<'a> {
    pub fn new(hours: Range<DateTime<Utc>>, words: &'a Words) -> Self {
        Planner { hours, words, known: HashMap::new() }
    }

    pub fn plan(&mut self, line: Line) -> SheetLine {
        let due = self
            .known
            .entry(line.schedule())
            .or_insert_with_key(|schedule| Rc::new(Due::of(schedule, self.hours.clone(), self.words)));
        SheetLine { due: Rc::clone(due), line }
    }
}

impl Due {
    fn of(schedule: &Schedule, hours: Range<DateTime<Utc>>, words: &Words) -> Self {
        let doses = schedule.due_on_sheet(hours.clone(), words.zone);
        let days = days_in_words(schedule, &doses, &hours, words);
        let local = doses.iter().map(|dose| dose.with_timezone(&words.zone).naive_local());
        let boxes = local.map(|dose| (dose.time(), dose.date())).collect();
        Due { doses, boxes, days }
    }
}

/// `due: Thursday 26 Nov 2026 08:00` for what is not given every day; `not due before …` for what is not due on this sheet.
fn days_in_words(schedule: &Schedule, due: &[DateTime<Utc>], hours: &Range<DateTime<Utc>>, words: &Words) -> String {
    if due.is_empty() {
        let next = schedule.next_doses(hours.start, 1, words.zone);
        return words.with("not-due-until", "doses", &words.dated_doses(&next));
    }
    match schedule.cycle {
        Cycle::Daily => String::new(),
        _ => words.with("due-on", "doses", &words.dated_doses(due)),
    }
}

impl SheetLine {
    /// The day of a box to tick; none where nothing is due at this time.
    pub fn due_at(&self, time: &NaiveTime) -> Option<&NaiveDate> {
        self.due.boxes.get(time)
    }

    /// A box says its day, unless it is there every day.
    pub fn is_daily(&self) -> bool {
        self.line.cycle() == Cycle::Daily
    }

    pub fn section(&self) -> Section {
        let Contents { as_needed, infusion, .. } = &self.line.contents;
        match () {
            () if self.line.has_ended() => Section::Ended,
            () if as_needed.is_some() => Section::AsNeeded,
            () if infusion.is_some() && self.line.times.is_empty() => Section::Infusions,
            () => Section::Scheduled,
        }
    }

    /// Whether anything of it may be given while the sheet is in use.
    pub fn may_be_given(&self) -> bool {
        !self.due.doses.is_empty() || self.line.times.is_empty()
    }
}
