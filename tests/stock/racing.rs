//! Many pharmacists at the same few units.

use futures_util::future::{join, join_all};

use super::shelf::{
    BRUNO, Field, PHARMACY, SATELLITE, TABLET, adds_up, fill_in, fill_in_at, receive, units_at, with_ten,
};
use crate::support::html_form::HtmlForm;
use crate::support::person::Person;
use crate::support::trials::{Seed, trials};

/// One of the commands that take from the shelf; true where it was done.
async fn take(pharmacist: &Person, lot: i64, what: usize, units: usize) -> bool {
    let units = units.to_string();
    let reply = match what {
        0 => {
            let fields = [("from", "1"), ("to", "5"), ("units", units.as_str())];
            fill_in_at(pharmacist, &format!("/stock/lots/{lot}/transfer"), &fields).await
        }
        1 => {
            let fields = [("place", "1"), ("units", units.as_str()), ("reason", "fell"), BRUNO[0], BRUNO[1]];
            fill_in_at(pharmacist, &format!("/stock/lots/{lot}/loss"), &fields).await
        }
        _ => fill_in_at(pharmacist, &format!("/stock/lots/{lot}/quarantine"), &[("reason", "cloudy")]).await,
    };
    assert!(matches!(reply.status, 303 | 409 | 422), "{}: {}", reply.status, reply.body);
    reply.status == 303
}

#[actix_web::test]
async fn st_1_of_many_who_take_from_few_units_nobody_takes_what_is_not_there() {
    let (hospital, _) = with_ten(TABLET);
    let pharmacist = hospital.pharmacist().await;
    let seed = Seed::draw();
    for round in 0..trials(60) {
        let lot = receive(&hospital, TABLET, &format!("R{round}"), 5, PHARMACY);
        let hands = (0..8).map(|hand| {
            let (what, units) = (seed.pick(round * 100 + hand, 10) / 4, 1 + seed.pick(round * 100 + 50 + hand, 3));
            take(&pharmacist, lot, what, units)
        });
        join_all(hands).await;
        let left = units_at(&hospital, lot, PHARMACY);
        assert!((0..=5).contains(&left), "round {round}: {left}");
        adds_up(&hospital);
    }
}

#[actix_web::test]
async fn st_5_a_receipt_and_a_recall_at_once_leave_nothing_of_the_lot_on_a_shelf() {
    let (hospital, _) = with_ten(TABLET);
    let pharmacist = hospital.pharmacist().await;
    for round in 0..trials(60) {
        let number = format!("R{round}");
        receive(&hospital, TABLET, &number, 5, PHARMACY);
        let receipt = [
            ("medication", "P0002"),
            ("lot", number.as_str()),
            ("expiry", "11/2032"),
            ("units", "5"),
            ("unit_cost", "1"),
            ("supplier", "Sul"),
            ("invoice", "NF 2"),
            ("place", "1"),
        ];
        let recall = [("medication", "P0002"), ("lot", number.as_str()), ("reason", "RE 1")];
        let (received, recalled) = join(
            fill_in(&pharmacist, "/stock/receipts/new", "/stock/receipts", &receipt),
            fill_in(&pharmacist, "/stock/recalls/new", "/stock/recalls", &recall),
        )
        .await;
        assert!(matches!(received.status, 303 | 422), "round {round}: {}", received.body);
        assert_eq!(recalled.status, 303, "round {round}: {}", recalled.body);
        let usable = format!("select count(*) from read_model.stock where lot = '{number}' and place_kind = 'shelf'");
        assert_eq!(hospital.count(&usable), 0, "round {round}");
    }
}

#[actix_web::test]
async fn st_6_counts_of_many_lots_and_transfers_wait_for_each_other_in_one_order() {
    let (hospital, first) = with_ten(TABLET);
    let second = receive(&hospital, "P0001", "C1", 10, PHARMACY);
    let third = receive(&hospital, TABLET, "B2", 10, PHARMACY);
    let pharmacist = hospital.pharmacist().await;
    for round in 0..trials(40) {
        let ways: [Field<'_>; 3] = if round % 2 == 0 {
            [("from", "1"), ("to", "5"), ("units", "1")]
        } else {
            [("from", "5"), ("to", "1"), ("units", "1")]
        };
        let transfers = [first, second, third].map(|lot| {
            let pharmacist = pharmacist.clone();
            async move { fill_in_at(&pharmacist, &format!("/stock/lots/{lot}/transfer"), &ways).await.status }
        });
        let counts = [PHARMACY, SATELLITE, PHARMACY].map(|place| count_right(pharmacist.clone(), place));
        let (transfers, counts) = join(join_all(transfers), join_all(counts)).await;
        assert!(transfers.iter().all(|status| *status == 303), "round {round}: {transfers:?}");
        assert!(counts.iter().all(|status| matches!(status, 303 | 409 | 422)), "round {round}: {counts:?}");
        adds_up(&hospital);
    }
    let all =
        [first, second, third].map(|lot| units_at(&hospital, lot, PHARMACY) + units_at(&hospital, lot, SATELLITE));
    assert_eq!(all, [10, 10, 10], "nobody counted wrongly");
}

/// Somebody who counts what the even rounds leave: wrong or overtaken, it says so and changes nothing.
async fn count_right(pharmacist: Person, place: i64) -> u16 {
    let page = pharmacist.get(&format!("/stock/counts/new?place={place}")).await;
    if !page.body.contains("p-count") {
        return 303;
    }
    let mut form = HtmlForm::read(&page.body, "p-count");
    for row in 0..form.count("counted") {
        form.set("counted", row, "10");
    }
    let fields: Vec<Field<'_>> = form.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    pharmacist.post("/stock/counts", &fields).await.status
}
