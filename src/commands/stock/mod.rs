//! What moves stock.

pub mod count;
pub mod locking;
pub mod lose;
mod lot;
mod movement;
mod named_medication;
pub mod on_lot;
mod places;
pub mod quarantine;
pub mod recall;
pub mod receive;
mod refusal;
pub mod release;
pub mod reverse_line;
pub mod set_level;
pub mod transfer;
mod withdraw;
