//! How often an ordinary day's prescriptions are interrupted by the safety checks.

use diesel::RunQueryDsl;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use reqwest::Client;

use super::data::BenchHospital;
use super::orders::{Order, Sheet, unescaped, who_may};

const PRESCRIPTIONS: usize = 500;
/// Items of an order that begins something.
const BEGUN: usize = 3;
/// Interruptions per ten prescriptions that doctors still read.
const AIM: f64 = 1.0;

/// Each patient's own items renewed; then what neighbours in the ward get and this patient does not, in turns. More
/// than are needed, as some cannot be checked: a patient without a weight, items that nobody may prescribe together.
fn sheets(orders: &[Order]) -> Vec<Sheet> {
    let mut by_patient: BTreeMap<i64, Vec<&Order>> = BTreeMap::new();
    for order in orders {
        by_patient.entry(order.patient_id).or_default().push(order);
    }
    let sheet = |own: &[&Order], rows: Vec<(Order, bool)>| Sheet {
        patient_id: own[0].patient_id,
        admission_id: own[0].admission_id,
        rows,
    };
    let renewed = by_patient
        .values()
        .map(|own| sheet(own, own.iter().filter(|order| !order.once).map(|order| ((*order).clone(), true)).collect()));
    let begun =
        (0..).flat_map(|turn| by_patient.values().filter_map(move |own| Some((own, begin(own, orders, turn)?))));
    let begun = begun.map(|(own, rows)| sheet(own, rows));
    renewed.filter(|sheet| !sheet.rows.is_empty()).chain(begun).take(2 * PRESCRIPTIONS).collect()
}

/// Up to three items of neighbours, another few each turn.
fn begin(own: &[&Order], orders: &[Order], turn: usize) -> Option<Vec<(Order, bool)>> {
    let mut known: BTreeSet<i64> = own.iter().map(|order| order.medication_id).collect();
    let neighbours = orders.iter().filter(|order| order.ward_id == own[0].ward_id);
    let others: Vec<&Order> = neighbours.filter(|order| known.insert(order.medication_id)).collect();
    let first = (turn * BEGUN + usize::try_from(own[0].patient_id).ok()?) % others.len().max(1);
    let chosen: Vec<_> = others
        .iter()
        .cycle()
        .skip(first)
        .take(BEGUN.min(others.len()))
        .map(|order| ((*order).clone(), false))
        .collect();
    (!chosen.is_empty()).then_some(chosen)
}

/// What interrupted, what was only worth knowing, and what could not be checked.
#[derive(Default)]
struct Day {
    checked: usize,
    interrupted: usize,
    unchecked: BTreeMap<String, usize>,
    by_rule: BTreeMap<(String, &'static str), usize>,
    findings: HashMap<String, usize>,
}

impl Day {
    fn count(&mut self, page: &str) {
        if !page.contains("id=\"alerts\"") {
            let why = page.split("error-summary__list\"><li>").nth(1).map(text_of).unwrap_or_default();
            *self.unchecked.entry(why).or_default() += 1;
            return;
        }
        let articles = page.split("<article class=\"p-weigh__alert p-weigh__alert--").skip(1);
        self.checked += 1;
        let mut interrupts = false;
        for article in articles {
            let severity = ["stop", "warning", "notice"].into_iter().find(|code| article.starts_with(code));
            let severity = severity.expect("a severity");
            let rule = article.split("<p class=\"p-quiet\">").nth(1).and_then(rule_of).unwrap_or_default();
            *self.by_rule.entry((rule, severity)).or_default() += 1;
            if severity != "notice" {
                interrupts = true;
                let what = article.split("</span> ").nth(1).and_then(|rest| rest.split('<').next()).unwrap_or_default();
                *self.findings.entry(format!("{severity}: {}", unescaped(what))).or_default() += 1;
            }
        }
        self.interrupted += usize::from(interrupts);
    }

    fn print(&self) {
        let alerts: usize = self.findings.values().sum();
        let per_ten = alerts as f64 * 10.0 / self.checked as f64;
        println!("alerts on a day of {} ordinary prescriptions", self.checked);
        println!("{:<44} {per_ten:>8.2} (aim {AIM})", "interruptions per 10 prescriptions");
        println!("{:<44} {:>8}", "prescriptions interrupted", self.interrupted);
        for ((rule, severity), count) in &self.by_rule {
            println!("{:<44} {count:>8}", format!("  {rule}, {severity}"));
        }
        let mut findings: Vec<_> = self.findings.iter().collect();
        findings.sort_by(|left, right| right.1.cmp(left.1).then(left.0.cmp(right.0)));
        for (what, count) in findings.into_iter().take(10) {
            println!("  {count:>4} × {what}");
        }
        for (why, count) in &self.unchecked {
            println!("  {count:>4} not checked: {why}");
        }
        println!();
    }
}

/// `<a href="…">What is wrong</a>`: what is wrong.
fn text_of(link: &str) -> String {
    let text = link.split_once('>').map_or(link, |(_, text)| text);
    unescaped(text.split('<').next().unwrap_or_default())
}

/// `Medicamento 1 · CDS-3 · …`: the rule's number.
fn rule_of(quiet: &str) -> Option<String> {
    let is_rule = |part: &&str| {
        part.contains('-') && part.chars().all(|sign| sign == '-' || sign.is_ascii_uppercase() || sign.is_ascii_digit())
    };
    quiet.split('<').next()?.split(" · ").map(str::trim).find(is_rule).map(str::to_owned)
}

pub async fn measure(hospital: &BenchHospital, orders: &[Order]) {
    let mut connection = hospital.connect();
    // A question is answered before its item is renewed.
    let answer = "update prescription_items set stage = 'submitted' where stage = 'queried'";
    diesel::sql_query(answer).execute(&mut connection).expect("answers");
    let mut clients: HashMap<String, Client> = HashMap::new();
    let mut day = Day::default();
    for sheet in sheets(orders) {
        if day.checked == PRESCRIPTIONS {
            break;
        }
        let Some(username) = who_may(&mut connection, &sheet.medications()) else {
            *day.unchecked.entry("nobody may prescribe all of it".to_owned()).or_default() += 1;
            continue;
        };
        if !clients.contains_key(&username) {
            let client = hospital.log_in(&[username.as_str()]).await.remove(0);
            clients.insert(username.clone(), client);
        }
        let reply = sheet.check(hospital, &clients[&username]).await;
        assert!(matches!(reply.status().as_u16(), 200 | 422), "{}", reply.status());
        day.count(&reply.text().await.expect("a page"));
    }
    day.print();
}
