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
pub struct Step {
    verb: &'static str,
    action: &'static str,
    from: &'static str,
    list: &'static str,
    to: &'static str,
}

const SEPARATION: &str = "/lines/separation";

/// What a pharmacist does with a line, in this order.
pub const PHARMACISTS: [Step; 4] = [
    step("verify", "/lines/verification", "submitted", "/separation", "verified"),
    step("separate", SEPARATION, "verified", "/bags", "separated"),
    step("dispense", "/lines/dispensing", "separated", "/bags", "dispensed"),
    step("send", "/lines/sending", "dispensed", "", "sent"),
];
/// And what a nurse does.
pub const NURSES: [Step; 1] = [step("receive", "/lines/receipt", "sent", "", "received")];

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
    for step in &PHARMACISTS {
        if day.is_over() {
            return None;
        }
        let fields = fields_of(pharmacist, line, step, || day.is_late()).await?;
        carry_out(pharmacist, line, step, fields, || day.is_late()).await?;
    }
    Some(())
}

/// Receives whatever a porter brings.
pub async fn nurse(nurse: Caller, day: Arc<Day>, mut sent: mpsc::Receiver<Line>) {
    while let Some(line) = sent.recv().await {
        if day.is_over() {
            return;
        }
        for step in &NURSES {
            let _late = carry_out(&nurse, &line, step, chosen(&line, step), || day.is_late()).await;
        }
    }
}

fn chosen(line: &Line, step: &Step) -> Fields {
    let key = uuid::Uuid::now_v7().to_string();
    let fields = [("key", key), ("porter", "Carlos Mendes".to_owned()), ("line", line.at(step.from))];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// What a step's form sends: for a separation the lots that are proposed, as the form to be agreed to has them.
pub async fn fields_of(person: &Caller, line: &Line, step: &Step, until: impl Fn() -> bool) -> Option<Fields> {
    let chosen = chosen(line, step);
    if step.action != SEPARATION {
        return Some(chosen);
    }
    let reply = person.insist(step.action, &chosen, until).await?;
    (reply.status == 200).then(|| HtmlForm::read(&reply.body, "p-pick").0)
}

/// Once, however often it must be sent; then looks whether the list shows it.
pub async fn carry_out(
    person: &Caller,
    line: &Line,
    step: &Step,
    fields: Fields,
    until: impl Fn() -> bool,
) -> Option<()> {
    let act = person.record().begin(step.verb, &line.mark, line.patient, line.prescription);
    let reply: Reply = person.insist(step.action, &fields, until).await?;
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
