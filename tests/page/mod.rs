//! What every page shares.

mod floods;
mod paper;
mod self_contained;
mod slow_bodies;
mod wards;
