//! Downtime pack: what each ward needs when the server is down, as files that need nothing else.

use askama::Template;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use sha2::{Digest, Sha256};

use crate::domain::sheet::Layout;
use crate::error::AppResult;
use crate::language::{Language, Words};
use crate::page::chrome::Chrome;
use crate::page::self_contained::{OneFile, self_contained};
use crate::queries::hospital::Hospital;
use crate::queries::ward::downtime_form::{Form, WardNow, ward_now};
use crate::queries::ward::sheet::{Content, Sheet, content_now, ward_head};
use crate::queries::ward::wards::all_wards;
use crate::read_model::as_of::{AsOf, as_of};

/// Forms of each ward: printed twice, a file has the same codes twice.
const FORMS: usize = 2;

/// All wards as of one refresh.
pub struct Snapshot {
    pub as_of: AsOf,
    wards: Vec<Read>,
}

struct Read {
    id: i64,
    head: (String, String),
    content: Content,
    now: WardNow,
}

/// One ward's pages, and what would be printed of them.
pub struct WardFiles {
    pub code: String,
    pub name: String,
    pub patients: usize,
    pub lines: usize,
    pub report: Page,
    pub forms: Vec<Page>,
    pub papers: Vec<Paper>,
}

/// A whole HTML document and its file's name.
pub struct Page {
    pub file: String,
    pub html: OneFile,
}

/// A document that is to be a PDF.
#[derive(Clone)]
pub struct Paper {
    pub file: String,
    /// The key of its kind's name.
    pub words: &'static str,
    /// The same for papers that say the same as of different moments.
    pub key: Vec<u8>,
    pub as_of: DateTime<Utc>,
    pub html: OneFile,
}

/// A PDF as the first page leads to it.
pub struct Printed {
    pub file: String,
    pub words: &'static str,
    pub as_of: DateTime<Utc>,
    /// False where the ward has changed since it was made.
    pub is_current: bool,
}

/// A ward as the first page names it.
pub struct Entry {
    pub code: String,
    pub name: String,
    pub patients: usize,
    pub lines: usize,
    pub report: String,
    pub forms: Vec<String>,
    pub pdfs: Vec<Printed>,
}

#[derive(Template)]
#[template(path = "ward/pack_report.html")]
struct ReportFile<'a> {
    chrome: &'a Chrome,
    sheet: Sheet,
}

#[derive(Template)]
#[template(path = "ward/pack_index.html")]
struct IndexFile<'a> {
    chrome: Chrome,
    hospital: &'a Hospital,
    as_of: AsOf,
    wards: &'a [Entry],
    /// What leads from the page to the other files: nothing, or a folder's name and a slash.
    folder: String,
}

/// Reads every ward, in one transaction.
///
/// # Errors
/// A database error.
pub fn read_wards(connection: &mut PgConnection, language: Language) -> QueryResult<Snapshot> {
    let mut read = Vec::new();
    for ward in all_wards(connection)? {
        read.push(Read {
            id: ward.id,
            head: ward_head(connection, ward.id, language)?,
            content: content_now(connection, ward.id, language)?,
            now: ward_now(connection, ward.id)?,
        });
    }
    Ok(Snapshot { as_of: as_of(connection)?, wards: read })
}

impl Snapshot {
    /// The pages of each ward; what is wanted on paper, `is_printed` knows by name and key.
    ///
    /// # Errors
    /// A template's.
    pub fn files(
        self,
        hospital: &Hospital,
        words: Words,
        is_printed: impl Fn(&str, &[u8]) -> bool,
    ) -> AppResult<Vec<WardFiles>> {
        let (as_of, chrome) = (self.as_of, Chrome::of_file(words, hospital));
        self.wards.into_iter().map(|ward| ward.files(hospital, &chrome, as_of, &is_printed)).collect()
    }
}

impl Read {
    fn files(
        self,
        hospital: &Hospital,
        chrome: &Chrome,
        as_of: AsOf,
        is_printed: &impl Fn(&str, &[u8]) -> bool,
    ) -> AppResult<WardFiles> {
        let (stem, words) = (self.stem(), &chrome.l);
        let new_form = || Form::new(hospital.clone(), &self.now, words);
        let form_page = |form: &Form<'_>| form.as_file(chrome);
        let mut forms = Vec::new();
        for number in 1..=FORMS {
            forms.push(Page { file: format!("{stem}-form-{number}.html"), html: form_page(&new_form())? });
        }
        let mut papers = Vec::new();
        let (form, file) = (new_form(), format!("{stem}-form.pdf"));
        let key = Sha256::digest(form.says(chrome)?).to_vec();
        if !is_printed(&file, &key) {
            papers.push(Paper { file, words: "downtime-form", key, as_of: as_of.at, html: form_page(&form)? });
        }
        let (code, name) = self.head.clone();
        let (patients, lines) = (self.now.patients.len(), self.now.lines.len());
        let moment = (as_of.at, as_of);
        let sheet = Sheet::new(hospital.clone(), self.head, Layout::default(), self.content, None, moment, words);
        let until = sheet.until;
        let html = self_contained(&ReportFile { chrome, sheet }.render()?)?;
        let (key, file) = (key_of_report(&html, as_of, until, words), format!("{stem}-report.pdf"));
        if !is_printed(&file, &key) {
            papers.push(Paper { file, words: "report", key, as_of: as_of.at, html: html.clone() });
        }
        let report = Page { file: format!("{stem}-report.html"), html };
        Ok(WardFiles { code, name, patients, lines, report, forms, papers })
    }

    /// `CM-1.5`: letters, digits and hyphens of the code, and the number that no other ward has.
    fn stem(&self) -> String {
        let kept = |sign: char| if sign.is_ascii_alphanumeric() { sign } else { '-' };
        format!("{}.{}", self.head.0.chars().map(kept).collect::<String>(), self.id)
    }
}

/// Of all that the report says but when it says so: the minute until which doses are listed goes with the clock.
fn key_of_report(html: &str, as_of: AsOf, until: DateTime<Utc>, words: &Words) -> Vec<u8> {
    let refresh = words.with("refresh-n", "n", &as_of.number.to_string());
    let until = words.with("sheet-until", "at", &words.date_time(&until));
    let moments = [words.moment(&as_of.at), refresh, until];
    Sha256::digest(moments.iter().fold(html.to_owned(), |html, moment| html.replace(moment, ""))).to_vec()
}

/// The first page of a pack, whose other files are in `folder`, or beside it.
///
/// # Errors
/// The template's.
pub fn first_page(
    hospital: &Hospital,
    words: Words,
    as_of: AsOf,
    wards: &[Entry],
    folder: Option<&str>,
) -> AppResult<String> {
    let chrome = Chrome::of_file(words, hospital);
    let folder = folder.map(|name| format!("{name}/")).unwrap_or_default();
    Ok(self_contained(&IndexFile { chrome, hospital, as_of, wards, folder }.render()?)?.to_string())
}
