//! Somebody who asks again, with the same form, until there is an answer; and what answers there may be.

use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::Method;

use super::record::{ANSWERED_WITHIN, Record};
use crate::support::person::{Person, Reply};

/// How soon somebody presses the button again.
const AGAIN_AFTER: Duration = Duration::from_millis(150);

/// One try.
enum Heard {
    Answer(Reply),
    /// Nobody is there.
    Refused,
    /// The connection ended before the answer did.
    Broken,
    /// Nothing came in time.
    Silence,
}

/// A person with a browser, who goes from one instance to the next when one does not answer.
#[derive(Clone)]
pub struct Caller {
    person: Person,
    instances: Vec<String>,
    record: Arc<Record>,
}

impl Caller {
    pub fn new(person: Person, instances: Vec<String>, record: Arc<Record>) -> Self {
        Caller { person, instances, record }
    }

    pub fn first_instance(&self) -> String {
        self.instances.first().cloned().unwrap_or_default()
    }

    /// The same person at one instance alone.
    pub fn at_instance(&self, place: usize) -> Self {
        let instances = self.instances.iter().skip(place).take(1).cloned().collect();
        Caller { instances, ..self.clone() }
    }

    pub fn record(&self) -> &Arc<Record> {
        &self.record
    }

    /// A page, once; None where it cannot be had now.
    pub async fn page(&self, turn: usize, path: &str) -> Option<Reply> {
        let sent = Instant::now();
        let heard = self.once(turn, Method::GET, path, &[]).await;
        self.judge(&format!("GET {path}"), sent, heard).filter(|reply| reply.status < 400)
    }

    /// A form, sent again and again until it is answered or nobody waits any more.
    pub async fn insist(&self, path: &str, fields: &[(String, String)], until: impl Fn() -> bool) -> Option<Reply> {
        let mut turn = 0;
        while !until() {
            let sent = Instant::now();
            let heard = self.once(turn, Method::POST, path, fields).await;
            match self.judge(&format!("POST {path}"), sent, heard) {
                Some(reply) if reply.status != 503 => return Some(reply),
                _ => tokio::time::sleep(AGAIN_AFTER).await,
            }
            turn += 1;
        }
        None
    }

    async fn once(&self, turn: usize, method: Method, path: &str, fields: &[(String, String)]) -> Heard {
        let url = self.instances.get(turn % self.instances.len()).map_or("", String::as_str);
        let mut request = self.person.at(url).request(method, path).timeout(ANSWERED_WITHIN);
        if !fields.is_empty() {
            request = request.form(fields);
        }
        let answer = match request.send().await {
            Ok(answer) => answer,
            Err(error) => return failed(&error),
        };
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let location = headers.get("location").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        match answer.text().await {
            Ok(body) => Heard::Answer(Reply { status, location, body, headers }),
            Err(error) => failed(&error),
        }
    }

    /// The answer, if there was one; what may not be is a violation.
    fn judge(&self, what: &str, sent: Instant, heard: Heard) -> Option<Reply> {
        let must_work = self.record.must_work(sent);
        let (kind, reply) = match heard {
            Heard::Answer(reply) => (reply.status.to_string(), Some(reply)),
            Heard::Refused => ("refused".to_owned(), None),
            Heard::Broken => ("broken off".to_owned(), None),
            Heard::Silence => ("silence".to_owned(), None),
        };
        self.record.hear(kind.clone());
        let wrong = match &reply {
            Some(reply) => wrong_answer(reply, must_work),
            None if kind == "silence" => Some(format!("no answer in {ANSWERED_WITHIN:?}")),
            None if must_work => Some(kind),
            None if self.record.may_be_broken_off() => None,
            None if kind == "refused" && self.record.may_be_away() => None,
            None => Some(kind),
        };
        if let Some(wrong) = wrong {
            self.record.violation(format!("{}: {wrong}", of_any_number(what)));
        }
        reply
    }
}

fn wrong_answer(reply: &Reply, must_work: bool) -> Option<String> {
    match reply.status {
        200..400 if reply.location.starts_with("/login") => Some("logged out".to_owned()),
        200..400 => None,
        503 if must_work => Some("503 after all was well again".to_owned()),
        503 if reply.headers.contains_key("retry-after") => None,
        503 => Some("503 without Retry-After".to_owned()),
        status => Some(format!("{status}: {}", heading(&reply.body))),
    }
}

/// `/patients/{}/prescriptions` of whomever.
fn of_any_number(what: &str) -> String {
    let path = what.split('?').next().unwrap_or_default();
    let steps = path.split('/').map(|step| if step.parse::<i64>().is_ok() { "{}" } else { step });
    steps.collect::<Vec<_>>().join("/")
}

fn heading(page: &str) -> String {
    let start = page.split("<h1").nth(1).and_then(|rest| rest.split_once('>')).map_or(page, |(_, rest)| rest);
    start.split('<').next().unwrap_or_default().trim().chars().take(120).collect()
}

fn failed(error: &reqwest::Error) -> Heard {
    if error.is_timeout() {
        Heard::Silence
    } else if error.is_connect() {
        Heard::Refused
    } else {
        Heard::Broken
    }
}
