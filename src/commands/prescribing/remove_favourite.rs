//! Remove favourite: a doctor no longer needs one of his or her own.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use diesel::prelude::*;
use serde::Deserialize;
use serde_json::json;

use crate::app::{Abort, App, Outcome};
use crate::auth::user::Doctor;
use crate::commands::submission::Submission;
use crate::error::{AppError, AppResult};
use crate::page::input::Form;
use crate::page::keyed::TypedKey;
use crate::page::see_other;
use crate::schema::{events, order_sets};

use super::keep_favourite::FAVOURITES;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RemoveForm {
    key: TypedKey,
}

/// Removes it; one that is gone already stays so.
///
/// # Errors
/// [`AppError::NotFound`] for what is not this doctor's favourite.
pub async fn submit(
    app: web::Data<Arc<App>>,
    doctor: Doctor,
    id: web::Path<i64>,
    form: Form<RemoveForm>,
) -> AppResult<HttpResponse> {
    let set_id = *id;
    let content = format!("remove favourite {set_id} {}", form.body);
    let key = form.key.read()?;
    let submission = Submission { user_id: doctor.user_id, key, content };
    let outcome: Outcome<()> = app
        .command(submission, move |connection| {
            remove(connection, &doctor, set_id)?;
            Ok(FAVOURITES.to_owned())
        })
        .await?;
    match outcome {
        Outcome::Done { location } | Outcome::AlreadyDone { location } => Ok(see_other(&location)),
        Outcome::Rejected(()) => Err(AppError::NotFound),
    }
}

fn remove(connection: &mut PgConnection, doctor: &Doctor, set_id: i64) -> Result<(), Abort<()>> {
    let own = order_sets::table.find(set_id).filter(order_sets::doctor_id.eq(doctor.doctor_id));
    let name: Option<String> = diesel::delete(own).returning(order_sets::name_pt).get_result(connection).optional()?;
    let name = name.ok_or(Abort::Rejected(()))?;
    diesel::insert_into(events::table)
        .values((
            events::user_id.eq(doctor.user_id),
            events::verb.eq("remove_favourite"),
            events::before.eq(json!({ "set": set_id, "name": name })),
        ))
        .execute(connection)?;
    Ok(())
}
