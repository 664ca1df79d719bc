//! Stock in whole dispensing units: how many a line needs, and which lots they are picked from.

pub mod fefo;
pub mod gs1;
pub mod label_code;
pub mod label_text;
pub mod portions;
pub mod problem;
pub mod receipt;
pub mod reversal;
pub mod units;
