//! Many at once: no line lost, none doubled, none stale when the answer has come.

use futures_util::future::join_all;

use crate::support::form::{AGAIN, Item, PrescribeForm, prescribe_again};
use crate::support::hospital::Hospital;
use crate::support::person::Person;
use crate::support::trials::{Seed, trials};

const DOCTORS: usize = 32;

#[actix_web::test]
async fn every_line_of_many_doctors_is_on_the_dispatch_list_when_the_last_reply_has_come() {
    all_prescribe_at_once(&Hospital::open()).await;
}

#[actix_web::test]
async fn no_line_is_lost_while_compaction_runs_all_the_while() {
    let hospital = Hospital::open_with(|config| config.compact_at = 1);
    let url = hospital.database().url();
    let (stop, stopped) = std::sync::mpsc::channel::<()>();
    let compacting = std::thread::spawn(move || {
        use diesel::prelude::*;
        let mut connection = PgConnection::establish(&url).expect("connect");
        let mut compactions = 0;
        while stopped.try_recv().is_err() {
            posology::read_model::compactor::compact_once(&mut connection).expect("compaction");
            compactions += 1;
        }
        compactions
    });
    all_prescribe_at_once(&hospital).await;
    stop.send(()).expect("still compacting");
    assert!(compacting.join().expect("compaction") > 1);
}

async fn all_prescribe_at_once(hospital: &Hospital) {
    let seed = Seed::draw();
    let each = trials(25);
    let before = hospital.count("select count(*) from prescriptions");
    let doctors = log_in_doctors(hospital).await;
    let patients = hospital.count("select count(*) from patients where allergy_status is not null and id <= 20");
    let work = doctors.iter().enumerate().map(|(number, doctor)| {
        let seed = &seed;
        async move {
            for turn in 0..each {
                let patient = 1 + seed.pick(number * each + turn, usize::try_from(patients).expect("few")) as i64;
                let note = format!("doctor {number} turn {turn}");
                let reply = prescribe_again(doctor, patient, vec![Item::simeticone().with("note", &note)]).await;
                assert_eq!(reply.status, 303, "{}", reply.body);
            }
        }
    });
    join_all(work).await;
    let written = hospital.count("select count(*) from prescriptions") - before;
    assert_eq!(written, (DOCTORS * each) as i64);
    let listed = "select count(distinct note) from read_model.dispatch_lines where note like 'doctor % turn %'";
    assert_eq!(hospital.count(listed), written);
    assert_eq!(hospital.disagreements(), []);
    let page = hospital.pharmacist().await.get("/dispatch?stage=submitted").await;
    page.has("doctor ");
}

async fn log_in_doctors(hospital: &Hospital) -> Vec<Person> {
    let usernames = hospital.text("select string_agg(username, ' ' order by id) from users where role = 'doctor'");
    let usernames: Vec<&str> = usernames.split(' ').take(DOCTORS).collect();
    assert_eq!(usernames.len(), DOCTORS);
    let mut doctors = Vec::new();
    // Passwords are costly on purpose: not all of them at once.
    for some in usernames.chunks(8) {
        doctors.extend(join_all(some.iter().map(|username| hospital.log_in(username))).await);
    }
    doctors
}

#[actix_web::test]
async fn the_same_form_posted_twenty_times_in_parallel_makes_one_prescription() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    for _ in 0..trials(20) {
        let before = hospital.count("select count(*) from prescriptions");
        let form = PrescribeForm::open(&doctor, 1, vec![Item::simeticone()]).await.because(AGAIN, "once more");
        let replies = join_all((0..20).map(|_| form.send(&doctor))).await;
        let location = replies[0].location.clone();
        assert!(location.starts_with("/prescriptions/"), "{}", replies[0].body);
        assert!(replies.iter().all(|reply| reply.status == 303 && reply.location == location));
        assert_eq!(hospital.count("select count(*) from prescriptions"), before + 1);
    }
}

#[actix_web::test]
async fn a_signed_form_sent_again_with_other_content_is_a_conflict_and_loses_nothing() {
    let hospital = Hospital::open();
    let doctor = hospital.doctor().await;
    let mut form = PrescribeForm::open(&doctor, 1, vec![Item::paracetamol()]).await;
    let first = form.send(&doctor).await;
    form.items.push(Item::paracetamol().with("note", "added after signing"));
    let before = hospital.written();
    let second = form.send(&doctor).await;
    assert_eq!(second.status, 409);
    second.has("This form had been signed already").has(&first.location).has("added after signing");
    assert_eq!(hospital.written(), before);
}
