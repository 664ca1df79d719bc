//! What every page shares.

mod self_contained;
