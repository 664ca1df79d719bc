//! What a database says when it is the database's trouble, not the request's: come again, and nothing is lost.

use diesel::result::{DatabaseErrorKind as Kind, Error};

/// Why something cannot be done now and can be a little later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// No connection, or one that broke: what was under way may or may not have been done.
    #[error("the database cannot be reached")]
    Unreachable,
    /// A lock, a statement or all of it took longer than anybody waits.
    #[error("the database did not answer in time")]
    Late,
    /// The server follows another one by now.
    #[error("the database takes no changes")]
    ReadOnly,
    #[error("the database's disk is full")]
    DiskFull,
}

impl Trouble {
    /// None for an answer that is about the request. PostgreSQL's five-letter codes reach us for some errors only; the
    /// others are known by their words, which are English: the embedded server speaks it, any other must.
    pub fn of(error: &Error) -> Option<Trouble> {
        match error {
            Error::DatabaseError(kind, information) => of_answer(kind, information.message()),
            Error::BrokenTransactionManager => Some(Trouble::Unreachable),
            Error::RollbackErrorOnCommit { rollback_error, commit_error } => {
                Trouble::of(commit_error).or_else(|| Trouble::of(rollback_error))
            }
            _ => None,
        }
    }
}

fn of_answer(kind: &Kind, message: &str) -> Option<Trouble> {
    match kind {
        Kind::ClosedConnection | Kind::UnableToSendCommand => Some(Trouble::Unreachable),
        Kind::ReadOnlyTransaction => Some(Trouble::ReadOnly),
        Kind::SerializationFailure => Some(Trouble::Late),
        Kind::Unknown => of_words(message),
        _ => None,
    }
}

fn of_words(message: &str) -> Option<Trouble> {
    const WORDS: [(&str, Trouble); 11] = [
        ("terminating connection", Trouble::Unreachable),
        ("the database system is", Trouble::Unreachable),
        ("server closed the connection", Trouble::Unreachable),
        ("too many clients", Trouble::Unreachable),
        ("remaining connection slots", Trouble::Unreachable),
        ("canceling statement due to", Trouble::Late),
        ("deadlock detected", Trouble::Late),
        ("out of shared memory", Trouble::Late),
        ("could not extend file", Trouble::DiskFull),
        ("No space left on device", Trouble::DiskFull),
        ("could not write to file", Trouble::DiskFull),
    ];
    WORDS.into_iter().find(|(words, _)| message.contains(words)).map(|(_, trouble)| trouble)
}
