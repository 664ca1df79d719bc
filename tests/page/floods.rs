//! What costs a sender nothing costs the hospital little: floods of fields, slow bodies, paths that cannot be.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::support::form::{Item, PrescribeForm};
use crate::support::hospital::Hospital;

#[actix_web::test]
async fn two_million_fields_are_refused_at_once_and_nobody_else_waits() {
    let hospital = Hospital::open();
    let (stranger, doctor) = (hospital.stranger(), hospital.doctor().await);
    let flood = "a&".repeat(2_000_000).into_bytes();
    let began = Instant::now();
    let floods = futures_util::future::join_all((0..8).map(|_| stranger.post_raw("/locale", flood.clone())));
    let page = async {
        tokio::time::sleep(Duration::from_millis(20)).await;
        let asked = Instant::now();
        assert_eq!(doctor.get("/patients/1").await.status, 200);
        asked.elapsed()
    };
    let (answers, waited) = tokio::join!(floods, page);
    assert!(answers.iter().all(|answer| answer.status == 413), "{answers:?}");
    assert!(waited < Duration::from_secs(3), "a page took {waited:?} meanwhile, all of it {:?}", began.elapsed());
    let of_staff = doctor.post_raw("/patients/1/prescriptions", flood).await;
    of_staff.is_refused_in_words();
}

#[actix_web::test]
async fn a_prescription_of_five_hundred_items_is_still_read_to_its_end_and_answered_in_words() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let form = PrescribeForm::open(&doctor, 1, vec![Item::simeticone(); 500]).await;
    form.send(&doctor).await.is_refused_in_words().has("smaller prescriptions");
}

#[actix_web::test]
async fn a_path_with_a_zero_byte_is_not_found_in_words_wherever_it_leads() {
    let hospital = Hospital::open();
    let pharmacist = hospital.pharmacist().await;
    for path in
        ["/register/%00", "/stock/medications/%00", "/stock/medications/a%00b/level", "/accounting/%00.csv", "/%00"]
    {
        assert_eq!(pharmacist.get(path).await.is_refused_in_words().status, 404, "{path}");
    }
    for path in ["/register/%ff", "/stock/medications/%c3%28", "/patients/%ff"] {
        pharmacist.get(path).await.is_refused_in_words();
    }
}

#[actix_web::test]
async fn whoever_may_read_a_page_may_ask_for_its_head() {
    let hospital = Hospital::open();
    let pharmacist = hospital.pharmacist().await;
    let style = hospital.stranger().get("/login").await.body;
    let style = style.split("href=\"/static/").nth(1).and_then(|rest| rest.split('"').next()).expect("a style sheet");
    let style = format!("/static/{style}");
    for path in ["/healthz", "/readyz", "/dispatch", "/patients/1", "/dispatch/events", "/wards/1/report.pdf", &style] {
        let began = Instant::now();
        let head = pharmacist.request(reqwest::Method::HEAD, path).send().await.expect("an answer");
        assert_eq!(head.status(), 200, "{path}");
        assert_eq!(head.text().await.expect("no body"), "", "{path}");
        assert!(began.elapsed() < Duration::from_secs(5), "{path}: {:?}", began.elapsed());
    }
    let stranger = hospital.stranger();
    let head = stranger.request(reqwest::Method::HEAD, "/dispatch").send().await.expect("an answer");
    assert_eq!(head.status(), 303, "as its page");
    let head = hospital.nurse().await.request(reqwest::Method::HEAD, "/dispatch").send().await.expect("an answer");
    assert_eq!(head.status(), 403);
}

/// Begins a form and never goes on with it; how long until the server has had enough.
fn begin(address: &str, path: &str) -> TcpStream {
    let mut connection = TcpStream::connect(address).expect("a connection");
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nkey=a"
    );
    connection.write_all(head.as_bytes()).expect("sent");
    connection
}

#[actix_web::test]
async fn a_form_that_never_arrives_whole_is_not_waited_for() {
    let hospital = Hospital::open();
    let address = hospital.url.trim_start_matches("http://").to_owned();
    let paths = ["/login", "/locale", "/lines/verification", "/patients/1/prescriptions", "/no/such/page", "/healthz"];
    let mut slow: Vec<TcpStream> = paths.iter().map(|path| begin(&address, path)).collect();
    slow.extend((0..60).map(|_| begin(&address, "/login")));
    assert_eq!(hospital.stranger().get("/login").await.status, 200, "others are served meanwhile");
    let began = Instant::now();
    for (index, mut connection) in slow.into_iter().enumerate() {
        let left = Duration::from_secs(25).saturating_sub(began.elapsed()).max(Duration::from_millis(1));
        connection.set_read_timeout(Some(left)).expect("a time-out");
        let mut answer = Vec::new();
        let ended = connection.read_to_end(&mut answer);
        let text = String::from_utf8_lossy(&answer);
        assert!(ended.is_ok(), "{:?} is still open after {:?}: {ended:?} {text}", paths.get(index), began.elapsed());
    }
}
