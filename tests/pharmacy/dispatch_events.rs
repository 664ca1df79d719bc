//! An open dispatch list hears of each refresh.

use std::time::Duration;

use futures_util::StreamExt;

use crate::support::form::{Item, prescribe};
use crate::support::hospital::Hospital;

#[actix_web::test]
async fn an_open_list_hears_of_a_new_prescription_within_a_second() {
    let hospital = Hospital::open();
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    let request = pharmacist.request(reqwest::Method::GET, "/dispatch/events");
    let response = request.send().await.expect("an answer");
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut events = response.bytes_stream();
    let quiet = async { while tokio::time::timeout(Duration::from_millis(600), events.next()).await.is_ok() {} };
    quiet.await;
    let signed = prescribe(&doctor, 1, vec![Item::paracetamol()]).await;
    assert_eq!(signed.status, 303);
    let heard = tokio::time::timeout(Duration::from_secs(1), events.next()).await.expect("in time");
    let heard = heard.expect("an event").expect("readable");
    assert!(heard.starts_with(b"event: refreshed\n"), "{heard:?}");
}

#[actix_web::test]
async fn open_lists_do_not_keep_the_server_from_stopping() {
    let hospital = Hospital::open();
    let pharmacist = hospital.pharmacist().await;
    let response = pharmacist.request(reqwest::Method::GET, "/dispatch/events").send().await.expect("an answer");
    let began = std::time::Instant::now();
    drop(hospital);
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    drop(response);
}
