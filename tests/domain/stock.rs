//! Whole units, and which lots they are picked from.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use posology::domain::stock::availability::{Availability, Lasts};
use posology::domain::stock::count::read_count;
use posology::domain::stock::fefo::{Available, pick};
use posology::domain::stock::levels::{Levels, read_levels};
use posology::domain::stock::lot_state::LotState;
use posology::domain::stock::reckoning::Reckoning;
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

#[test]
fn st_7_what_there_is_lasts_so_many_whole_days_at_the_mean_use_of_thirty() {
    let lasts = |pickable, used| Availability { pickable, used }.lasts();
    assert_eq!(lasts(0, 0), Lasts::OutOfStock);
    assert_eq!(lasts(0, 9), Lasts::OutOfStock);
    assert_eq!(lasts(9, 0), Lasts::Unknown);
    assert_eq!(lasts(10, 30), Lasts::Days(10));
    assert_eq!(lasts(10, 31), Lasts::Days(9));
    assert_eq!(lasts(1, 100), Lasts::Days(0));
    assert_eq!(lasts(i64::MAX, 1), Lasts::Days(i64::MAX), "absurdly many is no overflow");
}

#[test]
fn st_7_a_minimum_may_have_a_maximum_that_is_not_below_it() {
    assert_eq!(read_levels(" ", ""), Ok(None));
    assert_eq!(read_levels("5", ""), Ok(Some(Levels { minimum: 5, maximum: None })));
    assert_eq!(read_levels(" 5 ", "5"), Ok(Some(Levels { minimum: 5, maximum: Some(5) })));
    for (minimum, maximum, of_maximum) in [("", "5", false), ("0", "", false), ("5", "4", true), ("5", "x", true)] {
        assert_eq!(read_levels(minimum, maximum).map_err(|(of, _)| of), Err(of_maximum), "{minimum} {maximum}");
    }
}

#[test]
fn st_6_a_count_may_be_none_and_is_a_whole_number() {
    assert_eq!(read_count(" 0 "), Ok(0));
    assert_eq!(read_count("1000000"), Ok(1_000_000));
    for typed in ["", "-1", "1.5", "1000001", "99999999999", "ten"] {
        assert!(read_count(typed).is_err(), "{typed}");
    }
}

#[test]
fn st_5_a_recall_is_never_weakened_to_a_quarantine() {
    use LotState::{Quarantined, Recalled, Usable};
    assert_eq!(Usable.withdrawn(Quarantined), Quarantined);
    assert_eq!(Quarantined.withdrawn(Recalled), Recalled);
    assert_eq!(Recalled.withdrawn(Quarantined), Recalled);
}

#[test]
fn st_5_every_unit_that_came_in_is_somewhere_or_known_to_be_gone() {
    let parts = [
        ("receipt", 20),
        ("found", 1),
        ("place", 5),
        ("bag", 2),
        ("dispense", 9),
        ("return", 2),
        ("discarded-return", 1),
        ("discard", 3),
        ("loss", 2),
        ("missing", 2),
    ];
    let sum = Reckoning::of(parts);
    assert_eq!((sum.with_patients, sum.discarded, sum.unaccounted()), (6, 4, 0));
    assert_eq!(Reckoning::of(parts.into_iter().filter(|(what, _)| *what != "loss")).unaccounted(), 2);
}
