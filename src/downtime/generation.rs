//! One pack: from what was read of the wards to the files of a folder.

use super::PackError;
use super::folder::{Contents, Folder};
use super::papers::Papers;
use crate::language::Words;
use crate::queries::hospital::Hospital;
use crate::queries::ward::downtime_pack::{Entry, Paper, Snapshot, first_page};

/// Writes a pack, with the PDFs that there are; what is to be printed for the next one.
///
/// # Errors
/// A template's, or the system's.
pub fn write_pack(
    folder: &Folder,
    papers: &Papers,
    snapshot: Snapshot,
    hospital: &Hospital,
    words: Words,
) -> Result<Vec<Paper>, PackError> {
    papers.forget_unreadable();
    let as_of = snapshot.as_of;
    let wards = snapshot.files(hospital, words, |file, key| papers.has(file, key))?;
    let (mut contents, mut entries) = (Vec::new(), Vec::new());
    for ward in &wards {
        for page in std::iter::once(&ward.report).chain(&ward.forms) {
            contents.push((page.file.clone(), Contents::Text(&page.html)));
        }
        let stem = ward.report.file.trim_end_matches("report.html");
        let mut pdfs = Vec::new();
        for (printed, path) in papers.of_ward(stem, &ward.papers) {
            contents.push((printed.file.clone(), Contents::As(path)));
            pdfs.push(printed);
        }
        entries.push(Entry {
            code: ward.code.clone(),
            name: ward.name.clone(),
            patients: ward.patients,
            lines: ward.lines,
            report: ward.report.file.clone(),
            forms: ward.forms.iter().map(|page| page.file.clone()).collect(),
            pdfs,
        });
    }
    folder.publish(as_of.at, &contents, |name| Ok(first_page(hospital, words, as_of, &entries, name)?))?;
    drop(contents);
    Ok(wards.into_iter().flat_map(|ward| ward.papers).collect())
}
