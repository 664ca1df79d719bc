//! What the pharmacy does.

pub mod claim;
pub mod decide_non_formulary;
pub mod decide_stewardship;
pub mod query;
pub mod refuse;
pub mod review_override;
pub mod verify;
