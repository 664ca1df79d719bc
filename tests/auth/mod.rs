//! Who gets in, and who may call what.

mod access;
mod log_in;
