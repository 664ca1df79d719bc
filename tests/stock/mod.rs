//! Stock: what arrives, what moves, and that it always adds up.

mod ledger;
mod receive;
mod register;
