//! Units under many hands: none is picked twice, and whatever is done, the ledger is the balances and the bags.

use std::fmt::{Display, Formatter, Result as Formatted};

use futures_util::future::join_all;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use uuid::Uuid;

use crate::support::form::Item;
use crate::support::hospital::Hospital;
use crate::support::html_form::HtmlForm;
use crate::support::person::Person;
use crate::support::supply::{Team, agree, step_with};
use crate::support::trials::{Seed, trials};

const BOTTLE: &str = "P0155";

/// As before anything was picked: the shelf has so many units of one lot, and all lines wait.
fn reset(hospital: &Hospital, units: i32) {
    hospital.run(&format!(
        "set session_replication_role = replica; delete from item_lots; delete from item_supplies; delete from stock_movements; \
         delete from stock_balances; \
         update prescription_items i set stage = 'verified', closed_at = null, return_due_at = null, suspended_by = null, suspension_reason = null \
         where i.medication_id = (select id from medications where code = '{BOTTLE}') and i.prescription_id > 200000; \
         set session_replication_role = origin; \
         insert into stock_movements (kind, lot_id, to_place_id, units, user_id, document, supplier, unit_cost) \
         select 'receipt', l.id, p.id, {units}, (select id from users where username = 'ana.farmacia'), 'NF-e 1', 'Fornecedor', 1 \
         from lots l, stock_places p where l.number = 'ONLY' and p.code = 'FARMACIA'"
    ));
}

/// Lines with one bottle each, of prescriptions with numbers of their own.
async fn lines(hospital: &Hospital, team: &Team, count: i64) -> Vec<i64> {
    hospital.clear_stock();
    hospital.stock(BOTTLE, "ONLY", 1, 300);
    hospital.run("alter table prescriptions alter column id restart with 200001");
    let first = team.verified(1, vec![Item::simeticone()]).await;
    hospital.run(&format!(
        "insert into prescriptions (id, admission_id, patient_id, doctor_id, prescribed_at, valid_until) overriding system value \
         select 300000 + n, admission_id, patient_id, doctor_id, prescribed_at, valid_until from prescriptions, generate_series(2, {count}) n where id = {first}; \
         insert into prescription_items (prescription_id, number, medication_id, dose_quantity, dose_unit_code, route_code, frequency_code, duration_days, stage, scheduled_from) \
         select 300000 + n, 1, medication_id, dose_quantity, dose_unit_code, route_code, frequency_code, duration_days, 'verified', scheduled_from \
         from prescription_items, generate_series(2, {count}) n where prescription_id = {first}; \
         insert into prescription_item_times select i.id, t.time_of_day from prescription_items i, prescription_item_times t \
         join prescription_items f on f.id = t.item_id where f.prescription_id = {first} and i.prescription_id > 300000"
    ));
    let others = (2..=count).map(|n| 300_000 + n);
    [first].into_iter().chain(others).collect()
}

#[actix_web::test]
async fn of_50_dispensers_of_10_units_exactly_10_get_one_each_round() {
    let hospital = Hospital::open();
    let team = Team::of(&hospital).await;
    let ids = lines(&hospital, &team, 50).await;
    let (lot, place) = (
        hospital.count("select id from lots where number = 'ONLY'"),
        hospital.count("select id from stock_places where code = 'FARMACIA'"),
    );
    for round in 0..trials(1_000) {
        reset(&hospital, 10);
        let tries = ids.iter().map(|id| {
            let pharmacist = team.pharmacist.clone();
            let (line, plan) = (format!("{id}/1:verified"), format!("{id}/1=1+{lot}*{place}*1"));
            async move {
                let key = Uuid::now_v7().to_string();
                pharmacist.post("/lines/separation", &[("key", &key), ("line", &line), ("plan", &plan)]).await.status
            }
        });
        let statuses = join_all(tries).await;
        let got = statuses.iter().filter(|status| **status == 303).count();
        assert_eq!(got, 10, "round {round}: {statuses:?}");
        assert!(statuses.iter().all(|status| [303, 409].contains(status)), "round {round}: {statuses:?}");
        assert_eq!(hospital.count("select coalesce(sum(units), 0) from stock_balances b join stock_places p on p.id = b.place_id where p.kind = 'shelf'"), 0);
        assert_eq!(hospital.count("select sum(bagged) from item_supplies"), 10);
    }
    hospital.look_anew();
    hospital.adds_up();
}

/// What somebody does to one of two lines.
#[derive(Clone, Copy, Debug)]
enum Doing {
    Separate(u8),
    Unpack,
    Check,
    Dispense,
    Send,
    Receive,
    Suspend,
    /// So many come back from the ward, or all from the bag.
    Return(u8),
}

fn doings() -> impl Strategy<Value = Vec<(usize, Doing)>> {
    let doing = prop_oneof![
        4 => (1_u8..4).prop_map(Doing::Separate),
        1 => Just(Doing::Unpack),
        1 => Just(Doing::Check),
        3 => Just(Doing::Dispense),
        2 => Just(Doing::Send),
        2 => Just(Doing::Receive),
        1 => Just(Doing::Suspend),
        2 => (0_u8..4).prop_map(Doing::Return),
    ];
    prop::collection::vec((0_usize..2, doing), 1..10)
}

/// A line as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Model {
    stage: &'static str,
    needed: i32,
    bagged: i32,
    supplied: i32,
}

struct World {
    shelf: i32,
    lines: [Model; 2],
}

impl Display for Model {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Formatted {
        write!(formatter, "{} {} {} {}", self.stage, self.needed, self.bagged, self.supplied)
    }
}

impl Display for World {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Formatted {
        write!(formatter, "{}, {}, {} on the shelf", self.lines[0], self.lines[1], self.shelf)
    }
}

/// The world as the tables have it; what was never asked for needs four.
fn in_tables(hospital: &Hospital) -> String {
    hospital.text(
        "(select string_agg(concat_ws(' ', i.stage, coalesce(s.needed, 4), coalesce(s.bagged, 0), coalesce(s.supplied, 0)), ', ' order by i.prescription_id) \
          from prescription_items i left join item_supplies s on s.item_id = i.id where i.prescription_id > 200000) \
         || ', ' || (select coalesce(sum(units), 0) from stock_balances b join stock_places p on p.id = b.place_id where p.kind = 'shelf') || ' on the shelf'",
    )
}

impl World {
    /// Whether it is done; what is refused changes nothing.
    fn does(&mut self, at: usize, doing: Doing) -> bool {
        let shelf = self.shelf;
        let line = &mut self.lines[at];
        match (doing, line.stage) {
            (Doing::Separate(units), "verified" | "separated" | "dispensed" | "received") => {
                let units = i32::from(units);
                if units > line.needed - line.bagged - line.supplied {
                    return false;
                }
                let picked = units.min(shelf);
                line.bagged += picked;
                self.shelf -= picked;
                if picked > 0 {
                    line.stage = "separated";
                }
            }
            (Doing::Unpack, "separated") => {
                self.shelf += line.bagged;
                line.bagged = 0;
                line.stage = "verified";
            }
            (Doing::Check, "separated") => return true,
            (Doing::Dispense, "separated") => {
                line.supplied += line.bagged;
                line.bagged = 0;
                line.stage = "dispensed";
            }
            (Doing::Send, "dispensed") => line.stage = "sent",
            (Doing::Receive, "sent") => line.stage = "received",
            (Doing::Suspend, "verified" | "separated" | "dispensed" | "sent" | "received") => line.stage = "suspended",
            (Doing::Return(units), "separated" | "dispensed" | "sent" | "received" | "suspended") => {
                let units = i32::from(units);
                if units > line.supplied {
                    return false;
                }
                self.shelf += line.bagged + units;
                (line.bagged, line.supplied) = (0, line.supplied - units);
                // What is left over comes back, and the ward goes on.
                if line.stage != "received" {
                    line.stage = "returned";
                }
            }
            _ => return false,
        }
        true
    }
}

async fn carry_out(team: &Team, id: i64, now: &Model, doing: Doing) -> u16 {
    let seen = vec![format!("{id}/1:{}", now.stage)];
    let key = Uuid::now_v7().to_string();
    match doing {
        Doing::Separate(units) => separate_units(&team.pharmacist, id, now.stage, units).await,
        Doing::Unpack => step_with(&team.pharmacist, &key, "/lines/unpacking", &seen).await.status,
        Doing::Check => check(&team.other, id).await,
        Doing::Dispense => step_with(&team.pharmacist, &key, "/lines/dispensing", &seen).await.status,
        Doing::Send => step_with(&team.pharmacist, &key, "/lines/sending", &seen).await.status,
        Doing::Receive => step_with(&team.nurse, &key, "/lines/receipt", &seen).await.status,
        Doing::Suspend => {
            let item = format!("1:{}", now.stage);
            let fields = [("key", key.as_str()), ("item", item.as_str()), ("reason", "rash")];
            team.doctor.post(&format!("/prescriptions/{id}/suspension"), &fields).await.status
        }
        Doing::Return(units) => take_back(&team.pharmacist, id, units).await,
    }
}

async fn separate_units(pharmacist: &Person, id: i64, stage: &str, units: u8) -> u16 {
    let (key, line, of, units) =
        (Uuid::now_v7().to_string(), format!("{id}/1:{stage}"), format!("{id}/1"), units.to_string());
    let fields = [("key", key.as_str()), ("line", &line), ("of", &of), ("units", &units)];
    let shown = pharmacist.post("/lines/separation", &fields).await;
    if !shown.body.contains("class=\"p-pick\"") {
        return 409;
    }
    agree(pharmacist, &HtmlForm::read(&shown.body, "p-pick")).await.status
}

async fn check(other: &Person, id: i64) -> u16 {
    let page = other.get("/bags").await.body;
    let mark = page.split(&format!("value=\"{id}/1:separated@")).nth(1).and_then(|rest| rest.split('"').next());
    let Some(mark) = mark else { return 409 };
    let line = format!("{id}/1:separated@{mark}");
    step_with(other, &Uuid::now_v7().to_string(), "/lines/second-check", &[line]).await.status
}

async fn take_back(pharmacist: &Person, id: i64, units: u8) -> u16 {
    let path = format!("/prescriptions/{id}/items/1/return");
    let page = pharmacist.get(&path).await.body;
    if !page.contains("class=\"p-card\"") {
        return 409;
    }
    let mut form = HtmlForm::read(&page, "p-card");
    let ward = (0..form.count("from")).find(|row| form.get("from", *row) == "ward");
    match ward {
        Some(row) => form.set("units", row, &units.to_string()),
        None if units > 0 => return 422,
        None => {}
    }
    form.add("intact", "yes");
    pharmacist.post(&path, &form.fields()).await.status
}

#[actix_web::test]
async fn st_1_whatever_is_done_in_whatever_order_the_units_add_up_and_the_model_is_the_database() {
    let hospital = Hospital::open();
    let team = Team::of(&hospital).await;
    let ids = lines(&hospital, &team, 2).await;
    // As needed, so that any number may be asked for, up to four.
    hospital.run(&format!(
        "set session_replication_role = replica; \
         update prescription_items set medication_id = (select id from medications where code = '{BOTTLE}'), interval_hours = 6, most_per_day = 4, indication = 'pain', dose_unit_code = 'mg' where prescription_id > 200000; \
         update medications set dispensing_unit = 'comprimido', strength = '75 mg' where code = '{BOTTLE}'; \
         delete from prescription_item_times where item_id in (select id from prescription_items where prescription_id > 200000); \
         set session_replication_role = origin"
    ));
    let seed = Seed::draw();
    let mut runner = proptest::test_runner::TestRunner::new(proptest::test_runner::Config {
        rng_seed: proptest::test_runner::RngSeed::Fixed(seed.pick(0, usize::MAX) as u64),
        ..Default::default()
    });
    for run in 0..trials(2_000) {
        let shelf = 1 + seed.pick(run + 1, 7) as i32;
        reset(&hospital, shelf);
        let fresh = Model { stage: "verified", needed: 4, bagged: 0, supplied: 0 };
        let mut world = World { shelf, lines: [fresh.clone(), fresh] };
        let sequence = doings().new_tree(&mut runner).expect("a sequence").current();
        for (place, (at, doing)) in sequence.iter().enumerate() {
            let now = world.lines[*at].clone();
            let done = world.does(*at, *doing);
            let status = carry_out(&team, ids[*at], &now, *doing).await;
            let said = format!("run {run}, step {place} of {sequence:?}: {status}");
            assert!([303, 409, 422].contains(&status), "{said}");
            assert_eq!(status == 303, done, "{said}");
            assert_eq!(in_tables(&hospital), world.to_string(), "{said}");
        }
    }
    hospital.look_anew();
    hospital.adds_up();
}
