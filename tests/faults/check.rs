//! What must hold once it is over: everything that was acknowledged is there once, and everything adds up.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use posology::read_model::disagreements::{disagreements, register_imbalances, stock_imbalances, supply_imbalances};

use super::cluster::Cluster;
use super::record::{Act, Record};

/// Lists agree with the tables once no refresh is pending.
const AGREES_WITHIN: Duration = Duration::from_secs(5);

/// Adds to the record's violations.
pub fn check(cluster: &Cluster, record: &Record) {
    let acts = record.acts();
    written_once(cluster, record, &acts);
    adds_up(cluster, record);
    lists_agree(cluster, record);
}

/// Acknowledged exactly once, and otherwise once at most: in the tables and in the events.
fn written_once(cluster: &Cluster, record: &Record, acts: &[Act]) {
    let items: HashMap<String, i64> = cluster
        .counted("select note, count(*) from prescription_items where note like 'trial-%' group by note")
        .into_iter()
        .collect();
    let events: HashMap<String, i64> = cluster
        .counted(
            "select e.verb || ' ' || i.note, count(*) from events e join prescription_items i using (prescription_id) \
             where i.note like 'trial-%' group by 1",
        )
        .into_iter()
        .collect();
    for act in acts {
        let event = events.get(&format!("{} {}", act.verb, act.mark)).copied().unwrap_or(0);
        let written = if act.verb == "prescribe" { items.get(&act.mark).copied().unwrap_or(0) } else { event };
        let least = i64::from(act.acknowledged.is_some());
        if !(least..=1).contains(&written) || written != event {
            let was = if least == 1 { "acknowledged" } else { "not acknowledged" };
            record.violation(format!("{} {was}: {written} times, {event} events", act.verb));
        }
    }
}

fn adds_up(cluster: &Cluster, record: &Record) {
    let mut connection = cluster.connect();
    let stock = stock_imbalances(&mut connection).expect("balances").len();
    let supplies = supply_imbalances(&mut connection).expect("supplies").len();
    let registers = register_imbalances(&mut connection).expect("registers").len();
    for (what, count) in [("balances", stock), ("bags", supplies), ("registers", registers)] {
        if count > 0 {
            record.violation(format!("{count} {what} are not what their movements come to"));
        }
    }
    let below = cluster.count("select count(*) from stock_balances where units < 0");
    if below > 0 {
        record.violation(format!("{below} balances are below zero"));
    }
    // A bag is filled and emptied by what its events say.
    let unlike = cluster.count(
        "select count(*) from (select i.id, count(*) filter (where v.kind = 'separate') movements, \
         (select count(*) from events e where e.prescription_id = i.prescription_id and e.verb = 'separate') events \
         from prescription_items i join stock_movements v on v.item_id = i.id where i.note like 'trial-%' group by i.id) s \
         where movements <> events",
    );
    if unlike > 0 {
        record.violation(format!("{unlike} bags whose movements are not their events"));
    }
}

fn lists_agree(cluster: &Cluster, record: &Record) {
    let mut connection = cluster.connect();
    let began = Instant::now();
    loop {
        let found = disagreements(&mut connection).expect("the comparison").len();
        if found == 0 {
            return;
        }
        if began.elapsed() > AGREES_WITHIN {
            record.violation(format!("{found} lines of lists are not what the tables say"));
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}
