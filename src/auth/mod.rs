//! Who somebody is: log-in, sessions, the second person, and the check of each route's list of roles.

pub mod access;
pub mod credentials;
pub mod hashing;
pub mod log_in;
pub mod log_out;
pub mod password;
pub mod same_origin;
pub mod session;
pub mod throttle;
pub mod user;
pub mod witness;
