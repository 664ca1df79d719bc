//! The body surface, against floating point and at known measures.

use chrono::DateTime;
use posology::domain::item::surface::{Height, Surface};
use posology::domain::item::weight::Weight;
use proptest::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

fn surface(cm: Decimal, kg: Decimal) -> Option<Decimal> {
    let at = DateTime::UNIX_EPOCH;
    Surface::of(&Weight { kg, at }, &Height { cm, at }).map(|surface| surface.m2)
}

#[test]
fn who_2_the_surface_is_mostellers() {
    for (cm, kg, m2) in [("170", "70", "1.82"), ("160", "62.5", "1.67"), ("50", "3.2", "0.21"), ("180", "80", "2")] {
        let of = |text: &str| text.parse::<Decimal>().expect(text);
        assert_eq!(surface(of(cm), of(kg)), Some(of(m2)), "{cm} cm, {kg} kg");
    }
    assert_eq!(surface(Decimal::ONE, Decimal::new(1, 3)), None, "nobody");
    assert_eq!(surface(Decimal::from(100_000), Decimal::from(100_000)), None, "no body");
}

proptest! {
    #[test]
    fn who_2_the_surface_is_within_half_a_hundredth_of_the_root(mm in 200i64..2500, grams in 500i64..400_000) {
        let (cm, kg) = (Decimal::new(mm, 1), Decimal::new(grams, 3));
        let exact = (mm as f64 / 10.0 * grams as f64 / 1000.0 / 3600.0).sqrt();
        let m2 = surface(cm, kg).and_then(|m2| m2.to_f64()).expect("a body");
        prop_assert!((m2 - exact).abs() < 0.005 + 1e-9, "{m2} {exact}");
    }
}
