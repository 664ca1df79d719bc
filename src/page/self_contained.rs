//! A page as one file, to be printed without a network and opened from a stick: style sheets, fonts and images are
//! inside, and what only the server could answer is gone.

use std::ops::Deref;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lol_html::html_content::{ContentType, Element};
use lol_html::{RewriteStrSettings, element, rewrite_str};
use rust_embed::EmbeddedFile;

use crate::error::{AppError, AppResult};
use crate::page::static_files;

/// Nothing is fetched, run or sent, whatever stands in the page.
const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
    style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; base-uri 'none'\">";

const HEAD: &str = "<head>";

/// What nobody answers in a file: scripts, navigation, buttons, filters, and all links in the head but style sheets.
const SERVERS_OWN: &str = "script, nav, button, .p-header form, .p-filters, meta[http-equiv], \
    meta[name=\"htmx-config\"], link:not([rel=\"stylesheet\"]), iframe, object, embed";

/// Attributes that name something outside.
const REFERENCES: [&str; 10] =
    ["href", "xlink:href", "src", "srcset", "poster", "data", "action", "formaction", "cite", "background"];

/// A page that reads nothing but itself, by the policy at its very beginning; no other page is given to Chromium, whose
/// switches alone would let a document read the server's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneFile(String);

impl Deref for OneFile {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// The whole HTML of a page, with the same words and the same look, and no reference to anything outside it. Links to
/// other pages stay as plain text, those within the page and to a file beside it stay links. Again, it changes nothing.
///
/// # Errors
/// [`AppError::Internal`] for what is not HTML, or does not begin with its head: no policy would bind it.
pub fn self_contained(html: &str) -> AppResult<OneFile> {
    if !begins_with_its_head(html) {
        return Err(AppError::Internal("a page without a head cannot be made one file"));
    }
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("head", |head| {
            head.prepend(POLICY, ContentType::Html);
            Ok(())
        }))
        .append_element_content_handler(element!(SERVERS_OWN, |element| {
            element.remove();
            Ok(())
        }))
        .append_element_content_handler(element!("link[rel=\"stylesheet\"]", |link| {
            put_inside(link);
            Ok(())
        }))
        .append_element_content_handler(element!("*", |element| {
            cut_off(element);
            Ok(())
        }));
    let rewritten = rewrite_str(html, settings);
    rewritten.map(OneFile).map_err(|_| AppError::Internal("the page cannot be made one file"))
}

/// Anything before the head would begin the body, and a policy in the body counts for nothing.
fn begins_with_its_head(html: &str) -> bool {
    let rest = after_tag(html, "<!doctype").unwrap_or(html);
    after_tag(rest, "<html").is_some_and(|rest| {
        let head = rest.trim_ascii_start().get(..HEAD.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(HEAD))
    })
}

fn after_tag<'a>(html: &'a str, begin: &str) -> Option<&'a str> {
    let html = html.trim_ascii_start();
    let is_it = html.get(..begin.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(begin));
    html.split_once('>').filter(|_| is_it).map(|(_, rest)| rest)
}

fn put_inside(link: &mut Element<'_, '_>) {
    let sheet = link.get_attribute("href").and_then(|href| {
        let path = static_files::path_of(&href)?;
        Some(style_sheet(path, &static_files::read(path)?))
    });
    match sheet {
        Some(css) => link.replace(&format!("<style>{css}</style>"), ContentType::Html),
        None => link.remove(),
    }
}

fn cut_off(element: &mut Element<'_, '_>) {
    for name in REFERENCES {
        let Some(value) = element.get_attribute(name) else { continue };
        let image = static_files::path_of(&value).filter(|_| name == "src").and_then(static_files::read);
        match image {
            // The attribute's name is one of ours, so it is a name.
            Some(file) => drop(element.set_attribute(name, &data_url(&file))),
            None if is_inside(name, &value) => {}
            None => element.remove_attribute(name),
        }
    }
    let asks: Vec<String> = element.attributes().iter().map(|attribute| attribute.name()).collect();
    for name in asks.iter().filter(|name| name.starts_with("hx-") || *name == "data-live") {
        element.remove_attribute(name);
    }
}

/// A place in this page, an image that is here already, or a file beside this one or in a folder beside it.
fn is_inside(name: &str, value: &str) -> bool {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.#/".contains(&byte);
    match name {
        "href" | "xlink:href" => value.bytes().all(is_name) && !value.starts_with('/') && !value.contains(".."),
        "src" => value.starts_with("data:image/"),
        _ => false,
    }
}

/// A style sheet whose `url(…)` are in it.
fn style_sheet(path: &str, file: &EmbeddedFile) -> String {
    let text = String::from_utf8_lossy(&file.data);
    let mut parts = text.split("url(");
    let mut css = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (url, rest) = part.split_once(')').unwrap_or((part, ""));
        let url = url.trim_matches(['"', '\'', ' ']);
        let inside = if url.starts_with("data:") { Some(url.to_owned()) } else { beside(path, url) };
        css.push_str(&format!("url(\"{}\"){rest}", inside.unwrap_or_else(|| "data:,".to_owned())));
    }
    // What would end the element ends it nowhere but at its end.
    css.replace("</", "<\\/")
}

/// What a style sheet calls by a path from its own folder.
fn beside(sheet: &str, url: &str) -> Option<String> {
    let mut folders: Vec<&str> = sheet.split('/').collect();
    folders.pop();
    for step in url.split('/') {
        match step {
            ".." => drop(folders.pop()),
            step => folders.push(step),
        }
    }
    static_files::read(&folders.join("/")).map(|file| data_url(&file))
}

fn data_url(file: &EmbeddedFile) -> String {
    format!("data:{};base64,{}", file.metadata.mimetype(), STANDARD.encode(&file.data))
}
