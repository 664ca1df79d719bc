//! Who gets in, and who may call what.

mod access;
mod crowd;
mod log_in;
