//! Verbal orders: which are not countersigned yet, and which of them are overdue (VAL-5).

use std::collections::HashSet;
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::app::App;
use crate::auth::user::User;
use crate::clock;
use crate::domain::role::Role;
use crate::error::AppResult;
use crate::language::Words;
use crate::page::chrome::Chrome;
use crate::page::render;
use crate::queries::homonyms::with_homonyms;
use crate::queries::look_alike_names::write_tall;
use crate::read_model::tables::verbal_orders;

/// An order that was given by voice.
#[derive(Queryable, Selectable)]
#[diesel(table_name = verbal_orders)]
pub struct VerbalOrder {
    pub prescription_id: i64,
    pub doctor_id: i64,
    giver_name: String,
    registration: String,
    receiver_name: String,
    pub emergency: String,
    given_at: DateTime<Utc>,
    countersign_due_at: DateTime<Utc>,
    pub countersigned_at: Option<DateTime<Utc>>,
    pub patient_id: i64,
    pub patient_name: String,
    pub bed_code: String,
    pub medications_pt: Vec<String>,
    pub medications_en: Vec<String>,
}

#[derive(Template)]
#[template(path = "prescribing/verbal_orders.html")]
struct VerbalOrdersPage {
    chrome: Chrome,
    orders: Vec<VerbalOrder>,
    homonyms: HashSet<i64>,
    /// Administrators see no patient.
    shows_patients: bool,
}

/// What waits to be countersigned: a doctor's own, all for the pharmacy and the administration.
///
/// # Errors
/// A database error.
pub async fn page(app: web::Data<Arc<App>>, chrome: Chrome, user: User) -> AppResult<HttpResponse> {
    let shows_patients = user.role != Role::Administrator;
    let (orders, homonyms) = app
        .read(move |connection| {
            let orders = waiting_orders(connection, user.doctor_id)?;
            let homonyms = with_homonyms(connection, orders.iter().map(|order| order.patient_id))?;
            Ok((orders, homonyms))
        })
        .await?;
    render(&VerbalOrdersPage { chrome, orders, homonyms, shows_patients })
}

/// Those of one doctor, or all: the longest due first.
///
/// # Errors
/// A database error.
pub fn waiting_orders(connection: &mut PgConnection, doctor_id: Option<i64>) -> QueryResult<Vec<VerbalOrder>> {
    let mut waiting = verbal_orders::table.filter(verbal_orders::countersigned_at.is_null()).into_boxed();
    if let Some(doctor_id) = doctor_id {
        waiting = waiting.filter(verbal_orders::doctor_id.eq(doctor_id));
    }
    let mut orders: Vec<VerbalOrder> = waiting
        .order((verbal_orders::countersign_due_at, verbal_orders::prescription_id))
        .select(VerbalOrder::as_select())
        .load(connection)?;
    write_tall(
        connection,
        orders.iter_mut().flat_map(|order| order.medications_pt.iter_mut().chain(&mut order.medications_en)),
    )?;
    Ok(orders)
}

/// How a prescription was given by voice; None where it was not.
///
/// # Errors
/// A database error.
pub fn verbal_order(connection: &mut PgConnection, prescription_id: i64) -> QueryResult<Option<VerbalOrder>> {
    verbal_orders::table.find(prescription_id).select(VerbalOrder::as_select()).first(connection).optional()
}

impl VerbalOrder {
    /// Given by whom to whom, and when.
    pub fn told(&self, words: &Words) -> String {
        let giver = format!("{} ({})", self.giver_name, self.registration);
        let at = words.date_time(&self.given_at);
        words.with_all("verbal-order-by", [("giver", giver), ("receiver", self.receiver_name.clone()), ("at", at)])
    }

    /// Countersigned, waiting, or overdue.
    pub fn state(&self, words: &Words) -> String {
        match self.countersigned_at {
            Some(at) => words.with("verbal-countersigned", "at", &words.date_time(&at)),
            None if self.countersign_due_at < clock::now() => {
                words.with("verbal-overdue", "at", &words.date_time(&self.countersign_due_at))
            }
            None => words.with("verbal-not-countersigned", "at", &words.date_time(&self.countersign_due_at)),
        }
    }
}
