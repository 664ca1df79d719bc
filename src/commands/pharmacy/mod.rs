//! What pharmacists change.

pub mod decide_stewardship;
pub mod review_override;
