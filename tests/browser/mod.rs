//! As people see it: Chromium, a real server, a real database.

mod every_page;
mod main_job;
mod paper;
mod prescribing_form;
