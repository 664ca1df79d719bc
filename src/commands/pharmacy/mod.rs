//! What pharmacists change.

pub mod review_override;
