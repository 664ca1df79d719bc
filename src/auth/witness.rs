//! The second pharmacist that some commands need: somebody else, who types their own password in the acting one's form
//! (CTL-8, CTL-9, ST-6).

use std::fmt::{Debug, Formatter, Result as Formatted};

use diesel::prelude::*;
use serde::Deserialize;

use crate::app::App;
use crate::auth::credentials::{Refusal, verify};
use crate::domain::problem::Problem;
use crate::domain::role::Role;
use crate::error::AppResult;
use crate::schema::users;

/// A password as typed. Nothing shows it: neither a template nor a log can.
#[derive(Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Debug for Secret {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Formatted {
        formatter.write_str("…")
    }
}

/// Somebody else who was there and said so; only [`witness`] makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Witness {
    user_id: i64,
}

impl Witness {
    pub fn user_id(self) -> i64 {
        self.user_id
    }
}

/// Who the form's fields `second_user` and `second_password` name, or what to say beside them. A form that keeps a
/// hash of its content leaves the password out of it: a quick hash would give it away.
///
/// # Errors
/// [`crate::error::AppError::Busy`] without a connection in time, or a database error.
pub async fn witness(
    app: &App,
    acting_id: i64,
    username: &str,
    password: &Secret,
) -> AppResult<Result<Witness, Problem>> {
    if username.trim().is_empty() || password.0.is_empty() {
        return Ok(Err(Problem::WitnessMissing));
    }
    let name = username.to_owned();
    if app.write(move |connection| Ok(is_acting(connection, acting_id, &name)?)).await? {
        return Ok(Err(Problem::WitnessIsActing));
    }
    Ok(match verify(app, username, password.0.clone()).await? {
        Ok(account) if account.role == Role::Pharmacist.code() => Ok(Witness { user_id: account.id }),
        Ok(_) | Err(Refusal::NoMatch) => Err(Problem::WitnessNotRecognised),
        Err(Refusal::Locked) => Err(Problem::WitnessLocked),
    })
}

/// Nobody is their own second person (WHO-8).
fn is_acting(connection: &mut PgConnection, acting_id: i64, username: &str) -> QueryResult<bool> {
    let own = users::table.find(acting_id).filter(users::username.eq(username.trim().to_lowercase()));
    diesel::select(diesel::dsl::exists(own)).get_result(connection)
}
