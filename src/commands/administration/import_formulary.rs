//! stand-in
#[derive(Debug, thiserror::Error)]
#[error("x")]
pub struct ImportError;
pub struct Report;
impl std::fmt::Display for Report { fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { Ok(()) } }
impl Report { pub fn is_written(&self) -> bool { true } }
pub fn import_formulary(_: &mut diesel::PgConnection, _: &std::path::Path, _: impl FnMut(usize)) -> Result<Report, ImportError> { Ok(Report) }
