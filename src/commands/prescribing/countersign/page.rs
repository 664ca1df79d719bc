//! What the giver of a verbal order is to confirm.

use askama::Template;
use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::commands::homonyms::homonyms_of;
use crate::commands::prescribed_line::{Patient, PrescribedItem, patient_of, prescribed_items};
use crate::domain::homonym::Homonym;
use crate::page::chrome::Chrome;
use crate::page::keyed::Keyed;
use crate::schema::{prescription_alerts, prescriptions, users, verbal_orders};

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
    alerts: Vec<Alert>,
    form: CountersignForm,
    /// It was countersigned after the form was opened.
    stale: bool,
}

/// What the safety checks said, and what the receiver answered (CDS-6).
#[derive(Queryable, Selectable)]
#[diesel(table_name = prescription_alerts)]
struct Alert {
    item_number: Option<i16>,
    rule: String,
    severity: String,
    what_pt: String,
    what_en: String,
    source: String,
    reason: Option<String>,
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
        let alerts = prescription_alerts::table
            .filter(prescription_alerts::prescription_id.eq(prescription_id))
            .order(prescription_alerts::id)
            .select(Alert::as_select())
            .load(connection)?;
        let form = CountersignForm::fresh();
        Ok(CountersignPage { chrome, prescription_id, patient, homonyms, order, items, alerts, form, stale })
    }
}
