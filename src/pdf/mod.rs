//! PDFs of pages, made by Chromium: a few at a time, some more waiting, and nothing left over of any.

mod chromium;
mod job;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{OwnedSemaphorePermit, Semaphore, TryAcquireError, oneshot, watch};

use crate::config::Config;
use crate::page::self_contained::OneFile;
use job::Job;

pub use chromium::is_without_sandbox;
pub use job::sweep_up;

const LOOK_EVERY: Duration = Duration::from_millis(10);
/// A killed Chromium is gone at once; whoever keeps a turn for something else is not waited for.
const ENDED_WITHIN: Duration = Duration::from_secs(5);

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    #[error("too many PDFs are being made")]
    Busy,
    #[error("the program is stopping")]
    Stopping,
    #[error(
        "no Chromium for PDFs: install it (Debian: apt-get install chromium), or set POSOLOGY_CHROMIUM to its program"
    )]
    Missing,
    #[error("Chromium took too long")]
    Late,
    #[error("Chromium made no PDF: {0}")]
    Failed(String),
    #[error("{doing}: {error}")]
    Files { doing: &'static str, error: std::io::Error },
}

impl PdfError {
    /// A word for metrics and for the texts of error pages.
    pub fn code(&self) -> &'static str {
        match self {
            PdfError::Busy => "busy",
            PdfError::Stopping => "stopping",
            PdfError::Missing => "missing",
            PdfError::Late => "late",
            PdfError::Failed(_) | PdfError::Files { .. } => "failed",
        }
    }

    fn files(doing: &'static str) -> impl FnOnce(std::io::Error) -> PdfError {
        move |error| PdfError::Files { doing, error }
    }
}

/// Makes PDFs, in turn. A clone has the same turns.
#[derive(Clone)]
pub struct Pdf {
    chromium: Option<PathBuf>,
    at_once: usize,
    at_most: usize,
    within: Duration,
    /// One for each that is made or waits.
    places: Arc<Semaphore>,
    /// One for each that is made.
    turns: Arc<Semaphore>,
    stopping: watch::Sender<bool>,
}

/// The right to run one Chromium. Whoever has it makes the page only now, so that no page waits in memory.
pub struct Turn {
    pdf: Pdf,
    place: OwnedSemaphorePermit,
    turn: OwnedSemaphorePermit,
}

impl Pdf {
    pub fn new(config: &Config) -> Self {
        let at_once = usize::from(config.pdf_at_once.get());
        let at_most = at_once + usize::from(config.pdf_waiting);
        Pdf {
            chromium: config.chromium.clone(),
            at_once,
            at_most,
            within: Duration::from_secs(config.pdf_seconds.get().into()),
            places: Arc::new(Semaphore::new(at_most)),
            turns: Arc::new(Semaphore::new(at_once)),
            stopping: watch::Sender::new(false),
        }
    }

    /// Where Chromium is, if it is installed.
    pub fn chromium(&self) -> Option<PathBuf> {
        chromium::find(self.chromium.as_deref())
    }

    /// The PDF of one page. Dropped before it is there, its Chromium is ended.
    ///
    /// # Errors
    /// [`PdfError`].
    pub async fn render(&self, page: OneFile) -> Result<Vec<u8>, PdfError> {
        self.turn().await?.print(page).await
    }

    /// Waits for a turn, as long as there is a place to wait and as a PDF may take.
    ///
    /// # Errors
    /// [`PdfError::Busy`] and [`PdfError::Stopping`].
    pub async fn turn(&self) -> Result<Turn, PdfError> {
        counted(self.queue().await)
    }

    async fn queue(&self) -> Result<Turn, PdfError> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|refusal| match refusal {
            TryAcquireError::NoPermits => PdfError::Busy,
            TryAcquireError::Closed => PdfError::Stopping,
        })?;
        let turn = tokio::time::timeout(self.within, Arc::clone(&self.turns).acquire_owned()).await;
        let turn = turn.map_err(|_| PdfError::Busy)?.map_err(|_| PdfError::Stopping)?;
        Ok(Turn { pdf: self.clone(), place, turn })
    }

    /// PDFs that are being made.
    pub fn running(&self) -> usize {
        self.at_once.saturating_sub(self.turns.available_permits())
    }

    /// PDFs that wait for their turn.
    pub fn waiting(&self) -> usize {
        self.at_most.saturating_sub(self.places.available_permits() + self.running())
    }

    /// Lets nobody in any more, ends each Chromium, and waits until none is left.
    pub async fn stop(&self) {
        self.places.close();
        self.turns.close();
        self.stopping.send_replace(true);
        let began = Instant::now();
        while self.running() > 0 && began.elapsed() < ENDED_WITHIN {
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }
}

impl Turn {
    /// Prints one page.
    ///
    /// # Errors
    /// [`PdfError`] but [`PdfError::Busy`].
    pub async fn print(self, page: OneFile) -> Result<Vec<u8>, PdfError> {
        let began = Instant::now();
        let printed = counted(self.work(page).await);
        metrics::histogram!("posology_pdf_seconds").record(began.elapsed().as_secs_f64());
        printed
    }

    /// On a thread of its own, which is Chromium's parent and lets go of the turn once Chromium is gone.
    async fn work(self, page: OneFile) -> Result<Vec<u8>, PdfError> {
        let Turn { pdf, place, turn } = self;
        let job = Job { chromium: pdf.chromium().ok_or(PdfError::Missing)?, within: pdf.within, page };
        let (answer, answered) = oneshot::channel();
        let stopping = pdf.stopping.subscribe();
        let work = move || {
            let printed = job.run(|| answer.is_closed() || *stopping.borrow());
            drop((turn, place));
            // Whoever asked may have gone.
            let _ = answer.send(printed);
        };
        std::thread::Builder::new().name("pdf".to_owned()).spawn(work).map_err(PdfError::files("no thread"))?;
        answered.await.unwrap_or(Err(PdfError::Stopping))
    }
}

fn counted<T>(outcome: Result<T, PdfError>) -> Result<T, PdfError> {
    if let Err(error) = &outcome {
        metrics::counter!("posology_pdf_failures_total", "why" => error.code()).increment(1);
    }
    outcome
}
