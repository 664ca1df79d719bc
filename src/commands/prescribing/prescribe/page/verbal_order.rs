//! The form of a verbal order: the prescribing form's rows, and who said it, why, and that it was read back.

use std::ops::Deref;

use askama::Template;
use diesel::prelude::*;

use crate::commands::prescribing::prescribe::form::PrescribeForm;
use crate::commands::prescribing::prescribe::rejection::Rejection;
use crate::domain::problem::Problem;
use crate::page::chrome::Chrome;
use crate::schema::{doctors, hospital, users};

use super::PrescribePage;

#[derive(Template)]
#[template(path = "prescribing/verbal_order.html")]
pub struct VerbalOrderPage {
    prescribe: PrescribePage,
    givers: Vec<Giver>,
    giver: String,
    emergency: String,
    read_back: bool,
}

/// A doctor who may give an order.
#[derive(Queryable)]
struct Giver {
    id: i64,
    name: String,
    council: String,
    state: String,
    number: String,
}

/// All that the prescribing form shows, so that its parts serve both pages.
impl Deref for VerbalOrderPage {
    type Target = PrescribePage;

    fn deref(&self) -> &PrescribePage {
        &self.prescribe
    }
}

impl VerbalOrderPage {
    pub fn load(
        connection: &mut PgConnection,
        chrome: Chrome,
        patient_id: i64,
        form: PrescribeForm,
        rejection: Rejection,
    ) -> QueryResult<Self> {
        let (giver, emergency, read_back) = (form.giver.clone(), form.emergency.clone(), form.read_back == "yes");
        let prescribe = PrescribePage::load(connection, chrome, patient_id, form, rejection)?;
        Ok(VerbalOrderPage { prescribe, givers: givers(connection)?, giver, emergency, read_back })
    }

    fn giver_error(&self) -> String {
        self.whole_error(|problem| matches!(problem, Problem::GiverMissing | Problem::GiverUnknown))
    }

    fn emergency_error(&self) -> String {
        self.whole_error(|problem| matches!(problem, Problem::EmergencyMissing | Problem::EmergencyTooLong { .. }))
    }

    fn read_back_error(&self) -> String {
        self.whole_error(|problem| matches!(problem, Problem::ReadBackMissing))
    }

    fn whole_error(&self, is_of_field: impl Fn(&Problem) -> bool) -> String {
        let of_field = self.rejection.whole.iter().find(|problem| is_of_field(problem));
        of_field.map(|problem| self.chrome.l.problem(problem)).unwrap_or_default()
    }

    fn is_chosen(&self, giver: &Giver) -> bool {
        self.giver.trim() == giver.id.to_string()
    }
}

fn givers(connection: &mut PgConnection) -> QueryResult<Vec<Giver>> {
    let residents_may_not: bool = hospital::table.select(hospital::residents_need_supervisor).first(connection)?;
    doctors::table
        .inner_join(users::table)
        .filter(doctors::supervised.eq(false).or(doctors::supervised.ne(residents_may_not)))
        .filter(doctors::active)
        .filter(users::active)
        .order((doctors::name, doctors::id))
        .select((
            doctors::id,
            doctors::name,
            doctors::council,
            doctors::registration_state,
            doctors::registration_number,
        ))
        .load(connection)
}
