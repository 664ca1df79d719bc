//! The form of what goes home as a person fills it in.

use super::form::hidden;
use super::person::{Person, Reply};

/// One row; each field can be changed by name.
#[derive(Clone, Debug)]
pub struct HomeItem(Vec<(&'static str, String)>);

impl HomeItem {
    /// Medication, dose, unit, route, frequency, days and quantity; every other field empty, as the form has it.
    pub fn of(values: [&str; 7]) -> Self {
        let names = ["medication", "dose", "unit", "route", "frequency", "duration", "supply"];
        let others = ["weekday", "indication", "interval", "most", "note", "course", "diagnosis", "justification"];
        let filled = names.into_iter().zip(values.map(str::to_owned));
        HomeItem(filled.chain(others.map(|name| (name, String::new()))).collect())
    }

    /// Needs an ordinary prescription only.
    pub fn paracetamol() -> Self {
        HomeItem::of(["P0002", "500", "mg", "VO", "6/6H", "3", "12"])
    }

    /// Notification A.
    pub fn morphine() -> Self {
        HomeItem::of(["P0018", "10", "mg", "VO", "6/6H", "7", "28"])
    }

    /// Special-control prescription.
    pub fn fluoxetine() -> Self {
        HomeItem::of(["P0200", "20", "mg", "VO", "1X", "60", "60"])
    }

    /// Two copies, one of which the pharmacy keeps.
    pub fn cefalexin() -> Self {
        HomeItem::of(["P0033", "500", "mg", "VO", "6/6H", "7", "28"]).with("indication", "erysipelas")
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        let field = self.0.iter_mut().find(|(field, _)| *field == name).unwrap_or_else(|| panic!("no field {name}"));
        value.clone_into(&mut field.1);
        self
    }

    /// With what lets it pass its list's limit.
    pub fn justified(self) -> Self {
        self.with("diagnosis", "F33.1").with("justification", "Lives two days by boat from the next pharmacy")
    }
}

/// A form that was opened for a patient.
#[derive(Clone, Debug)]
pub struct HomeForm {
    pub patient: i64,
    pub key: String,
    pub admission: String,
    pub items: Vec<HomeItem>,
    pub action: &'static str,
    /// Decisions, each with its reason; all of them confirmed as needed.
    pub reasons: Vec<(String, String)>,
}

impl HomeForm {
    pub async fn open(doctor: &Person, patient: i64, items: Vec<HomeItem>) -> Self {
        let page = doctor.get(&format!("/patients/{patient}/discharge-prescription/new")).await;
        assert_eq!(page.status, 200, "{}", page.body);
        let (key, admission) = (hidden(&page.body, "key"), hidden(&page.body, "admission"));
        HomeForm { patient, key, admission, items, action: "sign", reasons: Vec::new() }
    }

    pub fn fields(&self) -> Vec<(&str, &str)> {
        let head = [("key", self.key.as_str()), ("admission", self.admission.as_str()), ("action", self.action)];
        let rows = self.items.iter().flat_map(|item| item.0.iter().map(|(name, value)| (*name, value.as_str())));
        let reasons = self.reasons.iter().flat_map(|(decision, reason)| {
            [("decision", decision.as_str()), ("reason", reason.as_str()), ("needed", decision.as_str())]
        });
        head.into_iter().chain(rows).chain(reasons).collect()
    }

    pub async fn send(&self, doctor: &Person) -> Reply {
        doctor.post(&format!("/patients/{}/discharge-prescriptions", self.patient), &self.fields()).await
    }
}

/// Opens the form for a patient, fills it in and signs.
pub async fn send_home(doctor: &Person, patient: i64, items: Vec<HomeItem>) -> Reply {
    HomeForm::open(doctor, patient, items).await.send(doctor).await
}

/// As [`send_home`], with a reason for whatever the checks ask about.
pub async fn insist_home(doctor: &Person, patient: i64, items: Vec<HomeItem>) -> Reply {
    let mut form = HomeForm::open(doctor, patient, items).await;
    let reply = form.send(doctor).await;
    let asked = reply.body.split("name=\"decision\" value=\"").skip(1).filter_map(|rest| rest.split('"').next());
    form.reasons = asked.map(|decision| (decision.to_owned(), "so decided".to_owned())).collect();
    if form.reasons.is_empty() { reply } else { form.send(doctor).await }
}
