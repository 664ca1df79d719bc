//! What people did and heard while something was broken.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Nobody waits longer for an answer, whatever is broken.
pub const ANSWERED_WITHIN: Duration = Duration::from_secs(15);
/// A commit that is older than this is on a page, or the page says that it is behind (FRESH-1).
pub const SHOWN_WITHIN: Duration = Duration::from_secs(2);

/// One thing that somebody meant to do once.
#[derive(Clone, Debug)]
pub struct Act {
    /// As its event names it.
    pub verb: &'static str,
    /// The note of the prescribed item; it names the line for whatever comes after.
    pub mark: String,
    pub patient: i64,
    /// 0 until it is known.
    pub prescription: i64,
    pub acknowledged: Option<Instant>,
}

/// Shared by all people of a trial.
#[derive(Default)]
pub struct Record {
    acts: Mutex<Vec<Act>>,
    violations: Mutex<Vec<String>>,
    heard: Mutex<BTreeMap<String, usize>>,
    /// The program itself is killed: a connection that ends without an answer is nobody's fault.
    program_dies: AtomicBool,
    /// The program ends in good order: nobody need be there, but what is begun is answered.
    program_ends: AtomicBool,
    /// By when everything must work again.
    works_from: Mutex<Option<Instant>>,
}

impl Record {
    /// Its number, for [`Record::acknowledge`].
    pub fn begin(&self, verb: &'static str, mark: &str, patient: i64, prescription: i64) -> usize {
        let act = Act { verb, mark: mark.to_owned(), patient, prescription, acknowledged: None };
        let mut acts = held(&self.acts);
        acts.push(act);
        acts.len() - 1
    }

    pub fn acknowledge(&self, number: usize, prescription: i64) {
        if let Some(act) = held(&self.acts).get_mut(number) {
            act.acknowledged = Some(Instant::now());
            act.prescription = prescription;
        }
    }

    pub fn acts(&self) -> Vec<Act> {
        held(&self.acts).clone()
    }

    /// How many things were acknowledged.
    pub fn acknowledged(&self) -> usize {
        held(&self.acts).iter().filter(|act| act.acknowledged.is_some()).count()
    }

    /// Notes of a patient that a page must show by now.
    pub fn old_marks(&self, patient: i64) -> Vec<String> {
        let acts = held(&self.acts);
        let is_old = |act: &&Act| {
            let age = act.acknowledged.map(|at| at.elapsed());
            act.patient == patient && act.verb == "prescribe" && age.is_some_and(|age| age > SHOWN_WITHIN)
        };
        acts.iter().rev().filter(is_old).take(20).map(|act| act.mark.clone()).collect()
    }

    pub fn violation(&self, what: String) {
        held(&self.violations).push(what);
    }

    pub fn violations(&self) -> Vec<String> {
        held(&self.violations).clone()
    }

    pub fn hear(&self, what: String) {
        *held(&self.heard).entry(what).or_default() += 1;
    }

    /// Answers by kind.
    pub fn heard(&self) -> BTreeMap<String, usize> {
        held(&self.heard).clone()
    }

    /// From now on the program may be killed.
    pub fn program_dies(&self) {
        self.program_dies.store(true, Ordering::SeqCst);
    }

    /// From now on the program may end.
    pub fn program_ends(&self) {
        self.program_ends.store(true, Ordering::SeqCst);
    }

    pub fn may_be_broken_off(&self) -> bool {
        self.program_dies.load(Ordering::SeqCst)
    }

    pub fn may_be_away(&self) -> bool {
        self.may_be_broken_off() || self.program_ends.load(Ordering::SeqCst)
    }

    pub fn set_works_from(&self, at: Option<Instant>) {
        *held(&self.works_from) = at;
    }

    /// Whether a request that was sent at a moment had to be served.
    pub fn must_work(&self, sent: Instant) -> bool {
        held(&self.works_from).is_some_and(|from| sent > from)
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
