//! Passwords, kept as argon2id hashes only.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use crate::error::AppError;

/// Checked against when there is no such user, so that the answer takes as long.
const NOBODYS_HASH: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5c3NhbHRub2JvZHk$Y2I2NTQ0OTQ1ZjM0YjYxYzE3NDU2YjQ0NzM0NTY3ODk";

/// A new hash in PHC string form.
///
/// # Errors
/// When the system has no randomness to give.
pub fn hash(password: &str) -> Result<String, AppError> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|_| AppError::Internal("the password could not be hashed"))
}

/// Whether the password fits the hash. Without a hash it takes as long and is never true.
pub fn fits(password: &str, hash: Option<&str>) -> bool {
    let fits = Argon2::default().verify_password(password.as_bytes(), hash.unwrap_or(NOBODYS_HASH)).is_ok();
    fits && hash.is_some()
}
