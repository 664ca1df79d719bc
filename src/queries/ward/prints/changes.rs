//! What differs between a print and a later one, or now: each line and patient, before and after.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use crate::language::Language;
use crate::queries::look_alike_names::write_tall;
use crate::queries::ward::sheet::line::{Line, line_columns};
use crate::queries::ward::sheet::patient::Patient;
use crate::read_model::tables::{changed_lines, changed_patients, whereabouts};

/// A line that differs, and whose it is.
pub struct ChangedLine {
    /// As the database says it: `added`, `gone`, `changed`, `lapsed`, or `moved_on`, which is the pharmacy's business alone.
    pub kind: String,
    pub patient: Named,
    pub before: Option<Line>,
    pub after: Option<Line>,
    /// Of a line that is gone: how it stands now, and where.
    pub whereabouts: Option<Whereabouts>,
    /// Of a new line that renews or changes one: that one.
    pub follows: Option<Whereabouts>,
}

/// Whose a line is.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = changed_lines)]
pub struct Named {
    pub patient_name: String,
    pub birth_date: NaiveDate,
    pub record_number: String,
    pub allergy_status: Option<String>,
    pub allergies: Vec<String>,
}

/// How a line stands, wherever it is.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = whereabouts)]
pub struct Whereabouts {
    item_id: i64,
    pub prescription_id: i64,
    pub item_number: i16,
    pub stage: String,
    pub stage_since: DateTime<Utc>,
    pub ward_code: String,
    pub bed_code: String,
}

/// A patient that differs: who came, left, or is named otherwise.
pub struct ChangedPatient {
    /// `arrived`, `left` or `changed`.
    pub kind: String,
    pub before: Option<Patient>,
    pub after: Option<Patient>,
}

/// All that differs, by bed.
pub struct Changes {
    pub patients: Vec<ChangedPatient>,
    /// What changes a treatment.
    pub lines: Vec<ChangedLine>,
    /// What the pharmacy has brought further.
    pub moved_on: Vec<ChangedLine>,
}

impl Whereabouts {
    /// `12/1`: the prescription and the item's number in it.
    pub fn line(&self) -> String {
        format!("{}/{}", self.prescription_id, self.item_number)
    }
}

impl ChangedLine {
    /// One of the two is always there.
    pub fn line(&self) -> Option<&Line> {
        self.after.as_ref().or(self.before.as_ref())
    }

    /// The item that no longer stands where it was printed.
    fn gone(&self) -> Option<i64> {
        self.after.is_none().then(|| self.before.as_ref().map(|line| line.item_id)).flatten()
    }

    /// The item that a new one renews or changes.
    fn followed(&self) -> Option<i64> {
        self.before.is_none().then(|| self.after.as_ref().and_then(|line| line.follows_item_id)).flatten()
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
}

/// What differs between a print and a later one, or now. The tables are asked for what no refresh has covered yet.
///
/// # Errors
/// A database error.
pub fn changes(
    connection: &mut PgConnection,
    printed: i64,
    later: Option<i64>,
    language: Language,
) -> QueryResult<Changes> {
    let mut all = lines_that_differ(connection, printed, later, language)?;
    find_others(connection, &mut all)?;
    let (moved_on, lines) = all.into_iter().partition(|line| line.kind == "moved_on");
    Ok(Changes { patients: patients_that_differ(connection, printed, later)?, lines, moved_on })
}

fn lines_that_differ(
    connection: &mut PgConnection,
    printed: i64,
    later: Option<i64>,
    language: Language,
) -> QueryResult<Vec<ChangedLine>> {
    let mut rows: Vec<(String, bool, Named, Line)> = changed_lines::table
        .filter(changed_lines::printed.eq(printed))
        .filter(changed_lines::later.is_not_distinct_from(later))
        .select((
            changed_lines::kind,
            changed_lines::is_after,
            Named::as_select(),
            line_columns!(changed_lines, language),
        ))
        .load(connection)?;
    write_tall(connection, rows.iter_mut().map(|(.., line)| &mut line.medication))?;
    let mut found: BTreeMap<i64, ChangedLine> = BTreeMap::new();
    for (kind, is_after, patient, line) in rows {
        let changed = found.entry(line.item_id).or_insert_with(|| ChangedLine {
            kind,
            patient,
            before: None,
            after: None,
            whereabouts: None,
            follows: None,
        });
        let side = if is_after { &mut changed.after } else { &mut changed.before };
        *side = Some(line);
    }
    let mut lines: Vec<ChangedLine> = found.into_values().collect();
    lines.sort_by(|one, next| one.place().cmp(&next.place()));
    Ok(lines)
}

/// Says of lines that are gone where they went, and of new ones what they follow.
fn find_others(connection: &mut PgConnection, lines: &mut [ChangedLine]) -> QueryResult<()> {
    let wanted: Vec<i64> = lines.iter().flat_map(|line| [line.gone(), line.followed()]).flatten().collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let found: Vec<Whereabouts> = whereabouts::table
        .filter(whereabouts::item_id.eq_any(wanted))
        .select(Whereabouts::as_select())
        .load(connection)?;
    let found: HashMap<i64, Whereabouts> = found.into_iter().map(|line| (line.item_id, line)).collect();
    for line in lines {
        line.whereabouts = line.gone().and_then(|item| found.get(&item).cloned());
        line.follows = line.followed().and_then(|item| found.get(&item).cloned());
    }
    Ok(())
}

fn patients_that_differ(
    connection: &mut PgConnection,
    printed: i64,
    later: Option<i64>,
) -> QueryResult<Vec<ChangedPatient>> {
    let rows: Vec<(String, bool, Patient)> = changed_patients::table
        .filter(changed_patients::printed.eq(printed))
        .filter(changed_patients::later.is_not_distinct_from(later))
        .select((
            changed_patients::kind,
            changed_patients::is_after,
            (
                changed_patients::patient_id,
                changed_patients::record_number,
                changed_patients::name,
                changed_patients::birth_date,
                changed_patients::bed_code,
                changed_patients::allergy_status,
                changed_patients::allergies,
                changed_patients::weight_kg,
                changed_patients::weighed_at,
                changed_patients::homonym,
            ),
        ))
        .load(connection)?;
    let mut found: BTreeMap<i64, ChangedPatient> = BTreeMap::new();
    for (kind, is_after, patient) in rows {
        let changed = found.entry(patient.patient_id).or_insert(ChangedPatient { kind, before: None, after: None });
        let side = if is_after { &mut changed.after } else { &mut changed.before };
        *side = Some(patient);
    }
    let bed = |patient: &ChangedPatient| patient.patient().map(|patient| patient.bed_code.clone());
    let mut patients: Vec<ChangedPatient> = found.into_values().collect();
    patients.sort_by_key(bed);
    Ok(patients)
}
