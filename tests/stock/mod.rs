//! Stock: what arrives, what moves, and that it always adds up.

mod accounting;
mod count;
mod ledger;
mod levels;
mod lose;
mod lot;
mod racing;
mod recall;
mod receive;
mod register;
mod sequences;
mod shelf;
mod transfer;
mod withdraw;
