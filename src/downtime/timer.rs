//! Packs while serving: pages at once and on time, PDFs whenever Chromium has made them.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::MissedTickBehavior;

use super::folder::Folder;
use super::generation::write_pack;
use super::papers::Papers;
use super::{LANGUAGE, PackError, Standing};
use crate::app::App;
use crate::error::AppError;
use crate::postgres::embedded::data_dir;
use crate::queries::ward::downtime_pack::{Paper, read_wards};

/// A PDF that failed is tried again when the ward changes, or after so long.
const PDF_FAILED: Duration = Duration::from_secs(60);

/// Writes packs for as long as the runtime lives, unless they are switched off.
pub async fn pack_now_and_then(app: Arc<App>) {
    let every = Duration::from_secs(app.config.downtime_every.into());
    if every.is_zero() {
        return;
    }
    let mut tick = tokio::time::interval(every);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (wanted, wanting) = watch::channel(Arc::new(Vec::new()));
    let mut place: Option<Place> = None;
    let mut stopping = app.stopping.clone();
    loop {
        tokio::select! {
            _ = tick.tick() => {}
            // An error means that the sender is gone, which asks for an end as well.
            _ = stopping.wait_for(|stop| *stop) => return,
        }
        let written = match open(&app, &mut place, &wanting) {
            Ok(place) => write(&app, place).await,
            Err(error) => Err(error),
        };
        note(&app.downtime, written.map(|papers| wanted.send_replace(Arc::new(papers))));
    }
}

/// Where packs go, and what is printed for them.
#[derive(Clone)]
struct Place {
    folder: Arc<Folder>,
    papers: Arc<Papers>,
}

/// The folder is opened until it can be: a disk may come later.
fn open(
    app: &Arc<App>,
    place: &mut Option<Place>,
    wanting: &watch::Receiver<Arc<Vec<Paper>>>,
) -> Result<Place, PackError> {
    if let Some(place) = place {
        return Ok(place.clone());
    }
    let root = match &app.config.downtime_dir {
        Some(configured) => configured.clone(),
        None => data_dir(app.config.data_dir.as_deref())?.join("downtime"),
    };
    app.downtime.change(|state| state.folder = Some(root.clone()));
    let folder = Folder::open(&root, app.config.downtime_keep.get().into())?;
    let papers = Arc::new(Papers::new(folder.papers()));
    tokio::spawn(print_what_is_wanted(Arc::clone(app), Arc::clone(&papers), wanting.clone()));
    Ok(place.insert(Place { folder: Arc::new(folder), papers }).clone())
}

/// Reads after a refresh of its own, so that the pack says truly as of when it is; writes nothing without a database.
async fn write(app: &Arc<App>, place: Place) -> Result<Vec<Paper>, PackError> {
    app.refresher.refreshed().await.ok_or(PackError::NotRefreshed)?;
    let snapshot = app.read(|connection| Ok(read_wards(connection, LANGUAGE)?)).await?;
    let (app, as_of) = (Arc::clone(app), snapshot.as_of);
    let standing = app.downtime.clone();
    let work = move || write_pack(&place.folder, &place.papers, snapshot, &app.hospital, app.words(LANGUAGE));
    let papers = tokio::task::spawn_blocking(work).await.map_err(|_| AppError::Internal("a pack was cut off"))??;
    standing.change(|state| state.as_of = Some(as_of.at));
    Ok(papers)
}

fn note<T>(standing: &Standing, written: Result<T, PackError>) {
    let failure = written.err().map(|error| {
        metrics::counter!("posology_downtime_pack_failures_total").increment(1);
        tracing::error!(%error, "no downtime pack was written; the earlier ones stand");
        error.to_string()
    });
    standing.change(|state| state.failure = failure);
}

/// One after the other, so that people's own PDFs have the other turns. A list is finished before the next is taken, so
/// that no ward waits for ever behind those that change all the time.
async fn print_what_is_wanted(app: Arc<App>, papers: Arc<Papers>, mut wanting: watch::Receiver<Arc<Vec<Paper>>>) {
    if app.pdf.chromium().is_none() {
        return;
    }
    while wanting.changed().await.is_ok() {
        let wanted = Arc::clone(&wanting.borrow_and_update());
        for paper in wanted.iter().filter(|paper| !papers.has(&paper.file, &paper.key)) {
            if let Err(error) = papers.print(&app.pdf, paper).await {
                tracing::warn!(%error, file = paper.file, "no PDF for the downtime pack");
                tokio::time::sleep(PDF_FAILED).await;
                break;
            }
        }
    }
}
