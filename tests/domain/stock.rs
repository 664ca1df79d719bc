//! Whole units, and which lots they are picked from.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use posology::domain::stock::fefo::{Available, pick};
use posology::domain::stock::units::{Package, units, volumes};
use proptest::collection::vec;
use proptest::prelude::{Strategy, any};
use rust_decimal::Decimal;

use crate::support::trials::holds;

fn of(doses: u32, dose: &str, strength: &str, unit: &str) -> Option<u32> {
    let (quantity, dose_unit) = dose.split_once(' ').expect("a dose");
    units(doses, quantity.parse().expect("a number"), dose_unit, Package { strength, unit })
}

#[test]
fn ph_5_each_dose_opens_whole_units_of_its_own() {
    assert_eq!(of(1, "750 mg", "500 mg", "frasco-ampola"), Some(2));
    assert_eq!(of(3, "250 mg", "1 g", "frasco-ampola"), Some(3), "nothing is shared between doses");
    assert_eq!(of(4, "500 mg", "500 mg", "comprimido"), Some(4));
    assert_eq!(of(2, "1.5 g", "500 mg", "comprimido"), Some(6));
    assert_eq!(of(1, "2 mL", "1 g/2 mL", "ampola"), Some(1));
    assert_eq!(of(2, "3 mL", "1 g/2 mL", "ampola"), Some(4));
    assert_eq!(of(0, "500 mg", "500 mg", "comprimido"), Some(0));
}

#[test]
fn ph_5_what_is_opened_once_for_many_doses_is_supplied_once() {
    assert_eq!(of(6, "500 mg", "200 mg/mL", "frasco"), Some(1));
    assert_eq!(of(4, "10 unit", "100 unit/mL", "frasco-ampola"), Some(1), "insulin");
    assert_eq!(of(8, "2 puff", "100 mcg/dose", "inalador"), Some(1));
}

#[test]
fn ph_5_what_cannot_be_compared_is_left_to_the_pharmacist() {
    assert_eq!(of(1, "1 application", "100 mg", "adesivo"), None);
    assert_eq!(of(1, "10 mL", "500 mg", "ampola"), None);
}

#[test]
fn ph_5_an_infusion_is_prepared_as_often_as_its_volume_runs_out() {
    let ml = |number: i64| Decimal::from(number);
    assert_eq!(volumes(ml(250), Decimal::new(66, 1), 24 * 60), Some(1));
    assert_eq!(volumes(ml(500), ml(84), 24 * 60), Some(5));
}

fn lots() -> impl Strategy<Value = Vec<Available>> {
    vec((0_u64..60, 0_i64..90, 1_u32..20, any::<bool>()), 0..12).prop_map(|drawn| {
        let today: NaiveDate = "2026-11-25".parse().expect("a day");
        let now: DateTime<Utc> = "2026-11-25T12:00:00Z".parse().expect("a moment");
        let lot = |(id, (days, ago, units, other)): (usize, (u64, i64, u32, bool))| Available {
            lot_id: id as i64,
            place_id: i64::from(other),
            expires_on: today + Days::new(days),
            received_at: now - TimeDelta::days(ago),
            units,
        };
        drawn.into_iter().enumerate().map(lot).collect()
    })
}

#[test]
fn ph_6_picks_come_from_what_expires_first_and_never_from_what_expires_before_the_last_dose() {
    holds(20_000, (lots(), 0_u32..80, 0_u64..40), |(lots, wanted, days)| {
        let last: NaiveDate = "2026-11-25".parse::<NaiveDate>().expect("a day") + Days::new(days);
        let picked = pick(&lots, wanted, last);
        let taken: u32 = picked.picks.iter().map(|pick| pick.units).sum();
        assert_eq!(taken + picked.missing, wanted);
        let lot = |id: i64| lots.iter().find(|lot| lot.lot_id == id).expect("a lot");
        for pick in &picked.picks {
            assert!(pick.units >= 1 && pick.units <= lot(pick.lot_id).units && lot(pick.lot_id).expires_on >= last);
        }
        let order: Vec<_> =
            picked.picks.iter().map(|pick| (lot(pick.lot_id).expires_on, lot(pick.lot_id).received_at)).collect();
        assert!(order.is_sorted());
        let latest = order.last();
        for left in lots.iter().filter(|lot| lot.expires_on >= last) {
            let of_it: u32 = picked.picks.iter().filter(|pick| pick.lot_id == left.lot_id).map(|pick| pick.units).sum();
            let before_the_last = latest.is_some_and(|latest| (left.expires_on, left.received_at) < *latest);
            assert!(
                of_it == left.units || !(before_the_last || picked.missing > 0),
                "what comes first is used up first"
            );
        }
    });
}
