//! Rules by themselves, on many drawn cases.

mod day_chart;
mod doses;
mod frequencies;
mod medication_search;
mod numbers;
mod plan;
mod stage;
mod tall_man;
