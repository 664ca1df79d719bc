//! Style sheets, scripts and images, built into the program and served under their content's hash.

use std::sync::LazyLock;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::{HttpResponse, web};
use rust_embed::{EmbeddedFile, RustEmbed};
use sha2::{Digest, Sha256};

use crate::error::{AppError, AppResult};

#[derive(RustEmbed)]
#[folder = "static"]
struct Static;

/// One hash over all files, so that relative links between them stay right.
static HASH: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = Sha256::new();
    for path in Static::iter() {
        hasher.update(path.as_bytes());
        hasher.update(Static::get(&path).map(|file| file.metadata.sha256_hash()).unwrap_or_default());
    }
    hasher.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
});

/// URL of a file in `static/`.
pub fn url(path: &str) -> String {
    format!("/static/{}/{path}", *HASH)
}

/// A file of `static/`.
pub(super) fn read(path: &str) -> Option<EmbeddedFile> {
    Static::get(path)
}

/// The path in `static/` of what [`url`] made, under an old hash too.
pub(super) fn path_of(url: &str) -> Option<&str> {
    url.strip_prefix("/static/")?.split_once('/').map(|(_, path)| path)
}

/// The file, to be kept for ever; under an old hash too, for pages still open.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn file(path: web::Path<(String, String)>) -> AppResult<HttpResponse> {
    let (_, path) = path.into_inner();
    let file = read(&path).ok_or(AppError::NotFound)?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, file.metadata.mimetype()))
        .insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(file.data.into_owned()))
}
