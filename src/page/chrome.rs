//! The frame around each page: hospital, reader, language, navigation.

use std::future::{Ready, ready};
use std::rc::Rc;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::http::header::{ACCEPT_LANGUAGE, REFERER};
use actix_web::{FromRequest, HttpRequest, web};

use crate::app::App;
use crate::auth::user::User;
use crate::error::{AppError, AppResult};
use crate::language::{Language, Words};
use crate::page::static_files;
use crate::page::{choose_language, not_shown_yet, paper};
use crate::queries::hospital::Hospital;
use crate::routes;

/// What the layout needs to know; each page's template has one.
#[derive(Clone)]
pub struct Chrome {
    pub l: Words,
    pub user: Option<User>,
    pub hospital: String,
    pub demo: bool,
    /// Path and query of this page.
    pub path: String,
    /// Whoever reads this has just signed something that lists lack (FRESH-2).
    pub not_shown_yet: bool,
    /// Where the form came from, on a page that answers a form.
    come_back: Option<String>,
}

/// A link of the navigation.
pub struct NavItem {
    pub href: &'static str,
    pub key: &'static str,
    pub current: bool,
}

impl Chrome {
    /// Where this reader may go.
    pub fn nav(&self) -> Vec<NavItem> {
        let Some(user) = &self.user else { return Vec::new() };
        let place = self.path.split('?').next().unwrap_or_default();
        routes::navigation(user.role).iter().map(|(href, key)| NavItem { href, key, current: *href == place }).collect()
    }

    /// A page that was asked for, not the answer to a form.
    pub fn reads(&self) -> bool {
        self.come_back.is_none()
    }

    /// A page to come back to after choosing another language.
    pub fn come_back(&self) -> &str {
        self.come_back.as_deref().unwrap_or(&self.path)
    }

    /// Where this page's PDF is.
    pub fn pdf(&self) -> String {
        paper::pdf_of(&self.path)
    }

    /// URL of a static file, good for ever.
    pub fn asset(&self, path: &str) -> String {
        static_files::url(path)
    }

    /// URL of one of our style sheets.
    pub fn asset_css(&self, name: &str) -> String {
        self.asset(&format!("css/{name}.css"))
    }

    /// What a demo log-in may try.
    pub fn demo_login(&self, username: &str) -> Rc<str> {
        self.l.of("demo-login", &username.replace('.', "-"))
    }

    /// The other language's tag and name, to switch to.
    pub fn other_language(&self) -> (&'static str, &'static str) {
        match self.l.language {
            Language::Portuguese => ("en", "English"),
            Language::English => ("pt-BR", "Português"),
        }
    }

    /// Of a page that is a file: nobody's, and nowhere to go from it.
    pub fn of_file(words: Words, hospital: &Hospital) -> Self {
        Chrome {
            l: words,
            user: None,
            hospital: hospital.name.clone(),
            demo: hospital.demo,
            path: String::new(),
            not_shown_yet: false,
            come_back: None,
        }
    }

    pub fn of(request: &HttpRequest) -> Option<Self> {
        let app = request.app_data::<web::Data<Arc<App>>>()?;
        Some(Chrome {
            l: app.words(language_of(request)),
            user: User::of(request),
            hospital: app.hospital.name.clone(),
            demo: app.hospital.demo,
            path: request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned(),
            not_shown_yet: not_shown_yet::is_said(request.query_string(), app.pulse()),
            come_back: if request.method().is_safe() { None } else { Some(referring_path(request)) },
        })
    }
}

fn referring_path(request: &HttpRequest) -> String {
    let referer = request.headers().get(REFERER).and_then(|referer| referer.to_str().ok());
    let path = referer.and_then(|url| url.splitn(4, '/').nth(3)).map(|path| format!("/{path}"));
    path.unwrap_or_else(|| "/".to_owned())
}

/// The reader's choice, else the browser's, else Portuguese.
fn language_of(request: &HttpRequest) -> Language {
    let chosen = request.cookie(choose_language::COOKIE).and_then(|cookie| Language::from_tag(cookie.value()));
    let browsers = || Language::preferred(request.headers().get(ACCEPT_LANGUAGE)?.to_str().ok()?);
    chosen.or_else(browsers).unwrap_or(Language::Portuguese)
}

impl FromRequest for Chrome {
    type Error = AppError;
    type Future = Ready<AppResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Chrome::of(request).ok_or(AppError::Internal("the application's state is missing")))
    }
}
