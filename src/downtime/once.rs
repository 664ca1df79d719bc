//! A pack from the command line: its pages first, then a second one with PDFs, where Chromium is.

use std::path::Path;

use diesel::prelude::*;

use super::folder::Folder;
use super::generation::write_pack;
use super::papers::Papers;
use super::{LANGUAGE, PackError};
use crate::config::Config;
use crate::language::Words;
use crate::pdf::{Pdf, PdfError, sweep_up};
use crate::postgres::database::Database;
use crate::queries::hospital::hospital;
use crate::queries::ward::downtime_pack::{Paper, read_wards};
use crate::read_model::refresher::refresh_on;
use crate::serve::asked_to_stop;

/// Writes a pack to a folder, which is made if it isn't there. Asked to stop, it leaves no page of a ward behind.
///
/// # Errors
/// No database, or a folder that cannot be written.
pub async fn write_once(config: &Config, folder: &Path) -> Result<(), PackError> {
    sweep_up();
    let database = Database::open_or_join(config)?;
    let folder = Folder::open(folder, config.downtime_keep.get().into())?;
    let papers = Papers::new(folder.papers());
    let wanted = write(config, &database, &folder, &papers)?;
    println!("{}: the pages of every ward are there.", folder.root().display());
    let pdf = Pdf::new(config);
    if pdf.chromium().is_none() {
        println!("No PDFs: Chromium is not installed.");
        return Ok(());
    }
    let printed = tokio::select! {
        failed = print(&pdf, &papers, &wanted) => Ok(failed),
        () = asked_to_stop() => Err(PdfError::Stopping),
    };
    pdf.stop().await;
    let failed = printed?;
    write(config, &database, &folder, &papers)?;
    if failed > 0 {
        return Err(PackError::WithoutPdfs { failed, wanted: wanted.len() });
    }
    println!("{}: pages and PDFs are there.", folder.root().display());
    Ok(())
}

/// How many failed, each told; the others are made.
async fn print(pdf: &Pdf, papers: &Papers, wanted: &[Paper]) -> usize {
    let mut failed = 0;
    for (place, paper) in wanted.iter().enumerate() {
        let which = format!("{} of {}: {}", place + 1, wanted.len(), paper.file);
        match papers.print(pdf, paper).await {
            Ok(()) => println!("{which}"),
            Err(error) => {
                failed += 1;
                eprintln!("{which}: {error}");
            }
        }
    }
    failed
}

fn write(config: &Config, database: &Database, folder: &Folder, papers: &Papers) -> Result<Vec<Paper>, PackError> {
    let mut connection = PgConnection::establish(&database.owner_url)?;
    refresh_on(&mut connection)?;
    let (hospital, snapshot) = connection
        .build_transaction()
        .repeatable_read()
        .read_only()
        .run(|connection| QueryResult::Ok((hospital(connection)?, read_wards(connection, LANGUAGE)?)))?;
    let words = Words::new(LANGUAGE, config.time_zone);
    write_pack(folder, papers, snapshot, &hospital, words)
}
