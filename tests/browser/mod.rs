//! As people see it: Chromium, a real server, a real database.

mod back_entry;
mod every_page;
mod fullest_patient;
mod labels;
mod main_job;
mod paper;
mod prescribing_form;
mod stray_keys;
mod take_home_form;
mod triage;
mod ward_round;
