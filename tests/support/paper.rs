//! A ward's downtime form, and its rows typed in afterwards.

use chrono::{DateTime, TimeDelta, Utc};
use posology::domain::paper::row_code::{RowCode, RowOf};

use super::form::hidden;
use super::hospital::Hospital;
use super::person::{Person, Reply};

pub const ZONE: chrono_tz::Tz = chrono_tz::America::Sao_Paulo;

/// The codes of a form as it is printed, in their order.
pub fn printed_codes(page: &str) -> Vec<RowCode> {
    let printed = page.split("role=\"img\" aria-label=\"").skip(1).filter_map(|rest| rest.split('"').next());
    printed.map(|text| RowCode::parse(text, Utc::now()).expect(text)).collect()
}

/// A new form of the ward that a patient lies in.
pub async fn print_form(hospital: &Hospital, nurse: &Person, patient: i64) -> Vec<RowCode> {
    let ward = hospital.count(&format!("select ward_id from read_model.patients where id = {patient}"));
    let page = nurse.get(&format!("/wards/{ward}/downtime-form")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    printed_codes(&page.body)
}

/// The rows that are printed for no line of a patient.
pub fn empty_rows(codes: &[RowCode], patient: i64) -> Vec<RowCode> {
    codes.iter().filter(|code| code.of == RowOf::Patient(patient)).copied().collect()
}

/// The rows that are printed for one line.
pub fn rows_of_line(codes: &[RowCode], item: i64) -> Vec<RowCode> {
    codes.iter().filter(|code| code.of == RowOf::Line(item)).copied().collect()
}

/// What stands in a row, as it is typed in.
#[derive(Clone, Debug)]
pub struct TypedRow(Vec<(&'static str, String)>);

impl TypedRow {
    /// Given some minutes ago by the nurse of the demo.
    pub fn given(minutes_ago: i64) -> Self {
        let names = ["act", "reason", "line", "date", "time", "who", "name", "described", "note", "confirm"];
        let row = TypedRow(names.into_iter().map(|name| (name, String::new())).collect());
        row.with("act", "given").with("who", "rita.enfermagem").at(Utc::now() - TimeDelta::minutes(minutes_ago))
    }

    pub fn at(self, at: DateTime<Utc>) -> Self {
        let local = at.with_timezone(&ZONE);
        let (date, time) = (local.format("%Y-%m-%d").to_string(), local.format("%H:%M").to_string());
        self.with("date", &date).with("time", &time)
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        let field = self.0.iter_mut().find(|(field, _)| *field == name).unwrap_or_else(|| panic!("no field {name}"));
        value.clone_into(&mut field.1);
        self
    }

    /// With no line of those that were open, and so in words.
    pub fn of_no_line(self, described: &str) -> Self {
        self.with("line", "none").with("described", described)
    }
}

/// A row's form that was opened by its code.
pub struct RowForm {
    pub path: String,
    pub key: String,
    pub code: String,
}

impl RowForm {
    pub async fn open(person: &Person, code: &RowCode) -> Self {
        let page = person.get(&format!("/back-entry/row?code={code}")).await;
        assert_eq!(page.status, 200, "{}", page.body);
        RowForm::of(&page.body, "/back-entry")
    }

    pub async fn correct(person: &Person, entry: i64) -> Self {
        let path = format!("/back-entry/{entry}/correction");
        let page = person.get(&path).await;
        assert_eq!(page.status, 200, "{}", page.body);
        RowForm::of(&page.body, &path)
    }

    fn of(page: &str, path: &str) -> Self {
        RowForm { path: path.to_owned(), key: hidden(page, "key"), code: hidden(page, "code") }
    }

    pub async fn send(&self, person: &Person, row: &TypedRow) -> Reply {
        let mut fields = vec![("key", self.key.as_str()), ("code", self.code.as_str())];
        fields.extend(row.0.iter().map(|(name, value)| (*name, value.as_str())));
        person.post(&self.path, &fields).await
    }
}

/// Opens a row by its code and types it in.
pub async fn enter(person: &Person, code: &RowCode, row: &TypedRow) -> Reply {
    RowForm::open(person, code).await.send(person, row).await
}

/// The number of an entry that was kept.
#[track_caller]
pub fn kept(reply: &Reply) -> i64 {
    assert_eq!(reply.status, 303, "{}", reply.body);
    let id = reply.location.strip_prefix("/back-entry?saved=").unwrap_or_else(|| panic!("{}", reply.location));
    id.parse().expect("a number")
}
