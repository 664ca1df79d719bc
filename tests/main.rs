//! All tests: through real HTTP, a real browser and a real PostgreSQL.

mod administration;
mod architecture;
mod auth;
mod browser;
mod domain;
mod faults;
mod page;
mod pharmacy;
mod prescribing;
mod stock;
mod support;
mod ward;
