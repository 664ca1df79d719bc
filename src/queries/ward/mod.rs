//! What a ward reads.

pub mod arrivals;
pub mod back_entry;
pub mod downtime_form;
pub mod downtime_pack;
pub mod prints;
pub mod report;
pub mod sheet;
pub mod wards;
