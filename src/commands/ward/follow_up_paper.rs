//! Follow up: what was stopped, ordered or supplied on paper has been done properly, as somebody says.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use diesel::prelude::*;
use serde::Deserialize;

use crate::app::{Abort, App, Outcome};
use crate::auth::user::User;
use crate::commands::submission::Submission;
use crate::domain::paper::entry::Act;
use crate::error::AppResult;
use crate::page::input::Form;
use crate::page::keyed::TypedKey;
use crate::page::see_other;
use crate::schema::{events, paper_entries, paper_follow_ups};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct FollowUpForm {
    key: TypedKey,
}

/// Takes the entry off the list of what waits. Of two who do, the first is kept, and both are right.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] where nothing is to be followed up.
pub async fn submit(
    app: web::Data<Arc<App>>,
    user: User,
    id: web::Path<i64>,
    form: Form<FollowUpForm>,
) -> AppResult<HttpResponse> {
    let (entry_id, user_id) = (id.into_inner(), user.id);
    let key = form.into_inner().key.read()?;
    let submission = Submission { user_id, key, content: format!("follow up {entry_id}") };
    let outcome: Outcome<()> = app
        .command(submission, move |connection| {
            write(connection, user_id, entry_id)?;
            Ok("/back-entry".to_owned())
        })
        .await?;
    match outcome {
        Outcome::Done { location } | Outcome::AlreadyDone { location } => Ok(see_other(&location)),
        Outcome::Rejected(()) => Ok(see_other("/back-entry")),
    }
}

fn write(connection: &mut PgConnection, user_id: i64, entry_id: i64) -> Result<(), Abort<()>> {
    let (act, patient_id): (String, i64) = paper_entries::table
        .find(entry_id)
        .select((paper_entries::act, paper_entries::patient_id))
        .first(connection)?;
    if !Act::from_code(&act).is_some_and(Act::is_followed_up) {
        return Err(diesel::result::Error::NotFound.into());
    }
    let inserted = diesel::insert_into(paper_follow_ups::table)
        .values((paper_follow_ups::entry_id.eq(entry_id), paper_follow_ups::user_id.eq(user_id)))
        .on_conflict_do_nothing()
        .execute(connection)?;
    if inserted == 1 {
        diesel::insert_into(events::table)
            .values((
                events::user_id.eq(user_id),
                events::verb.eq("follow_up_paper"),
                events::patient_id.eq(patient_id),
                events::after.eq(serde_json::json!({ "entry": entry_id, "act": act })),
            ))
            .execute(connection)?;
    }
    Ok(())
}
