//! Send: a porter takes dispensed bags to their ward.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use diesel::prelude::*;
use serde_json::json;

use crate::app::{Abort, App};
use crate::auth::user::User;
use crate::commands::lines::carry_out;
use crate::commands::lines::form::LinesForm;
use crate::commands::lines::refusal::Refusal;
use crate::commands::lines::step::{Task, take};
use crate::domain::stage::Move;
use crate::error::AppResult;
use crate::page::chrome::Chrome;
use crate::page::input::Form;
use crate::schema::{admissions, beds, item_supplies, prescription_items, prescriptions, shipments};

const TASK: Task = Task {
    makes: Move::Send,
    verb: "send",
    after_the_end: true,
    action: "/lines/sending",
    list: ("/bags", "nav-bags"),
};

/// Characters of a porter's name.
const LONGEST_PORTER: usize = 80;

/// Sends all chosen lines with one porter; goes on to the list that the porter takes along.
///
/// # Errors
/// [`crate::error::AppError::BadRequest`] for what our form cannot have sent.
pub async fn submit(
    app: web::Data<Arc<App>>,
    user: User,
    chrome: Chrome,
    form: Form<LinesForm>,
) -> AppResult<HttpResponse> {
    let (user_id, porter) = (user.id, form.porter.trim().to_owned());
    carry_out(&app, &user, chrome, form, TASK, move |connection, lines| {
        if porter.is_empty() || porter.chars().count() > LONGEST_PORTER {
            return Err(Abort::Rejected(Refusal::NoPorter));
        }
        let mut shipment: Option<(i64, i64)> = None;
        take(connection, TASK, user_id, lines, |connection, taken| {
            let ward_id = ward(connection, taken.item_id)?;
            let shipment_id = match shipment {
                Some((id, ward)) if ward == ward_id => id,
                Some(_) => return Err(Abort::Rejected(Refusal::ManyWards)),
                None => new_shipment(connection, ward_id, &porter, user_id)?,
            };
            shipment = Some((shipment_id, ward_id));
            diesel::update(item_supplies::table.find(taken.item_id))
                .set(item_supplies::shipment_id.eq(shipment_id))
                .execute(connection)?;
            Ok(json!({ "shipment": shipment_id }))
        })?;
        Ok(shipment.map_or_else(|| TASK.list.0.to_owned(), |(id, _)| format!("/shipments/{id}")))
    })
    .await
}

/// Where the patient is; the bag's label must say the same bed (PH-9).
fn ward(connection: &mut PgConnection, item_id: i64) -> Result<i64, Abort<Refusal>> {
    let (ward_id, bed_id, labelled): (i64, i64, Option<i64>) = prescription_items::table
        .inner_join(prescriptions::table.inner_join(admissions::table.inner_join(beds::table)))
        .left_join(item_supplies::table)
        .filter(prescription_items::id.eq(item_id))
        .select((beds::ward_id, beds::id, item_supplies::labelled_bed_id.nullable()))
        .first(connection)?;
    match labelled {
        Some(labelled) if labelled != bed_id => Err(Abort::Rejected(Refusal::Elsewhere)),
        _ => Ok(ward_id),
    }
}

fn new_shipment(connection: &mut PgConnection, ward_id: i64, porter: &str, user_id: i64) -> QueryResult<i64> {
    diesel::insert_into(shipments::table)
        .values((shipments::ward_id.eq(ward_id), shipments::porter.eq(porter), shipments::sent_by.eq(user_id)))
        .returning(shipments::id)
        .get_result(connection)
}
