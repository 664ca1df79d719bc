//! Rules by themselves, on many drawn cases.

mod doses;
mod frequencies;
mod numbers;
mod plan;
