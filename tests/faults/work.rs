//! A hospital at work: doctors prescribe, a pharmacist verifies to sends, a nurse receives, and somebody looks on.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::caller::Caller;
use super::proxy::RUNTIME;
use super::record::Record;
use super::supply::{Line, nurse, pharmacist};
use crate::support::form::{AGAIN, Item};
use crate::support::person::{Person, Reply};

/// Whoever sent something when the day ends goes on sending for so long.
const LAST_TRIES: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(60);

/// Somebody to prescribe for.
#[derive(Clone, Copy, Debug)]
pub struct Bed {
    pub patient: i64,
    pub admission: i64,
}

/// Where the work goes on, and who does it; people stay logged in from trial to trial.
#[derive(Clone)]
pub struct Crew {
    pub doctor: Person,
    pub pharmacist: Person,
    pub nurse: Person,
    pub instances: Vec<String>,
    pub beds: Vec<Bed>,
    /// Beds of one ward, whose lines go on to the pharmacy.
    pub supplied: Vec<Bed>,
}

/// When to stop.
pub struct Day {
    over: AtomicBool,
    end: std::sync::Mutex<Option<Instant>>,
}

impl Day {
    pub fn is_over(&self) -> bool {
        self.over.load(Ordering::SeqCst)
    }

    /// Nobody tries any more what they have begun.
    pub fn is_late(&self) -> bool {
        let end = self.end.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        end.is_some_and(|end| end.elapsed() > LAST_TRIES)
    }
}

/// People at work, until [`Work::end`].
pub struct Work {
    pub record: Arc<Record>,
    day: Arc<Day>,
    tasks: Vec<JoinHandle<()>>,
}

/// Counts marks: each is one prescribed item.
static NEXT_MARK: AtomicUsize = AtomicUsize::new(1);

pub fn next_mark() -> String {
    format!("trial-{}", NEXT_MARK.fetch_add(1, Ordering::Relaxed))
}

impl Work {
    /// So many doctors, and one of everybody else.
    pub fn begin(crew: &Crew, doctors: usize) -> Self {
        let record = Arc::new(Record::default());
        let day = Arc::new(Day { over: AtomicBool::new(false), end: std::sync::Mutex::default() });
        let caller = |person: &Person| Caller::new(person.clone(), crew.instances.clone(), Arc::clone(&record));
        let mut tasks = Vec::new();
        for number in 0..doctors {
            let beds: Vec<Bed> = crew.beds.iter().copied().skip(number).step_by(doctors).collect();
            tasks.push(RUNTIME.spawn(prescribe_on(caller(&crew.doctor), beds, Arc::clone(&day), number, None)));
        }
        let (verified, to_verify) = mpsc::channel(64);
        let (sent, to_receive) = mpsc::channel(64);
        let supplied = crew.supplied.clone();
        tasks.push(RUNTIME.spawn(prescribe_on(caller(&crew.doctor), supplied, Arc::clone(&day), 1, Some(verified))));
        tasks.push(RUNTIME.spawn(pharmacist(caller(&crew.pharmacist), Arc::clone(&day), to_verify, sent)));
        tasks.push(RUNTIME.spawn(nurse(caller(&crew.nurse), Arc::clone(&day), to_receive)));
        tasks.push(RUNTIME.spawn(look_on(caller(&crew.doctor), crew.beds.clone(), Arc::clone(&day))));
        Work { record, day, tasks }
    }

    /// Everybody finishes what they have begun.
    pub fn end(self) -> Arc<Record> {
        self.day.over.store(true, Ordering::SeqCst);
        *self.day.end.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(Instant::now());
        for task in self.tasks {
            if let Err(error) = RUNTIME.block_on(task) {
                self.record.violation(format!("the workload broke: {error}"));
            }
        }
        self.record
    }
}

/// Prescribes for one patient after the other, and looks each time.
async fn prescribe_on(doctor: Caller, beds: Vec<Bed>, day: Arc<Day>, turn: usize, pass_on: Option<mpsc::Sender<Line>>) {
    for (place, bed) in beds.iter().cycle().enumerate() {
        if day.is_over() {
            return;
        }
        if let Some(line) = prescribe(&doctor, *bed, turn + place, || day.is_late()).await
            && let Some(pass_on) = &pass_on
        {
            // A pharmacist who is behind takes fewer.
            let _full = pass_on.try_send(line);
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Signs once, however often it must be sent, and looks at the patient's page.
pub async fn prescribe(doctor: &Caller, bed: Bed, turn: usize, until: impl Fn() -> bool) -> Option<Line> {
    let mark = next_mark();
    let fields = form(bed, &mark);
    let act = doctor.record().begin("prescribe", &mark, bed.patient, 0);
    let path = format!("/patients/{}/prescriptions", bed.patient);
    let reply = doctor.insist(&path, &fields, until).await?;
    let prescription = number_of(&reply)?;
    doctor.record().acknowledge(act, prescription);
    let page = doctor.page(turn, &format!("/patients/{}", bed.patient)).await;
    must_show(doctor.record(), &reply, page.as_ref(), &shown(&mark), "the prescriber's next page");
    Some(Line { prescription, patient: bed.patient, mark })
}

/// The fields as a browser sends them, with a key of their own.
pub fn form(bed: Bed, mark: &str) -> Vec<(String, String)> {
    let item = Item::simeticone().with("note", mark);
    let key = uuid::Uuid::now_v7().to_string();
    let admission = bed.admission.to_string();
    let head = [("key", key.as_str()), ("admission", &admission), ("action", "sign")];
    let decision = [("decision", AGAIN), ("reason", "once more"), ("needed", AGAIN)];
    let fields = head.into_iter().chain(item.fields()).chain(decision);
    fields.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// As pages show a note.
pub fn shown(mark: &str) -> String {
    format!("<em>{mark}</em>")
}

/// The prescription that an answer leads to.
pub fn number_of(reply: &Reply) -> Option<i64> {
    let path = reply.location.split(['?', '#']).next()?;
    (reply.status == 303).then(|| path.rsplit('/').next()?.parse().ok()).flatten()
}

/// Own next page: it has what was done, or it or the answer says that lists are behind, or that there is more than it shows.
pub fn must_show(record: &Record, done: &Reply, page: Option<&Reply>, words: &str, whose: &str) {
    let Some(page) = page else { return };
    let says = |words| page.body.contains(words);
    let is_said = done.location.contains("not-shown-yet") || says("data-behind") || says("there are more");
    if !is_said && !says(words) {
        record.violation(format!("{whose} lacks what was just done"));
    }
}

/// Somebody who only reads: whatever is older than two seconds is there, or the page says that it is behind.
async fn look_on(reader: Caller, beds: Vec<Bed>, day: Arc<Day>) {
    for (turn, bed) in beds.iter().cycle().enumerate() {
        if day.is_over() {
            return;
        }
        let marks = reader.record().old_marks(bed.patient);
        if !marks.is_empty()
            && let Some(page) = reader.page(turn, &format!("/patients/{}", bed.patient)).await
            && !page.body.contains("data-behind")
            && marks.iter().any(|mark| !page.body.contains(&shown(mark)))
        {
            reader.record().violation("a page is stale and does not say so".to_owned());
        }
        tokio::time::sleep(PAUSE).await;
    }
}
