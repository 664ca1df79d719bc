//! The labels themselves: whose, what, how much, when, from which lot, each text as it fits.

use std::collections::BTreeSet;
use std::rc::Rc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::domain::clock::day_of;
use crate::domain::item::contents::Contents;
use crate::domain::stock::label_code::{DoseCode, LabelCode, Serial};
use crate::domain::stock::label_text::{cut, fit};
use crate::domain::stock::portions::{Portion, Portions, portions};
use crate::domain::stock::units::{Package, units};
use crate::language::Words;
use crate::page::symbol::Symbol;

use super::rows::{BagLot, Line, Rows};
use super::symbol::{above, size, symbol_of};

/// Characters of allergies that fit, and of one of them.
const ALLERGIES: (usize, usize) = (80, 26);
/// Characters of an indication, of a unit, of a bag's prescriptions, and of the times that a unit serves.
const INDICATION: usize = 32;
const UNIT: usize = 16;
const PRESCRIPTIONS: usize = 48;
const TIMES: (usize, usize) = (60, 20);
/// Characters of a medication above which it is written smaller, and much smaller; it is never cut.
const LONG: usize = 44;
const LONGEST: usize = 90;
/// Characters of a label above which all of it is written smaller, and what a warning counts for.
const DENSE: usize = 230;
const MARK: usize = 40;

/// Whose it is, the same on each label of theirs.
pub struct Owner {
    pub name: String,
    pub record_number: String,
    pub birth_date: NaiveDate,
    /// Ward and bed; most beds' codes begin with their ward's.
    pub bed: String,
    pub homonym: bool,
    /// With how many more there are, where not all fit; the warning itself is always there (PRE-2).
    pub allergies: String,
    pub has_allergies: bool,
}

pub struct Label {
    pub owner: Rc<Owner>,
    /// The code as its symbol holds it, for who cannot see the symbol.
    pub code: LabelCode,
    pub symbol: Symbol,
    pub high_alert: bool,
    /// A vinca alkaloid (ITEM-16).
    pub fatal: bool,
    pub of: Of,
}

pub enum Of {
    Bag { items: i64, labels: i64, units: i64, prescriptions: String },
    Dose(Dose),
}

pub struct Dose {
    pub medication: String,
    pub dose: String,
    pub route: String,
    /// When it is due, or how it is given.
    pub when: String,
    /// `dose 2 of 4`.
    pub which: String,
    pub lot: String,
    pub expires_on: NaiveDate,
    pub units: String,
    pub serial: Serial,
}

impl Label {
    /// Of the symbol's side, as SVG has it.
    pub fn symbol_size(&self) -> String {
        size(&self.symbol)
    }

    /// What the symbol leaves above it of a label's body.
    pub fn symbol_above(&self, body: usize) -> String {
        above(&self.symbol, body)
    }

    /// So much text that all of it is written smaller.
    pub fn is_dense(&self) -> bool {
        let marks = if self.fatal || self.high_alert { MARK } else { 0 };
        let of_dose = match &self.of {
            Of::Bag { .. } => 0,
            Of::Dose(dose) => [&dose.medication, &dose.dose, &dose.route, &dose.when, &dose.lot]
                .into_iter()
                .map(|text| text.chars().count())
                .sum(),
        };
        self.owner.allergies.chars().count() + marks + of_dose > DENSE
    }
}

impl Dose {
    /// How small the medication must be written.
    pub fn length(&self) -> &'static str {
        let characters = self.medication.chars().count();
        if characters <= LONG {
            "short"
        } else if characters <= LONGEST {
            "long"
        } else {
            "longest"
        }
    }
}

/// Labels, and the separated lines that have nothing in their bag.
#[derive(Default)]
pub struct Labels {
    pub labels: Vec<Label>,
    pub empty: Vec<(i64, i16)>,
}

impl Labels {
    /// Each patient's bag first, then its doses.
    pub fn with_bags(rows: &Rows, words: &Words) -> Self {
        let mut all = Labels::default();
        for lines in rows.lines.chunk_by(|one, next| one.patient_id == next.patient_id) {
            let (mut of_patient, first) = (Labels::default(), all.labels.len());
            for line in lines {
                of_patient.add_line(rows, line, words);
            }
            all.labels.append(&mut of_patient.labels);
            all.empty.append(&mut of_patient.empty);
            if let Some(bag) = bag(rows, lines, all.labels.get(first..).unwrap_or_default()) {
                all.labels.insert(first, bag);
            }
        }
        all
    }

    /// No bags: single lines are labelled again.
    pub fn of_doses(rows: &Rows, words: &Words) -> Self {
        let mut all = Labels::default();
        for line in &rows.lines {
            all.add_line(rows, line, words);
        }
        all
    }

    fn add_line(&mut self, rows: &Rows, line: &Line, words: &Words) {
        let lots = rows.lots_of(line);
        let Some(first) = lots.first().filter(|_| line.is_separated()) else {
            self.empty.push((line.prescription_id, line.item_number));
            return;
        };
        let portioned = portioned(line, lots, first, words);
        let owner = Rc::new(Owner::of(line, rows.has_homonym(line), words));
        let labels = portioned.portions.iter().filter_map(|portion| {
            lots.get(portion.lot).and_then(|lot| dose_label(&owner, line, lot, portion, &portioned, words))
        });
        self.labels.extend(labels);
    }
}

fn portioned(line: &Line, lots: &[BagLot], first: &BagLot, words: &Words) -> Portions {
    let doses = match line.has_times() {
        // The first dose was given on signing, at the minute.
        true => line.schedule().doses(line.begins() - TimeDelta::minutes(1), line.valid_until, words.zone),
        false => Vec::new(),
    };
    let package = Package { strength: &first.strength, unit: &first.dispensing_unit };
    let separated_at = lots.iter().map(|lot| lot.separated_at).min().unwrap_or(first.separated_at);
    let units_of_lots: Vec<u32> = lots.iter().map(|lot| lot.units.unsigned_abs()).collect();
    portions(&doses, separated_at, &units_of_lots, units(1, line.dose_quantity, &line.dose_unit_code, package))
}

/// None where the code does not fit a symbol, which no lot or prescription comes to.
fn dose_label(
    owner: &Rc<Owner>,
    line: &Line,
    lot: &BagLot,
    portion: &Portion,
    portioned: &Portions,
    words: &Words,
) -> Option<Label> {
    let serial = Serial { prescription: line.prescription_id, item: line.item_number, number: portion.number };
    let code = DoseCode::of(lot.gtin.as_deref(), &lot.medication_code, lot.expires_on, &lot.lot, serial);
    let code = LabelCode::Dose(code);
    let dose = Dose {
        medication: format!(
            "{} {}",
            words.pick(&lot.medication_name_pt, &lot.medication_name_en),
            words.pick(&lot.presentation_pt, &lot.presentation_en)
        ),
        dose: words.dose(&line.dose_quantity, &line.dose_unit_code),
        route: words.pick(&line.route_name_pt, &line.route_name_en).to_owned(),
        when: when(line, portion, portioned, words),
        which: which(portion, portioned, words),
        lot: lot.lot.clone(),
        expires_on: lot.expires_on,
        units: format!("{} {}", portion.units, cut(&lot.dispensing_unit, UNIT)),
        serial,
    };
    Some(Label {
        owner: Rc::clone(owner),
        symbol: symbol_of(&code).ok()?,
        code,
        high_alert: line.high_alert,
        fatal: line.contents.fatal_by_other_routes,
        of: Of::Dose(dose),
    })
}

/// `26 Nov 14:00`; of a unit for several doses, all of their times that fit; else how it is given.
fn when(line: &Line, portion: &Portion, portioned: &Portions, words: &Words) -> String {
    if let Some(limits) = &line.contents.as_needed {
        let indication = line.contents.indication.as_deref().map(|indication| cut(indication, INDICATION));
        return words.as_needed(&Contents { indication, ..Contents::default() }, limits);
    }
    if let Some(due) = portion.due {
        return words.day_and_minute(&due);
    }
    if portioned.served.is_empty() {
        return words.pick(&line.frequency_name_pt, &line.frequency_name_en).to_owned();
    }
    let (shown, hidden) = fit(&times_by_day(&portioned.served, words), TIMES.0, TIMES.1);
    with_more(shown, hidden, words)
}

/// The day stands before its first time only.
fn times_by_day(doses: &[DateTime<Utc>], words: &Words) -> Vec<String> {
    let mut day = None;
    let text = |dose: &DateTime<Utc>| {
        let of_dose = day_of(*dose, words.zone);
        if day.replace(of_dose) == Some(of_dose) { words.minute(dose) } else { words.day_and_minute(dose) }
    };
    doses.iter().map(text).collect()
}

fn which(portion: &Portion, portioned: &Portions, words: &Words) -> String {
    let key = if portion.due.is_some() { "label-dose-of" } else { "label-unit-of" };
    words.range(key, number(portion.number), number(portioned.of), 0)
}

fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn with_more(shown: Vec<String>, hidden: usize, words: &Words) -> String {
    let shown = shown.join(", ");
    if hidden == 0 { shown } else { format!("{shown} {}", words.count("label-more", hidden)) }
}

/// The label of a patient's bag; none where nothing is in it.
fn bag(rows: &Rows, lines: &[Line], doses: &[Label]) -> Option<Label> {
    let owner = Rc::clone(&doses.first()?.owner);
    let code = LabelCode::Bag { record_number: owner.record_number.clone() };
    let filled: Vec<&Line> = lines.iter().filter(|line| !rows.lots_of(line).is_empty()).collect();
    let units = filled.iter().flat_map(|line| rows.lots_of(line)).map(|lot| i64::from(lot.units)).sum();
    let prescriptions: BTreeSet<i64> = filled.iter().map(|line| line.prescription_id).collect();
    let prescriptions: Vec<String> = prescriptions.iter().map(i64::to_string).collect();
    Some(Label {
        owner,
        symbol: symbol_of(&code).ok()?,
        code,
        high_alert: doses.iter().any(|label| label.high_alert),
        fatal: doses.iter().any(|label| label.fatal),
        of: Of::Bag {
            items: number(filled.len()),
            labels: number(doses.len()),
            units,
            prescriptions: cut(&prescriptions.join(", "), PRESCRIPTIONS),
        },
    })
}

impl Owner {
    fn of(line: &Line, homonym: bool, words: &Words) -> Self {
        let warning = words.of("allergies", line.allergy_status.as_deref().unwrap_or("unknown"));
        let (shown, hidden) = fit(&line.allergies, ALLERGIES.0, ALLERGIES.1);
        let allergies = match shown.is_empty() {
            true => warning.to_string(),
            false => format!("{warning} ({}): {}", line.allergies.len(), with_more(shown, hidden, words)),
        };
        Owner {
            name: line.patient_name.clone(),
            record_number: line.record_number.clone(),
            birth_date: line.birth_date,
            bed: match line.bed_code.starts_with(&line.ward_code) {
                true => line.bed_code.clone(),
                false => format!("{} {}", line.ward_code, line.bed_code),
            },
            homonym,
            allergies,
            has_allergies: !line.allergies.is_empty(),
        }
    }
}

impl Line {
    /// Its first dose.
    fn begins(&self) -> DateTime<Utc> {
        self.first_dose_at.unwrap_or(self.scheduled_from)
    }
}
