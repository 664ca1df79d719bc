//! The pharmacy's and the ward's part of the work: each line verified, separated, dispensed, sent and received.

use std::sync::Arc;

use tokio::sync::mpsc;

use super::caller::Caller;
use super::work::{Day, must_show};
use crate::support::html_form::HtmlForm;
use crate::support::person::Reply;

/// A signed line.
#[derive(Clone, Debug)]
pub struct Line {
    pub prescription: i64,
    pub patient: i64,
    pub mark: String,
}

impl Line {
    /// As a list's box has it.
    fn at(&self, stage: &str) -> String {
        format!("{}/1:{stage}", self.prescription)
    }
}

/// A step that a list's form makes: its event, its form, the stage before, and the list that shows it afterwards.
struct Step {
    verb: &'static str,
    action: &'static str,
    from: &'static str,
    list: &'static str,
    to: &'static str,
}

const VERIFY: Step = step("verify", "/lines/verification", "submitted", "/separation", "verified");
const SEPARATE: Step = step("separate", "/lines/separation", "verified", "/bags", "separated");
const DISPENSE: Step = step("dispense", "/lines/dispensing", "separated", "/bags", "dispensed");
const SEND: Step = step("send", "/lines/sending", "dispensed", "", "sent");
const RECEIVE: Step = step("receive", "/lines/receipt", "sent", "", "received");

const fn step(
    verb: &'static str,
    action: &'static str,
    from: &'static str,
    list: &'static str,
    to: &'static str,
) -> Step {
    Step { verb, action, from, list, to }
}

type Fields = Vec<(String, String)>;

/// Takes each signed line to the porter.
pub async fn pharmacist(pharmacist: Caller, day: Arc<Day>, mut lines: mpsc::Receiver<Line>, sent: mpsc::Sender<Line>) {
    while let Some(line) = lines.recv().await {
        if day.is_over() {
            return;
        }
        if to_the_porter(&pharmacist, &day, &line).await.is_some() {
            // A ward that is behind receives less.
            let _full = sent.try_send(line);
        }
    }
}

async fn to_the_porter(pharmacist: &Caller, day: &Day, line: &Line) -> Option<()> {
    carry_out(pharmacist, day, line, &VERIFY, chosen(line, &VERIFY)).await?;
    let proposal = propose(pharmacist, day, line).await?;
    carry_out(pharmacist, day, line, &SEPARATE, proposal).await?;
    carry_out(pharmacist, day, line, &DISPENSE, chosen(line, &DISPENSE)).await?;
    carry_out(pharmacist, day, line, &SEND, chosen(line, &SEND)).await
}

/// Receives whatever a porter brings.
pub async fn nurse(nurse: Caller, day: Arc<Day>, mut sent: mpsc::Receiver<Line>) {
    while let Some(line) = sent.recv().await {
        if day.is_over() {
            return;
        }
        let _late = carry_out(&nurse, &day, &line, &RECEIVE, chosen(&line, &RECEIVE)).await;
    }
}

fn chosen(line: &Line, step: &Step) -> Fields {
    let key = uuid::Uuid::now_v7().to_string();
    let fields = [("key", key), ("porter", "Carlos Mendes".to_owned()), ("line", line.at(step.from))];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The lots that are proposed, as the form to be agreed to has them.
async fn propose(pharmacist: &Caller, day: &Day, line: &Line) -> Option<Fields> {
    let reply = pharmacist.insist(SEPARATE.action, &chosen(line, &SEPARATE), || day.is_late()).await?;
    if reply.status != 200 {
        return None;
    }
    Some(HtmlForm::read(&reply.body, "p-pick").0)
}

/// Once, however often it must be sent; then looks whether the list shows it.
async fn carry_out(person: &Caller, day: &Day, line: &Line, step: &Step, fields: Fields) -> Option<()> {
    let act = person.record().begin(step.verb, &line.mark, line.patient, line.prescription);
    let reply: Reply = person.insist(step.action, &fields, || day.is_late()).await?;
    if reply.status != 303 {
        return None;
    }
    person.record().acknowledge(act, line.prescription);
    if !step.list.is_empty() {
        let page = person.page(0, step.list).await;
        must_show(person.record(), &reply, page.as_ref(), &line.at(step.to), "the pharmacist's next page");
    }
    Some(())
}
