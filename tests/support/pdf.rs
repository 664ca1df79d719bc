//! PDFs as they come from the server, looked at with poppler.

use std::process::Command;

use posology::page::self_contained::{OneFile, self_contained};
use reqwest::header::HeaderMap;

use super::person::Person;

/// A page with such a body.
pub fn page_with(body: &str) -> OneFile {
    self_contained(&format!("<html><head></head><body>{body}</body></html>")).expect("one file")
}

pub struct Paper {
    directory: tempfile::TempDir,
    pub headers: HeaderMap,
}

impl Paper {
    /// Of a page's path with `.pdf`.
    pub async fn get(person: &Person, path: &str) -> Self {
        let answer = person.request(reqwest::Method::GET, path).send().await.expect("an answer");
        let (status, headers) = (answer.status(), answer.headers().clone());
        let bytes = answer.bytes().await.expect("a body");
        assert_eq!(status, 200, "{path}: {}", String::from_utf8_lossy(&bytes[..bytes.len().min(2000)]));
        Paper { headers, ..Paper::of(&bytes) }
    }

    /// However it came.
    pub fn of(bytes: &[u8]) -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        std::fs::write(directory.path().join("paper.pdf"), bytes).expect("written");
        Paper { directory, headers: HeaderMap::new() }
    }

    fn ask(&self, program: &str, arguments: &[&str], after: &[&str]) -> String {
        let path = self.directory.path().join("paper.pdf");
        let output = Command::new(program).args(arguments).arg(path).args(after).output();
        String::from_utf8(output.expect("poppler is installed (.ci/setup)").stdout).expect("text")
    }

    /// Pages as they are seen.
    pub fn pages(&self) -> Vec<String> {
        let text = self.ask("pdftotext", &["-layout"], &["-"]);
        text.split('\u{c}').filter(|page| !page.trim().is_empty()).map(str::to_owned).collect()
    }

    /// The text as it is drawn, each cell's lines together.
    pub fn drawn(&self) -> String {
        self.ask("pdftotext", &["-raw"], &["-"])
    }

    /// Title, size, tags and more.
    pub fn facts(&self) -> String {
        self.ask("pdfinfo", &[], &[])
    }

    /// A line a font: name, type, encoding, and yes or no: embedded, subset, with its letters.
    pub fn fonts(&self) -> Vec<String> {
        self.ask("pdffonts", &[], &[]).lines().skip(2).map(str::to_owned).collect()
    }

    /// What an independent decoder reads from a page's QR codes.
    pub fn qr_codes(&self, page: usize) -> Vec<String> {
        let (image, page) = (self.directory.path().join("page"), page.to_string());
        self.ask("pdftoppm", &["-r", "150", "-gray", "-png", "-singlefile", "-f", &page], &[&image.to_string_lossy()]);
        let mut zbarimg = Command::new("zbarimg");
        zbarimg.args(["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"]).arg(image.with_extension("png"));
        let read = zbarimg.output().expect("zbarimg is installed (.ci/setup)");
        String::from_utf8_lossy(&read.stdout).lines().map(str::to_owned).collect()
    }

    pub fn bytes(&self) -> Vec<u8> {
        std::fs::read(self.directory.path().join("paper.pdf")).expect("the PDF")
    }
}
