//! Stock in whole dispensing units: how many a line needs, and which lots they are picked from.

pub mod availability;
pub mod count;
pub mod fefo;
pub mod gs1;
pub mod label_code;
pub mod label_text;
pub mod levels;
pub mod lot_state;
pub mod need;
pub mod portions;
pub mod problem;
pub mod reason;
pub mod receipt;
pub mod reckoning;
pub mod reversal;
pub mod units;
