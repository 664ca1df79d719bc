//! Rules as values: in, and out.

mod day_chart;
mod medication_search;
mod tall_man;
