//! What a doctor does.

pub mod answer;
pub mod availability;
pub mod cancel_discharge;
pub mod choose_medication;
pub mod countersign;
pub mod discard_draft;
pub mod expire;
pub mod keep_favourite;
pub mod look_alike_names;
pub mod order_sets;
pub mod prescribe;
pub mod prescribe_discharge;
pub mod remove_favourite;
pub mod request_non_formulary;
pub mod supervision;
pub mod suspend;
