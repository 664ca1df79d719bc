//! What whoever runs the system does, from the command line.

pub mod command_line;
pub mod formulary_row;
pub mod import_formulary;
pub mod load_demo_hospital;
