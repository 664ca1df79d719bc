//! Send again: a form that cannot be carried out now, whole, on the page that says so. Nothing that was typed is lost,
//! with or without JavaScript, and its key makes sure that it is done once.

use actix_web::web::Bytes;
use actix_web::{HttpMessage, HttpRequest};

/// A page with more than this is too much for a ward's network; the browser's own reload still sends it.
const LARGEST: usize = 256 * 1024;
const MOST_FIELDS: usize = 5_000;
/// Typed again, never written into a page.
const SECRETS: [&str; 2] = ["password", "second_password"];

/// A form's body as it arrived; kept in the request for its answer.
#[derive(Clone)]
pub struct Sent(pub Bytes);

/// What to send again, and where.
pub struct SendAgain {
    pub action: String,
    pub fields: Vec<(String, String)>,
    /// Names of what was secret.
    pub secrets: Vec<String>,
}

impl SendAgain {
    /// None where no form arrived whole.
    pub fn of(request: &HttpRequest) -> Option<Self> {
        let sent = request.extensions().get::<Sent>().cloned()?;
        let many = sent.0.iter().filter(|byte| **byte == b'&').count() > MOST_FIELDS;
        if sent.0.len() > LARGEST || many {
            return None;
        }
        let fields: Vec<(String, String)> = serde_html_form::from_bytes(&sent.0).ok()?;
        let (secrets, fields): (Vec<_>, Vec<_>) =
            fields.into_iter().partition(|(name, _)| SECRETS.contains(&name.as_str()));
        let secrets = secrets.into_iter().map(|(name, _)| name).collect();
        let action = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
        Some(SendAgain { action, fields, secrets })
    }
}
