//! stand-in
#[derive(Debug, thiserror::Error)]
#[error("x")]
pub struct LoadError;
pub enum Loaded { AlreadyThere, New }
pub fn load_demo_hospital(_: &mut diesel::PgConnection, _: chrono::DateTime<chrono::Utc>, _: &str) -> Result<Loaded, LoadError> { Ok(Loaded::New) }
