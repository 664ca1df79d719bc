//! The change of shifts: a crowd logs in while somebody reads, and then keeps its lists open.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use futures_util::stream::iter;
use posology::auth::password;
use reqwest::Client;

use super::data::BenchHospital;
use super::figures::{Figures, print_ratio, repeat};

const LOG_INS: usize = 2000;
const AT_ONCE: usize = 16;
const STREAMS: usize = 200;

pub async fn measure(hospital: &BenchHospital) {
    let readers = hospital.log_in(&["joao.silva", "ana.farmacia"]).await;
    let (doctor, pharmacist) = (&readers[0], &readers[1]);
    let idle = repeat(std::slice::from_ref(doctor), hospital.seconds, |doctor, _| read(hospital, doctor)).await;
    idle.print("a patient's page, nobody logs in");
    let (busy, log_ins, let_in) = crowd(hospital, doctor).await;
    busy.print(&format!("a patient's page, {AT_ONCE} log in at once"));
    println!("{:<44} {:>8.2} times idle (aim 5)", "  p99", busy.percentile(99) / idle.percentile(99));
    println!("{:<44} {log_ins:>8.0} /s   {let_in} of {LOG_INS} let in", "log-ins");
    print_ratio("  of one thread that does nothing else", log_ins, alone());
    let mut streams = Vec::new();
    for _ in 0..STREAMS {
        let stream = pharmacist.get(format!("{}/dispatch/events", hospital.url)).send().await.expect("a stream");
        assert_eq!(stream.status(), 200);
        streams.push(stream);
    }
    let (now, most) = (hospital.megabytes("VmRSS"), hospital.megabytes("VmHWM"));
    println!("memory with {STREAMS} streams: {now} MB, at most {most} MB (aim 200)\n");
}

/// All log in while the doctor reads: how long pages took, log-ins a second, and how many were let in.
async fn crowd(hospital: &BenchHospital, doctor: &Client) -> (Figures, f64, usize) {
    let began = Instant::now();
    let is_over = AtomicBool::new(false);
    let log_ins = async {
        let crowd = iter(0..LOG_INS).map(|number| log_in(hospital, number)).buffer_unordered(AT_ONCE);
        let answers: Vec<bool> = crowd.collect().await;
        is_over.store(true, Ordering::Relaxed);
        answers.into_iter().filter(|is_in| *is_in).count()
    };
    let pages = async {
        let mut latencies = Vec::new();
        while !is_over.load(Ordering::Relaxed) {
            let asked = Instant::now();
            read(hospital, doctor.clone()).await;
            latencies.push(asked.elapsed());
        }
        latencies
    };
    let (let_in, latencies) = futures_util::future::join(log_ins, pages).await;
    let took = began.elapsed();
    (Figures::new(latencies, took), LOG_INS as f64 / took.as_secs_f64(), let_in)
}

async fn read(hospital: &BenchHospital, doctor: Client) {
    let page = doctor.get(format!("{}/patients/1", hospital.url)).send().await.expect("an answer");
    assert_eq!(page.status(), 200);
    assert!(!page.bytes().await.expect("a page").is_empty());
}

async fn log_in(hospital: &BenchHospital, number: usize) -> bool {
    // A fifth mistypes; nobody's account is locked by it.
    let is_wrong = number.is_multiple_of(5);
    let form = if is_wrong { [("username", "nobody"), ("password", "wrong")] } else { RIGHT };
    let person = Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
    let answer = person.post(format!("{}/login", hospital.url)).form(&form).send().await.expect("an answer");
    answer.status() == 303
}

const RIGHT: [(&str, &str); 2] = [("username", "joao.silva"), ("password", "posology-demo")];

/// How many passwords a second one thread checks that does nothing else.
fn alone() -> f64 {
    let hash = password::hash("posology-demo").expect("a hash");
    let began = Instant::now();
    let mut checked = 0.0;
    while began.elapsed() < Duration::from_secs(2) {
        assert!(password::fits("posology-demo", Some(&hash)));
        checked += 1.0;
    }
    checked / began.elapsed().as_secs_f64()
}
