//! What every page shares.

mod floods;
mod paper;
mod self_contained;
mod wards;
