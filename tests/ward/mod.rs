//! What a ward reads.

mod report;
