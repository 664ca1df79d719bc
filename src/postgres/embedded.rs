//! stand-in
pub struct Settings { pub data_dir: Option<std::path::PathBuf>, pub extra: Vec<(String,String)> }
pub struct Embedded;
#[derive(Debug, thiserror::Error)]
#[error("x")]
pub struct EmbeddedError;
impl Embedded { pub fn start(_: &Settings) -> Result<Embedded, EmbeddedError> { Err(EmbeddedError) } pub fn url(&self, _: &str, _: &str) -> String { String::new() } }
