//! One submit of a form: the same form sent twice does one thing.

use diesel::prelude::*;
use sha2::{Digest, Sha256};

use crate::app::{Abort, Outcome};
use crate::commands::registration::is_inactive;
use crate::domain::form_key::FormKey;
use crate::error::{AppError, AppResult};
use crate::schema::idempotency_keys;

/// Who submits which form with which content.
#[derive(Clone)]
pub struct Submission {
    pub user_id: i64,
    pub key: FormKey,
    /// The form's body as sent, or what stands for it.
    pub content: String,
}

impl Submission {
    fn hash(&self) -> Vec<u8> {
        Sha256::digest(&self.content).to_vec()
    }
}

/// Why a transaction ends without a commit.
enum Ended<R> {
    Abort(Abort<R>),
    Inactive,
}

impl<R> From<Abort<R>> for Ended<R> {
    fn from(abort: Abort<R>) -> Self {
        Ended::Abort(abort)
    }
}

impl<R> From<diesel::result::Error> for Ended<R> {
    fn from(error: diesel::result::Error) -> Self {
        Ended::Abort(Abort::Failed(error))
    }
}

/// Runs a command in a transaction that also keeps the form's key. A second submit waits for the
/// first one's commit, runs nothing, and is led to the same place. Whatever a doctor does is done with an active
/// registration (ID-8), whether the command itself asks for it or not.
///
/// # Errors
/// [`AppError::NotRegistered`], or a database error; a rule's rejection is an [`Outcome`].
pub fn carry_out<R>(
    connection: &mut PgConnection,
    submission: &Submission,
    run: impl FnOnce(&mut PgConnection) -> Result<String, Abort<R>>,
) -> AppResult<Outcome<R>> {
    let result = connection.transaction(|connection| {
        if !claim(connection, submission)? {
            return Ok(earlier_outcome(connection, submission)?);
        }
        let location = run(connection)?;
        if is_inactive(connection, submission.user_id)? {
            return Err(Ended::Inactive);
        }
        keep_location(connection, submission.key, &location)?;
        fail::fail_point!("before-commit");
        Ok(Outcome::Done { location })
    });
    match result {
        Ok(outcome) => Ok(outcome),
        Err(Ended::Abort(Abort::Rejected(reason))) => Ok(Outcome::Rejected(reason)),
        Err(Ended::Abort(Abort::Failed(error))) => Err(error.into()),
        Err(Ended::Inactive) => Err(AppError::NotRegistered),
    }
}

/// True when this submit is the first with its key; waits for another one in flight.
fn claim(connection: &mut PgConnection, submission: &Submission) -> QueryResult<bool> {
    let inserted = diesel::insert_into(idempotency_keys::table)
        .values((
            idempotency_keys::key.eq(submission.key.uuid()),
            idempotency_keys::user_id.eq(submission.user_id),
            idempotency_keys::request_hash.eq(submission.hash()),
        ))
        .on_conflict_do_nothing()
        .execute(connection)?;
    Ok(inserted == 1)
}

fn earlier_outcome<R>(connection: &mut PgConnection, submission: &Submission) -> QueryResult<Outcome<R>> {
    let (user_id, hash, location): (i64, Vec<u8>, Option<String>) = idempotency_keys::table
        .find(submission.key.uuid())
        .select((idempotency_keys::user_id, idempotency_keys::request_hash, idempotency_keys::location))
        .first(connection)?;
    if user_id != submission.user_id {
        return Err(diesel::result::Error::NotFound);
    }
    let location = location.ok_or(diesel::result::Error::NotFound)?;
    let repeated = hash == submission.hash();
    Ok(if repeated { Outcome::Done { location } } else { Outcome::AlreadyDone { location } })
}

fn keep_location(connection: &mut PgConnection, key: FormKey, location: &str) -> QueryResult<usize> {
    diesel::update(idempotency_keys::table.find(key.uuid()))
        .set(idempotency_keys::location.eq(location))
        .execute(connection)
}
