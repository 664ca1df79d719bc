//! What the giver of a verbal order is to confirm.

use askama::Template;
use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::commands::homonyms::homonyms_of;
use crate::commands::prescribed_line::{Patient, PrescribedItem, patient_of, prescribed_items};
use crate::domain::homonym::Homonym;
use crate::page::chrome::Chrome;
use crate::schema::{prescriptions, users, verbal_orders};

use super::form::CountersignForm;

#[derive(Template)]
#[template(path = "prescribing/countersign.html")]
pub struct CountersignPage {
    chrome: Chrome,
    prescription_id: i64,
    patient: Patient,
    homonyms: Vec<Homonym>,
    order: Order,
    items: Vec<PrescribedItem>,
    form: CountersignForm,
    /// It was countersigned after the form was opened.
    stale: bool,
}

#[derive(Queryable)]
struct Order {
    receiver_name: String,
    emergency: String,
    given_at: DateTime<Utc>,
    countersigned_at: Option<DateTime<Utc>>,
}

impl CountersignPage {
    pub fn load(connection: &mut PgConnection, chrome: Chrome, prescription_id: i64, stale: bool) -> QueryResult<Self> {
        let patient = patient_of(connection, prescription_id)?;
        let homonyms = homonyms_of(connection, patient.id)?;
        let order = verbal_orders::table
            .inner_join(prescriptions::table)
            .inner_join(users::table.on(users::id.eq(verbal_orders::received_by)))
            .filter(verbal_orders::prescription_id.eq(prescription_id))
            .select((
                users::name,
                verbal_orders::emergency,
                prescriptions::prescribed_at,
                verbal_orders::countersigned_at,
            ))
            .first(connection)?;
        let items = prescribed_items(connection, prescription_id)?;
        let form = CountersignForm::fresh();
        Ok(CountersignPage { chrome, prescription_id, patient, homonyms, order, items, form, stale })
    }
}
