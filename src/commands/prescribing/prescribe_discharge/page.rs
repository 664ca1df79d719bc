//! The page of the form: who the patient is, the rows as typed, and what is in the way.

use askama::Template;
use diesel::prelude::*;

use crate::commands::prescribing::prescribe::facts;
use crate::commands::prescribing::prescribe::page::{Patient, patient};
use crate::commands::prescribing::prescribe::weigh::Weighed;
use crate::domain::dose::UnitKind;
use crate::domain::item::lists::{CodeLists, Frequency, Unit};
use crate::domain::item::typed::{Field, TypedItem};
use crate::domain::medication::Route;
use crate::domain::named::Named;
use crate::domain::problem::Problem;
use crate::domain::take_home::typed::TypedTakeHome;
use crate::domain::take_home::{is_home_frequency, is_home_route};
use crate::page::chrome::Chrome;

use super::form::DischargeForm;
use super::rejection::Rejection;
use super::stay::latest_stay;

#[derive(Template)]
#[template(path = "prescribing/prescribe_discharge.html")]
pub struct DischargePrescriptionPage {
    chrome: Chrome,
    patient: Patient,
    /// The latest stay, if there was one.
    admission_id: Option<i64>,
    lists: CodeLists,
    rows: Vec<Row>,
    /// Decisions with the reasons typed so far.
    answers: Vec<(String, String)>,
    rejection: Rejection,
    form: DischargeForm,
    /// What is given now and cannot go home as it is.
    left_out: Vec<Named>,
}

/// A row of the form.
struct Row {
    place: usize,
    typed: TypedItem,
    home: TypedTakeHome,
    candidates: Vec<String>,
    errors: Vec<(Field, String)>,
}

/// An error as the summary on top links it.
struct SummaryLine {
    href: String,
    text: String,
}

impl DischargePrescriptionPage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        patient_id: i64,
        form: DischargeForm,
        mut rejection: Rejection,
        left_out: Vec<Named>,
    ) -> QueryResult<Self> {
        let patient = patient(connection, patient_id)?;
        let admission_id = latest_stay(connection, patient_id)?.map(|stay| stay.admission_id);
        let lists = facts::code_lists(connection, None)?;
        let row = |(place, home): (usize, TypedTakeHome)| Row {
            place,
            typed: home.item.clone(),
            candidates: rejection.candidates.remove(&place).unwrap_or_default(),
            errors: field_errors(&chrome, &rejection, place),
            home,
        };
        let rows = form.rows().into_iter().enumerate().map(row).collect();
        let answers = form.answers().map(|(decision, reason)| (decision.clone(), reason.clone())).collect();
        Ok(DischargePrescriptionPage { chrome, patient, admission_id, lists, rows, answers, rejection, form, left_out })
    }

    /// All errors, in the order of the form, to be linked from the top of the page.
    fn summary(&self) -> Vec<SummaryLine> {
        let l = &self.chrome.l;
        let whole = self.rejection.whole.iter().map(|problem| {
            let measured = matches!(problem, Problem::WeightMissing | Problem::WeightTooOld { .. });
            let href =
                if measured { format!("/patients/{}/measurements", self.patient.id) } else { "#patient".to_owned() };
            SummaryLine { href, text: l.problem(problem) }
        });
        let fields = self.rejection.fields.iter().map(|(place, field, problem)| SummaryLine {
            href: format!("#item-{place}-{}", field.code()),
            text: format!("{}: {}", l.with("item-n", "n", &(place + 1).to_string()), l.problem(problem)),
        });
        let alerts = self.rejection.alerts.iter().enumerate().filter_map(|(place, weighed)| {
            let missing = l.problem(weighed.missing.as_ref()?);
            let text = format!("{}. {missing}", l.alert(&weighed.alert.finding, "what"));
            Some(SummaryLine { href: format!("#reason-{place}"), text })
        });
        alerts.chain(whole).chain(fields).collect()
    }

    /// `Medication 1, 2`: the rows that an alert is about.
    fn rows_of(&self, weighed: &Weighed) -> String {
        let rows: Vec<String> = weighed.alert.rows.iter().map(|row| (row + 1).to_string()).collect();
        if rows.is_empty() { String::new() } else { self.chrome.l.with("item-n", "n", &rows.join(", ")) }
    }

    fn reason_id(&self, place: &usize) -> String {
        format!("reason-{place}")
    }

    fn missing(&self, weighed: &Weighed) -> String {
        weighed.missing.as_ref().map(|problem| self.chrome.l.problem(problem)).unwrap_or_default()
    }

    fn left_out(&self) -> String {
        let names: Vec<&str> = self.left_out.iter().map(|name| self.chrome.l.name(name)).collect();
        names.join(", ")
    }

    /// Units that can be a dose.
    fn units(&self) -> impl Iterator<Item = &Unit> {
        self.lists.units.iter().filter(|unit| unit.kind != UnitKind::Container)
    }

    fn routes(&self) -> impl Iterator<Item = &Route> {
        self.lists.routes.iter().filter(|route| is_home_route(&route.code))
    }

    fn frequencies(&self) -> impl Iterator<Item = &Frequency> {
        self.lists.frequencies.iter().filter(|frequency| is_home_frequency(frequency))
    }

    /// An empty row for the browser to copy; its place is put in by the script.
    fn blank_row(&self) -> Row {
        Row {
            place: usize::MAX,
            typed: TypedItem::default(),
            home: TypedTakeHome::default(),
            candidates: Vec::new(),
            errors: Vec::new(),
        }
    }
}

impl Row {
    /// `0` in ids and button values; `__i__` in the row that the browser copies.
    fn index(&self) -> String {
        if self.place == usize::MAX { "__i__".to_owned() } else { self.place.to_string() }
    }

    fn number(&self) -> String {
        if self.place == usize::MAX { "__n__".to_owned() } else { (self.place + 1).to_string() }
    }

    /// Monday to Sunday, as the field sends them.
    fn weekdays(&self) -> impl Iterator<Item = String> {
        (1..=7).map(|number: u8| number.to_string())
    }

    /// Whether something is filled in or refused that only some items have.
    fn has_as_needed(&self) -> bool {
        const FIELDS: [Field; 4] = [Field::Indication, Field::Interval, Field::Most, Field::Weekday];
        let typed = [&self.typed.indication, &self.typed.interval, &self.typed.most, &self.typed.weekday];
        self.is_open(&typed, &FIELDS)
    }

    fn has_justification(&self) -> bool {
        // Above a limit, the fields that would lift it are shown.
        const FIELDS: [Field; 3] = [Field::Diagnosis, Field::Justification, Field::Supply];
        self.is_open(&[&self.home.diagnosis, &self.home.justification], &FIELDS)
    }

    fn is_open(&self, typed: &[&String], fields: &[Field]) -> bool {
        typed.iter().any(|text| !text.is_empty()) || self.errors.iter().any(|(field, _)| fields.contains(field))
    }

    fn id(&self, field: &str) -> String {
        format!("item-{}-{field}", self.index())
    }

    /// What is wrong with a field; empty when nothing is.
    fn error(&self, code: &str) -> String {
        let texts = self.errors.iter().filter(|(field, _)| field.code() == code);
        texts.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

fn field_errors(chrome: &Chrome, rejection: &Rejection, place: usize) -> Vec<(Field, String)> {
    let of_row = rejection.fields.iter().filter(|(row, ..)| *row == place);
    of_row.map(|(_, field, problem)| (*field, chrome.l.problem(problem))).collect()
}
