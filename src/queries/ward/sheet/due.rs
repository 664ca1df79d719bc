//! What is due of a line while a sheet is in use.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::rc::Rc;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::domain::cycle::Cycle;
use crate::domain::doses::Schedule;
use crate::domain::item::contents::Contents;
use crate::language::Words;

use super::line::{Line, Standing};

pub struct Due {
    /// Each dose, in order.
    pub doses: Vec<DateTime<Utc>>,
    boxes: BTreeMap<NaiveTime, DueBox>,
    /// In words, where it is not due every day; empty otherwise.
    pub days: String,
}

/// A box to tick.
#[derive(Clone, Copy)]
pub struct DueBox {
    pub day: NaiveDate,
    /// Unless the dose is the next at its time of day, as readers take it to be.
    pub says_day: bool,
}

/// A line with what is due of it; many lines have the same times.
pub struct SheetLine {
    pub line: Line,
    pub standing: Standing,
    /// It takes the place of another only after the sheet was made (VAL-2).
    pub begins_later: bool,
    pub due: Rc<Due>,
}

/// Works out once what is due of all lines with the same times and the same end.
pub struct Planner<'a> {
    /// When the sheet was made.
    at: DateTime<Utc>,
    hours: Range<DateTime<Utc>>,
    words: &'a Words,
    known: HashMap<Course, Rc<Due>>,
}

/// All that what is due of a line follows from.
#[derive(PartialEq, Eq, Hash)]
struct Course {
    schedule: Schedule,
    valid_until: DateTime<Utc>,
    is_received: bool,
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
    pub fn new(at: DateTime<Utc>, hours: Range<DateTime<Utc>>, words: &'a Words) -> Self {
        Planner { at, hours, words, known: HashMap::new() }
    }

    pub fn plan(&mut self, line: Line) -> SheetLine {
        let Planner { at, ref hours, words, .. } = *self;
        let course =
            Course { schedule: line.schedule(), valid_until: line.valid_until, is_received: line.is_received() };
        let due = self.known.entry(course).or_insert_with_key(|course| Rc::new(Due::of(course, at, hours, words)));
        let begins_later = line.follows_item_id.is_some() && line.first_dose_at.is_none() && line.scheduled_from > at;
        SheetLine { standing: line.standing(at), begins_later, due: Rc::clone(due), line }
    }
}

impl Due {
    /// Of what ends before the sheet's hours do, nothing is due after that (VAL-1).
    fn of(course: &Course, at: DateTime<Utc>, hours: &Range<DateTime<Utc>>, words: &Words) -> Self {
        let Course { schedule, valid_until, is_received } = course;
        let hours_valid = hours.start..hours.end.min(*valid_until);
        let doses = schedule.due_on_sheet(hours_valid, *is_received, words.zone);
        let days = days_in_words(course, &doses, hours, words);
        let boxed = doses.iter().map(|dose| {
            let local = dose.with_timezone(&words.zone).naive_local();
            let says_day = schedule.cycle != Cycle::Daily || *dose < at;
            (local.time(), DueBox { day: local.date(), says_day })
        });
        Due { boxes: boxed.collect(), days, doses }
    }

    /// At which times of day something is due.
    pub fn times(&self) -> impl Iterator<Item = NaiveTime> {
        self.boxes.keys().copied()
    }
}

/// `due: Thursday 26 Nov 2026 08:00` for what is not given every day; `not due before …` for what is not due on this
/// sheet; daily ones that end before their next dose say that none is left.
fn days_in_words(course: &Course, due: &[DateTime<Utc>], hours: &Range<DateTime<Utc>>, words: &Words) -> String {
    if due.is_empty() && course.schedule.times.is_empty() {
        return String::new();
    }
    if due.is_empty() {
        let next = course.schedule.next_doses(hours.start, 1, words.zone);
        let is_over = next.first().is_none_or(|dose| *dose >= course.valid_until);
        return match course.schedule.cycle {
            Cycle::Daily if is_over => words.t("no-dose-left").to_string(),
            _ => words.with("not-due-until", "doses", &words.dated_doses(&next)),
        };
    }
    match course.schedule.cycle {
        Cycle::Daily => String::new(),
        _ => words.with("due-on", "doses", &words.dated_doses(due)),
    }
}

impl SheetLine {
    /// The box to tick at a time of day; none where nothing is due then.
    pub fn due_at(&self, time: &NaiveTime) -> Option<&DueBox> {
        self.due.boxes.get(time)
    }

    /// Given as long as the sheet is in use: its boxes and blanks are there.
    pub fn is_given(&self) -> bool {
        self.standing == Standing::Given
    }

    pub fn has_lapsed(&self) -> bool {
        self.standing == Standing::Lapsed
    }

    pub fn has_ended(&self) -> bool {
        self.standing == Standing::Ended
    }

    pub fn section(&self) -> Section {
        let Contents { as_needed, infusion, .. } = &self.line.contents;
        match () {
            () if self.has_ended() => Section::Ended,
            () if as_needed.is_some() => Section::AsNeeded,
            () if infusion.is_some() && self.line.times.is_empty() => Section::Infusions,
            () => Section::Scheduled,
        }
    }

    /// A single dose that the ward had, and whose time was before the sheet's: there is nothing to give, nor to know.
    pub fn is_spent(&self) -> bool {
        self.line.is_received() && self.line.cycle() == Cycle::Once && self.due.doses.is_empty()
    }

    /// Whether it belongs on a sheet of what is due: it may be given meanwhile, or whoever gave it must know that it is over.
    pub fn matters_now(&self) -> bool {
        !self.is_given() || !self.due.doses.is_empty() || self.line.times.is_empty()
    }
}
