//! Stock: what arrives, what moves, and that it always adds up.

mod accounting;
mod ledger;
mod receive;
