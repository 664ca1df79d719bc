//! Sessions: a random cookie whose SHA-256 is kept in a table, with an idle and an absolute end (SEC-4).

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use sha2::{Digest, Sha256};

use crate::auth::user::User;
use crate::clock;
use crate::domain::role::Role;
use crate::schema::{sessions, users};

pub const COOKIE: &str = "posology_session";

/// What the browser keeps: 256 random bits.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    pub fn random() -> Self {
        let bits: [u8; 32] = rand::random();
        Token(bits.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The request's cookie, if it looks like one of ours.
    pub fn of(request: &HttpRequest) -> Option<Self> {
        let value = request.cookie(COOKIE)?.value().to_owned();
        (value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(Token(value))
    }

    pub fn cookie(&self, secure: bool) -> Cookie<'static> {
        Cookie::build(COOKIE, self.0.clone()).path("/").http_only(true).secure(secure).same_site(SameSite::Lax).finish()
    }

    fn hash(&self) -> Vec<u8> {
        Sha256::digest(&self.0).to_vec()
    }
}

/// Begins a session that ends after `hours` at the latest; sessions long over are swept out.
///
/// # Errors
/// A database error.
pub fn begin(connection: &mut PgConnection, token: &Token, user_id: i64, hours: u32) -> QueryResult<()> {
    let now = clock::now();
    diesel::delete(sessions::table.filter(sessions::expires_at.lt(now))).execute(connection)?;
    diesel::insert_into(sessions::table)
        .values((
            sessions::token_hash.eq(token.hash()),
            sessions::user_id.eq(user_id),
            sessions::expires_at.eq(now + TimeDelta::hours(i64::from(hours))),
        ))
        .execute(connection)?;
    Ok(())
}

/// Ends a session; a second time is no error.
///
/// # Errors
/// A database error.
pub fn end(connection: &mut PgConnection, token: &Token) -> QueryResult<()> {
    diesel::delete(sessions::table.find(token.hash())).execute(connection)?;
    Ok(())
}

/// A user's id, name, role and doctor, and when the session was last used.
type Found = (i64, String, String, Option<i64>, DateTime<Utc>);

/// The active user whose session this is, unless it has ended. Notes to the minute that a person used it.
///
/// # Errors
/// A database error.
pub fn user_of(
    connection: &mut PgConnection,
    token: &Token,
    idle_minutes: i64,
    by_person: bool,
) -> QueryResult<Option<User>> {
    let now = clock::now();
    let found: Option<Found> = sessions::table
        .inner_join(users::table)
        .filter(sessions::token_hash.eq(token.hash()))
        .filter(sessions::expires_at.gt(now))
        .filter(sessions::last_seen_at.gt(now - TimeDelta::minutes(idle_minutes)))
        .filter(users::active)
        .select((users::id, users::name, users::role, users::doctor_id, sessions::last_seen_at))
        .first(connection)
        .optional()?;
    let Some((id, name, role, doctor_id, last_seen_at)) = found else { return Ok(None) };
    if by_person && now - last_seen_at > TimeDelta::minutes(1) {
        note_use(connection, token, now)?;
    }
    Ok(Role::from_code(&role).map(|role| User { id, name, role, doctor_id }))
}

fn note_use(connection: &mut PgConnection, token: &Token, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(sessions::table.find(token.hash())).set(sessions::last_seen_at.eq(now)).execute(connection)?;
    Ok(())
}
