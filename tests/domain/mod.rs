//! Rules by themselves, on many drawn cases.

mod chart;
mod controlled;
mod day_chart;
mod doses;
mod frequencies;
mod gs1;
mod labels;
mod medication_search;
mod number_words;
mod numbers;
mod paper;
mod period;
mod plan;
mod stage;
mod stock;
mod surface;
mod take_home;
mod tall_man;
