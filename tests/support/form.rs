//! The prescribing form as a person fills it in.

use super::person::{Person, Reply};

pub const PARACETAMOL: &str = "Paracetamol 500 mg tablet · P0002";
pub const ASPIRIN: &str = "Aspirin 100 mg tablet · P0001";

/// Another one of [`Item::simeticone`] for the same patient: a duplicate, which needs a reason.
pub const AGAIN: &str = "duplicate|simeticona|simeticona|VO";

/// The value of a hidden field.
pub fn hidden(page: &str, name: &str) -> String {
    let start = page.find(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("a field {name} in:\n{page}"));
    let rest = &page[start..];
    let value = rest.split('"').nth(3).unwrap_or_default();
    value.to_owned()
}

/// One row; each field can be changed by name.
#[derive(Clone, Debug)]
pub struct Item(Vec<(&'static str, String)>);

impl Item {
    /// Something that any doctor may prescribe.
    pub fn paracetamol() -> Self {
        Item::of([PARACETAMOL, "500", "mg", "VO", "6/6H", "3"])
    }

    /// Something harmless without a maximum dose, to be prescribed over and over.
    pub fn simeticone() -> Self {
        Item::of(["P0155", "75", "mg", "VO", "3X", "3"])
    }

    /// Medication, dose, unit, route, frequency and days; every other field empty, as the form has it.
    pub fn of(values: [&str; 6]) -> Self {
        let names = ["medication", "dose", "unit", "route", "frequency", "duration"];
        let others = [
            "times",
            "first",
            "weekday",
            "start",
            "doses_shown",
            "follows",
            "indication",
            "interval",
            "most",
            "preparation",
            "volume",
            "minutes",
            "rate",
            "rate_unit",
            "protocol",
            "protocol_cycle",
            "protocol_day",
            "term",
            "pregnancy_test",
            "contraception",
            "shown",
            "note",
        ];
        let filled = names.into_iter().zip(values.map(str::to_owned));
        Item(filled.chain(others.map(|name| (name, String::new()))).collect())
    }

    /// As an antineoplastic is prescribed for whom [`super::hospital::Hospital::measure`] made 170 cm and 70 kg (WHO-2).
    pub fn by_protocol(self) -> Self {
        let item = self.with("protocol", "AC-T").with("protocol_cycle", "2").with("protocol_day", "1");
        item.with("shown", "1.82 m2")
    }

    /// The fields as the form sends them.
    pub fn fields(&self) -> impl std::iter::Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_str()))
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        let field = self.0.iter_mut().find(|(field, _)| *field == name).unwrap_or_else(|| panic!("no field {name}"));
        value.clone_into(&mut field.1);
        self
    }
}

/// A form that was opened for a patient.
#[derive(Clone, Debug)]
pub struct PrescribeForm {
    pub patient: i64,
    pub key: String,
    pub admission: String,
    pub items: Vec<Item>,
    pub action: &'static str,
    /// Decisions, each with its reason; all of them confirmed as needed.
    pub reasons: Vec<(String, String)>,
}

impl PrescribeForm {
    pub async fn open(doctor: &Person, patient: i64, items: Vec<Item>) -> Self {
        let page = doctor.get(&format!("/patients/{patient}/prescriptions/new")).await;
        assert_eq!(page.status, 200, "{}", page.body);
        let (key, admission) = (hidden(&page.body, "key"), hidden(&page.body, "admission"));
        PrescribeForm { patient, key, admission, items, action: "sign", reasons: Vec::new() }
    }

    pub fn fields(&self) -> Vec<(&str, &str)> {
        let head = [("key", self.key.as_str()), ("admission", self.admission.as_str()), ("action", self.action)];
        let rows = self.items.iter().flat_map(|item| item.0.iter().map(|(name, value)| (*name, value.as_str())));
        let reasons = self.reasons.iter().flat_map(|(decision, reason)| {
            [("decision", decision.as_str()), ("reason", reason.as_str()), ("needed", decision.as_str())]
        });
        head.into_iter().chain(rows).chain(reasons).collect()
    }

    /// With a reason for a decision that the checks ask for.
    pub fn because(mut self, decision: &str, reason: &str) -> Self {
        self.reasons.push((decision.to_owned(), reason.to_owned()));
        self
    }

    pub async fn send(&self, doctor: &Person) -> Reply {
        doctor.post(&format!("/patients/{}/prescriptions", self.patient), &self.fields()).await
    }
}

/// Signs for a patient who may have the same already.
pub async fn prescribe_again(doctor: &Person, patient: i64, items: Vec<Item>) -> Reply {
    PrescribeForm::open(doctor, patient, items).await.because(AGAIN, "once more").send(doctor).await
}

/// Signs, and gives a reason for whatever the checks ask about.
pub async fn insist(doctor: &Person, patient: i64, items: Vec<Item>) -> Reply {
    let mut form = PrescribeForm::open(doctor, patient, items).await;
    let reply = form.send(doctor).await;
    let asked: Vec<&str> = reply.body.split("name=\"decision\" value=\"").skip(1).collect();
    for decision in asked.into_iter().filter_map(|rest| rest.split('"').next()) {
        form = form.because(decision, "so decided");
    }
    if form.reasons.is_empty() { reply } else { form.send(doctor).await }
}

/// Opens the form for a patient, fills it in and signs.
pub async fn prescribe(doctor: &Person, patient: i64, items: Vec<Item>) -> Reply {
    PrescribeForm::open(doctor, patient, items).await.send(doctor).await
}
