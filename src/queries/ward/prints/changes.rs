//! What has changed since a print: each line and patient that differs, before and after.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;

use crate::language::Language;
use crate::queries::ward::sheet::line::{Line, lines};
use crate::queries::ward::sheet::patient::{Patient, patients_of};
use crate::read_model::tables::{
    change_sheet_lines, change_sheet_patients, lines as true_lines, print_line_changes, print_patient_changes,
    sheet_lines, sheet_patients,
};

/// Which line differs, and how: `added`, `gone`, `changed`, or `moved_on`, which is the pharmacy's business alone.
type Difference = (i64, i16, i64, String);

/// A line that differs.
pub struct ChangedLine {
    /// As the database says it: `added`, `gone`, `changed` or `moved_on`.
    pub kind: String,
    pub patient_id: i64,
    pub before: Option<Line>,
    pub after: Option<Line>,
    /// Of a line that is gone: how it stands now, and where.
    pub whereabouts: Option<Whereabouts>,
}

/// How a line stands that is no longer on a ward's list.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = true_lines)]
pub struct Whereabouts {
    prescription_id: i64,
    item_number: i16,
    pub ward_code: String,
    pub bed_code: String,
    pub stage: String,
    pub stage_since: DateTime<Utc>,
    pub closed_at: Option<DateTime<Utc>>,
}

/// A patient that differs: who came, left, or is named otherwise.
pub struct ChangedPatient {
    /// `arrived`, `left` or `changed`.
    pub kind: String,
    pub before: Option<Patient>,
    pub after: Option<Patient>,
}

/// All that differs, patient by patient.
pub struct Changes {
    pub patients: Vec<ChangedPatient>,
    /// What changes a treatment, by bed.
    pub lines: Vec<ChangedLine>,
    /// What the pharmacy has brought further.
    pub moved_on: Vec<ChangedLine>,
    names: HashMap<i64, Patient>,
}

impl ChangedLine {
    /// One of the two is always there.
    pub fn line(&self) -> Option<&Line> {
        self.after.as_ref().or(self.before.as_ref())
    }

    fn place(&self) -> Option<(&str, i64, DateTime<Utc>, i64, i16)> {
        self.line().map(Line::place)
    }
}

impl ChangedPatient {
    pub fn patient(&self) -> Option<&Patient> {
        self.after.as_ref().or(self.before.as_ref())
    }
}

impl Changes {
    /// The sheet still says all that matters at the bedside.
    pub fn none(&self) -> bool {
        self.lines.is_empty() && self.patients.is_empty()
    }

    pub fn count(&self) -> usize {
        self.lines.len() + self.patients.len()
    }

    pub fn patient(&self, id: &i64) -> Option<&Patient> {
        self.names.get(id)
    }
}

/// What differs between a print and now. The tables are asked for whatever no refresh has covered yet.
///
/// # Errors
/// A database error.
pub fn changes_since(connection: &mut PgConnection, print: i64, language: Language) -> QueryResult<Changes> {
    use print_line_changes as line;
    let differences: Vec<Difference> = line::table
        .filter(line::print_number.eq(print))
        .select((line::prescription_id, line::item_number, line::patient_id, line::kind))
        .load(connection)?;
    let patients: Vec<(i64, String)> = print_patient_changes::table
        .filter(print_patient_changes::print_number.eq(print))
        .select((print_patient_changes::patient_id, print_patient_changes::kind))
        .load(connection)?;
    describe(connection, (print, None), differences, patients, language)
}

/// What a sheet of changes shows: what differs between it and the print that it is stapled to.
///
/// # Errors
/// A database error.
pub fn changes_on(connection: &mut PgConnection, print: i64, base: i64, language: Language) -> QueryResult<Changes> {
    use change_sheet_lines as line;
    let differences: Vec<Difference> = line::table
        .filter(line::print_number.eq(print))
        .select((line::prescription_id, line::item_number, line::patient_id, line::kind))
        .load(connection)?;
    let patients: Vec<(i64, String)> = change_sheet_patients::table
        .filter(change_sheet_patients::print_number.eq(print))
        .select((change_sheet_patients::patient_id, change_sheet_patients::kind))
        .load(connection)?;
    describe(connection, (base, Some(print)), differences, patients, language)
}

/// Looks up what each side says; the later one is now where it has no number.
fn describe(
    connection: &mut PgConnection,
    (before, after): (i64, Option<i64>),
    differences: Vec<Difference>,
    patients: Vec<(i64, String)>,
    language: Language,
) -> QueryResult<Changes> {
    let prescriptions: Vec<i64> = differences.iter().map(|(prescription, ..)| *prescription).collect();
    let mut printed = lines_of(connection, Some(before), &prescriptions, language)?;
    let mut later = lines_of(connection, after, &prescriptions, language)?;
    let mut whereabouts = whereabouts(connection, &differences)?;
    let mut changed: Vec<ChangedLine> = differences
        .into_iter()
        .map(|(prescription, item, patient_id, kind)| {
            let key = (prescription, item);
            let (gone, added) = (kind == "gone", kind == "added");
            ChangedLine {
                kind,
                patient_id,
                before: printed.remove(&key).filter(|_| !added),
                after: later.remove(&key).filter(|_| !gone),
                whereabouts: whereabouts.remove(&key),
            }
        })
        .collect();
    changed.sort_by(|one, next| one.place().cmp(&next.place()));
    let (moved_on, lines): (Vec<_>, Vec<_>) = changed.into_iter().partition(|line| line.kind == "moved_on");
    let named = lines.iter().chain(&moved_on).map(|line| line.patient_id);
    let named: Vec<i64> = named.chain(patients.iter().map(|(id, _)| *id)).collect();
    let mut then = heads_of(connection, Some(before), &named)?;
    let now = heads_of(connection, after, &named)?;
    let mut names = then.clone();
    names.extend(now.clone());
    let mut now = now;
    let patients = patients
        .into_iter()
        .map(|(id, kind)| ChangedPatient { kind, before: then.remove(&id), after: now.remove(&id) })
        .collect();
    Ok(Changes { patients, lines, moved_on, names })
}

fn lines_of(
    connection: &mut PgConnection,
    print: Option<i64>,
    prescriptions: &[i64],
    language: Language,
) -> QueryResult<HashMap<(i64, i16), Line>> {
    if prescriptions.is_empty() {
        return Ok(HashMap::new());
    }
    let chosen = of_print(print).filter(sheet_lines::prescription_id.eq_any(prescriptions.to_vec()));
    Ok(lines(connection, chosen, language)?.into_iter().map(|line| (line.key(), line)).collect())
}

fn of_print(print: Option<i64>) -> sheet_lines::BoxedQuery<'static, Pg> {
    match print {
        Some(number) => sheet_lines::table.filter(sheet_lines::print_number.eq(number)).into_boxed(),
        None => sheet_lines::table.filter(sheet_lines::print_number.is_null()).into_boxed(),
    }
}

fn heads_of(connection: &mut PgConnection, print: Option<i64>, ids: &[i64]) -> QueryResult<HashMap<i64, Patient>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let chosen = match print {
        Some(number) => sheet_patients::table.filter(sheet_patients::print_number.eq(number)).into_boxed(),
        None => sheet_patients::table.filter(sheet_patients::print_number.is_null()).into_boxed(),
    };
    let found = patients_of(connection, chosen.filter(sheet_patients::patient_id.eq_any(ids.to_vec())))?;
    Ok(found.into_iter().map(|patient| (patient.patient_id, patient)).collect())
}

fn whereabouts(
    connection: &mut PgConnection,
    differences: &[Difference],
) -> QueryResult<BTreeMap<(i64, i16), Whereabouts>> {
    let gone = differences.iter().filter(|(.., kind)| kind == "gone");
    let gone: Vec<i64> = gone.map(|(prescription, ..)| *prescription).collect();
    if gone.is_empty() {
        return Ok(BTreeMap::new());
    }
    let found: Vec<Whereabouts> = true_lines::table
        .filter(true_lines::prescription_id.eq_any(gone))
        .select(Whereabouts::as_select())
        .load(connection)?;
    Ok(found.into_iter().map(|line| ((line.prescription_id, line.item_number), line)).collect())
}
