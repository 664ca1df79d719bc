//! Packs while serving: pages at once and on time, PDFs whenever Chromium has made them.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{Mutex, OwnedMutexGuard, watch};

use super::folder::Folder;
use super::generation::write_pack;
use super::pace::Pace;
use super::papers::Papers;
use super::{LANGUAGE, PackError, Standing};
use crate::app::App;
use crate::error::AppError;
use crate::postgres::embedded::data_dir;
use crate::queries::ward::downtime_pack::{Paper, Snapshot, read_wards};

/// A PDF that failed is tried again when the ward changes, or after so long.
const PDF_FAILED: Duration = Duration::from_secs(60);

/// Writes packs for as long as the runtime lives, unless they are switched off.
pub async fn pack_now_and_then(app: Arc<App>) {
    let every = Duration::from_secs(app.config.downtime_every.into());
    if every.is_zero() {
        return;
    }
    app.downtime.change(|state| state.every = Some(every));
    let pace = Pace::of(every);
    let mut packer = Packer { place: Arc::default(), wanted: watch::Sender::default(), is_printing: false };
    let mut stopping = app.stopping.clone();
    let mut rest = Duration::ZERO;
    loop {
        tokio::select! {
            () = tokio::time::sleep(rest) => {}
            // An error means that the sender is gone, which asks for an end as well.
            _ = stopping.wait_for(|stop| *stop) => return,
        }
        let began = Instant::now();
        let written = tokio::time::timeout(pace.writing, packer.pack(&app)).await.unwrap_or(Err(PackError::Late));
        rest = if written.is_ok() { every.saturating_sub(began.elapsed()) } else { pace.again };
        note(&app.downtime, written);
    }
}

fn note(standing: &Standing, written: Result<(), PackError>) {
    let failure = written.err().map(|error| {
        metrics::counter!("posology_downtime_pack_failures_total").increment(1);
        tracing::error!(%error, "no downtime pack was written; the earlier ones stand");
        error.to_string()
    });
    standing.change(|state| state.failure = failure);
}

struct Packer {
    /// Whoever writes holds it, to the end, also when nobody waits for that any more.
    place: Arc<Mutex<Place>>,
    wanted: watch::Sender<Arc<Vec<Paper>>>,
    is_printing: bool,
}

/// Where packs go, and what is printed for them. The disk is asked on threads of its own: the runtime has requests to
/// answer and lists to refresh.
#[derive(Default)]
struct Place {
    folder: Option<Folder>,
    papers: Option<Arc<Papers>>,
}

impl Packer {
    /// Reads after a refresh of its own, so that the pack says truly as of when it is; writes nothing without a database.
    async fn pack(&mut self, app: &Arc<App>) -> Result<(), PackError> {
        let place = Arc::clone(&self.place).try_lock_owned().map_err(|_| PackError::StillWriting)?;
        let opening = Arc::clone(app);
        let (place, papers) = on_disk(place, move |place| place.open(&opening)).await?;
        if !self.is_printing {
            self.is_printing = true;
            tokio::spawn(print_what_is_wanted(Arc::clone(app), Arc::clone(&papers), self.wanted.subscribe()));
        }
        app.refresher.refreshed().await.ok_or(PackError::NotRefreshed)?;
        let snapshot = app.read(|connection| Ok(read_wards(connection, LANGUAGE)?)).await?;
        let (app, wanted) = (Arc::clone(app), self.wanted.clone());
        on_disk(place, move |place| place.write(&app, &papers, snapshot, &wanted)).await?;
        Ok(())
    }
}

type Held = OwnedMutexGuard<Place>;

async fn on_disk<T: Send + 'static>(
    mut place: Held,
    work: impl FnOnce(&mut Place) -> Result<T, PackError> + Send + 'static,
) -> Result<(Held, T), PackError> {
    let work = move || work(&mut place).map(|done| (place, done));
    tokio::task::spawn_blocking(work).await.map_err(|_| AppError::Internal("a pack was cut off"))?
}

impl Place {
    /// The folder is opened until it can be, and anew where it went away: a disk may come later, or again.
    fn open(&mut self, app: &App) -> Result<Arc<Papers>, PackError> {
        let root = match &app.config.downtime_dir {
            Some(configured) => configured.clone(),
            None => data_dir(app.config.data_dir.as_deref())?.join("downtime"),
        };
        app.downtime.change(|state| state.folder = Some(root.clone()));
        if self.folder.as_ref().is_some_and(|folder| !folder.is_there()) {
            self.folder = None;
        }
        let folder = match self.folder.take() {
            Some(folder) => folder,
            None => Folder::open(&root, app.config.downtime_keep.get().into())?,
        };
        let newest = folder.newest();
        app.downtime.change(|state| state.as_of = state.as_of.or(newest));
        let folder = self.folder.insert(folder);
        Ok(Arc::clone(self.papers.get_or_insert_with(|| Arc::new(Papers::new(folder.papers())))))
    }

    fn write(
        &mut self,
        app: &App,
        papers: &Papers,
        snapshot: Snapshot,
        wanted: &watch::Sender<Arc<Vec<Paper>>>,
    ) -> Result<(), PackError> {
        let Some(folder) = &self.folder else { return Err(AppError::Internal("no folder was opened").into()) };
        let as_of = snapshot.as_of;
        let written = write_pack(folder, papers, snapshot, &app.hospital, app.words(LANGUAGE));
        if matches!(written, Err(PackError::Files { .. })) {
            self.folder = None;
        }
        let papers = written?;
        app.downtime.change(|state| state.as_of = Some(as_of.at));
        wanted.send_replace(Arc::new(papers));
        Ok(())
    }
}

/// One after the other, so that people's own PDFs have the other turns. A list is finished before the next is taken, so
/// that no ward waits for ever behind those that change all the time, or behind one whose PDF fails.
async fn print_what_is_wanted(app: Arc<App>, papers: Arc<Papers>, mut wanting: watch::Receiver<Arc<Vec<Paper>>>) {
    let mut failed: HashMap<String, (Vec<u8>, Instant)> = HashMap::new();
    while wanting.changed().await.is_ok() {
        // It may be installed later.
        if app.pdf.chromium().is_none() {
            continue;
        }
        let wanted = Arc::clone(&wanting.borrow_and_update());
        for paper in wanted.iter().filter(|paper| !papers.has(&paper.file, &paper.key)) {
            let failure = failed.get(&paper.file);
            if failure.is_some_and(|(key, at)| *key == paper.key && at.elapsed() < PDF_FAILED) {
                continue;
            }
            failed.remove(&paper.file);
            if let Err(error) = papers.print(&app.pdf, paper).await {
                tracing::warn!(%error, file = paper.file, "no PDF for the downtime pack");
                failed.insert(paper.file.clone(), (paper.key.clone(), Instant::now()));
            }
        }
    }
}
