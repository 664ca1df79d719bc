//! What whoever runs the system does, from the command line.

pub mod command_line;
pub mod csv_file;
mod dose_limit_row;
mod folded;
pub mod formulary_row;
pub mod import_brands;
pub mod import_dose_limits;
pub mod import_formulary;
pub mod import_interactions;
pub mod import_report;
pub mod load_demo_hospital;
