//! Rules as values: in, and out.

mod medication_search;
