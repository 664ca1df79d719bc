//! What every page shares.

mod paper;
mod self_contained;
mod wards;
