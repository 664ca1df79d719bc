//! What a ward does and reads.

mod admit;
mod arrive_in_downtime;
mod discharge;
mod downtime_form;
mod enter_from_paper;
mod follow_up_paper;
mod homonyms;
mod prints;
mod record_allergies;
mod record_measurements;
mod register;
mod report;
mod sheet;
mod transfer;
