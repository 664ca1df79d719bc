//! Any sequence of commands, drawn: the ledger does what a few numbers on paper do.

use std::fmt::{Display, Formatter, Result as Formatted};

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, prop_oneof};

use super::shelf::{
    BAGS, BRUNO, Field, PHARMACY, QUARANTINE, SATELLITE, TABLET, adds_up, fill_in, fill_in_at, receive, supply,
};
use crate::support::hospital::Hospital;
use crate::support::html_form::HtmlForm;
use crate::support::person::Person;
use crate::support::trials::holds;

#[derive(Clone, Debug)]
enum Act {
    /// Between the two shelves, `true` towards the satellite.
    Transfer(bool, i64),
    Lose(i64, i64),
    Quarantine,
    Release(i64),
    Recall,
    /// Units more, or fewer, than there are.
    Count(i64, i64),
    /// To a patient's bag, and from there to the ward.
    Separate(i64),
    Dispense,
}

/// The lot on paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Paper {
    pharmacy: i64,
    satellite: i64,
    quarantine: i64,
    bags: i64,
    usable: bool,
    recalled: bool,
}

impl Paper {
    fn at(&mut self, place: i64) -> &mut i64 {
        match place {
            PHARMACY => &mut self.pharmacy,
            SATELLITE => &mut self.satellite,
            BAGS => &mut self.bags,
            _ => &mut self.quarantine,
        }
    }

    fn withdraw(&mut self, recall: bool) -> bool {
        let done = self.usable || recall && !self.recalled || self.pharmacy + self.satellite > 0;
        self.recalled |= recall;
        self.quarantine += self.pharmacy + self.satellite;
        (self.pharmacy, self.satellite, self.usable) = (0, 0, false);
        done
    }

    /// Whether it can be done; then it is.
    fn act(&mut self, act: &Act) -> bool {
        match *act {
            Act::Transfer(away, units) => {
                let (from, to) = if away { (PHARMACY, SATELLITE) } else { (SATELLITE, PHARMACY) };
                let done = self.usable && *self.at(from) >= units;
                if done {
                    *self.at(from) -= units;
                    *self.at(to) += units;
                }
                done
            }
            Act::Lose(place, units) => {
                let done = *self.at(place) >= units;
                if done {
                    *self.at(place) -= units;
                }
                done
            }
            Act::Quarantine => self.withdraw(false),
            Act::Recall => self.withdraw(true),
            Act::Release(place) => {
                let done = !self.usable;
                if done {
                    *self.at(place) += self.quarantine;
                    (self.quarantine, self.usable, self.recalled) = (0, true, false);
                }
                done
            }
            Act::Count(place, more) => {
                *self.at(place) = (*self.at(place) + more).max(0);
                true
            }
            Act::Separate(units) => {
                let units = units.min(self.pharmacy);
                self.pharmacy -= units;
                self.bags += units;
                true
            }
            Act::Dispense => {
                self.bags = 0;
                true
            }
        }
    }
}

impl Display for Paper {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Formatted {
        let state = match (self.usable, self.recalled) {
            (true, _) => "usable",
            (false, true) => "recalled",
            (false, false) => "quarantined",
        };
        write!(formatter, "{state} {} {} {} {}", self.pharmacy, self.satellite, self.quarantine, self.bags)
    }
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let shelf = prop_oneof![Just(PHARMACY), Just(SATELLITE)];
    let place = prop_oneof![Just(PHARMACY), Just(SATELLITE), Just(QUARANTINE)];
    let act = prop_oneof![
        4 => (proptest::bool::ANY, 1..8_i64).prop_map(|(away, units)| Act::Transfer(away, units)),
        3 => (place.clone(), 1..6_i64).prop_map(|(place, units)| Act::Lose(place, units)),
        1 => Just(Act::Quarantine),
        2 => shelf.prop_map(Act::Release),
        1 => Just(Act::Recall),
        3 => (place, -3..4_i64).prop_map(|(place, more)| Act::Count(place, more)),
        2 => (1..4_i64).prop_map(Act::Separate),
        1 => Just(Act::Dispense),
    ];
    vec(act, 1..9)
}

/// A hospital, somebody in it, and the lot that they act on.
struct Scene<'a> {
    hospital: &'a Hospital,
    pharmacist: &'a Person,
    lot: i64,
    item: i64,
}

impl Scene<'_> {
    /// Done, or refused in words.
    async fn act(&self, act: &Act, before: Paper) -> bool {
        let at = |verb: &str| format!("/stock/lots/{}/{verb}", self.lot);
        let reply = match *act {
            Act::Transfer(away, units) => {
                let (from, to) = if away { ("1", "5") } else { ("5", "1") };
                let fields = [("from", from), ("to", to), ("units", &units.to_string())];
                fill_in_at(self.pharmacist, &at("transfer"), &fields).await
            }
            Act::Lose(place, units) => {
                let (place, units) = (place.to_string(), units.to_string());
                let fields = [("place", place.as_str()), ("units", &units), ("reason", "fell"), BRUNO[0], BRUNO[1]];
                fill_in_at(self.pharmacist, &at("loss"), &fields).await
            }
            Act::Quarantine => fill_in_at(self.pharmacist, &at("quarantine"), &[("reason", "cloudy")]).await,
            Act::Release(place) => {
                let fields = [("place", &*place.to_string()), ("reason", "sound"), BRUNO[0], BRUNO[1]];
                fill_in_at(self.pharmacist, &at("release"), &fields).await
            }
            Act::Recall => {
                let fields = [("medication", TABLET), ("lot", "A1"), ("reason", "RE 1")];
                fill_in(self.pharmacist, "/stock/recalls/new", "/stock/recalls", &fields).await
            }
            Act::Count(place, more) => return self.count(place, more, before).await,
            Act::Separate(units) => {
                let units = units.min(before.pharmacy);
                if units > 0 {
                    supply(self.hospital, "separate", self.lot, (Some(PHARMACY), Some(BAGS)), units, self.item);
                }
                return true;
            }
            Act::Dispense => {
                if before.bags > 0 {
                    supply(self.hospital, "dispense", self.lot, (Some(BAGS), None), before.bags, self.item);
                }
                return true;
            }
        };
        assert!(matches!(reply.status, 303 | 409 | 422), "{act:?}: {}", reply.body);
        reply.status == 303
    }

    async fn count(&self, place: i64, more: i64, mut before: Paper) -> bool {
        let page = self.pharmacist.get(&format!("/stock/counts/new?place={place}&medication={TABLET}")).await;
        let mut form = HtmlForm::read(&page.body, "p-count");
        form.set("counted", 0, &(*before.at(place) + more).max(0).to_string());
        let why: [Field<'_>; 3] = [("reason", "counted"), BRUNO[0], BRUNO[1]];
        for (name, value) in why {
            form.add(name, value);
        }
        let fields: Vec<Field<'_>> = form.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let reply = self.pharmacist.post("/stock/counts", &fields).await;
        assert_eq!(reply.status, 303, "{}", reply.body);
        true
    }

    /// The lot as the tables have it.
    fn in_tables(&self) -> String {
        self.hospital.text(&format!(
            "select concat_ws(' ', l.state, coalesce(sum(b.units) filter (where b.place_id = {PHARMACY}), 0), \
             coalesce(sum(b.units) filter (where b.place_id = {SATELLITE}), 0), coalesce(sum(b.units) filter (where b.place_id = {QUARANTINE}), 0), \
             coalesce(sum(b.units) filter (where b.place_id = {BAGS}), 0)) \
             from lots l left join stock_balances b on b.lot_id = l.id where l.id = {} group by l.id",
            self.lot
        ))
    }
}

#[test]
fn st_1_any_sequence_of_commands_leaves_what_a_few_numbers_on_paper_say() {
    let system = actix_web::rt::System::new();
    let hospital = Hospital::open();
    let pharmacist = system.block_on(hospital.pharmacist());
    let item = hospital.count("select min(id) from prescription_items");
    holds(2_000, acts(), |acts| {
        hospital.clear_stock();
        let lot = receive(&hospital, TABLET, "A1", 12, PHARMACY);
        let scene = Scene { hospital: &hospital, pharmacist: &pharmacist, lot, item };
        let mut paper = Paper { pharmacy: 12, usable: true, ..Paper::default() };
        for act in &acts {
            // What was never there is not on the form.
            if matches!(act, Act::Count(place, _) if *paper.at(*place) == 0) {
                continue;
            }
            let before = paper;
            let done = system.block_on(scene.act(act, before));
            assert_eq!(done, paper.act(act), "{act:?} at {before:?}");
            assert_eq!(scene.in_tables(), paper.to_string(), "{act:?} at {before:?}");
        }
        adds_up(&hospital);
        let page = system.block_on(pharmacist.get(&format!("/stock/lots/{lot}")));
        page.has("All units are accounted for");
    });
}
