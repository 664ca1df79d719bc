//! Query and answer: what the pharmacy asks, what a doctor answers, and what is refused of both.

use crate::support::form::{AGAIN, Item, PrescribeForm, hidden};
use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};
use crate::support::trials::trials;

/// A form about the first line of a prescription that somebody opened.
struct LineForm {
    path: String,
    key: String,
    /// Name and value of what the form saw.
    seen: (&'static str, String),
}

impl LineForm {
    async fn open(person: &Person, prescription: &str, verb: &str) -> Self {
        let path = format!("{prescription}/items/1/{verb}");
        let page = person.get(&path).await;
        assert_eq!(page.status, 200, "{}", page.body);
        let name = if verb == "query" { "stage" } else { "query" };
        LineForm { key: hidden(&page.body, "key"), seen: (name, hidden(&page.body, name)), path }
    }

    async fn send(&self, person: &Person, fields: &[(&str, &str)]) -> Reply {
        let mut all = vec![("key", self.key.as_str()), (self.seen.0, self.seen.1.as_str())];
        all.extend(fields);
        person.post(&self.path, &all).await
    }
}

const ASKED: [(&str, &str); 2] = [("category", "dose"), ("question", "Confirma 75 mg?")];

async fn signed(doctor: &Person) -> String {
    let form = PrescribeForm::open(doctor, 1, vec![Item::simeticone()]).await.because(AGAIN, "once more");
    let reply = form.send(doctor).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    reply.location
}

async fn asked(pharmacist: &Person, path: &str) {
    let reply = LineForm::open(pharmacist, path, "query").await.send(pharmacist, &ASKED).await;
    assert_eq!((reply.status, reply.location.as_str()), (303, path), "{}", reply.body);
}

#[actix_web::test]
async fn ph_3_a_question_waits_on_the_prescribers_start_page_until_any_doctor_answers_it() {
    let hospital = Hospital::open();
    let (doctor, other, pharmacist) =
        (hospital.doctor().await, hospital.oncologist().await, hospital.pharmacist().await);
    let path = signed(&doctor).await;
    pharmacist.get("/dispatch").await.has(&format!("{path}/items/1/query"));
    pharmacist.get(&path).await.has(&format!("{path}/items/1/query\">Ask"));
    asked(&pharmacist, &path).await;
    doctor.get("/").await.has("Confirma 75 mg?").has(&format!("{path}/items/1/answer"));
    doctor.get(&path).await.has("Queried").has("<q>Confirma 75 mg?</q>").has("waits for an answer").has("/answer\">");
    pharmacist.get(&path).await.has_not("/answer\">").has_not("/query\">");
    let form = LineForm::open(&other, &path, "answer").await;
    let reply = form.send(&other, &[("answer", " Sim, conforme o peso. ")]).await;
    assert_eq!((reply.status, &reply.location), (303, &path), "{}", reply.body);
    let page = doctor.get(&path).await;
    page.has("<q>Sim, conforme o peso.</q>").has("Ana Lúcia Farias").has("Submitted").has_not("waits for an answer");
    doctor.get("/").await.has_not("Confirma 75 mg?");
    let page = doctor.get("/patients/1").await;
    page.has("asked about").has("answered about").has("<em>Confirma 75 mg?</em>");
    asked(&pharmacist, &path).await;
    assert_eq!(
        hospital.count("select count(*) from item_queries where answered_at is null and question like '%75 mg?'"),
        1
    );
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn a_question_or_answer_that_says_nothing_is_refused_in_words_and_nothing_is_lost() {
    let hospital = Hospital::open();
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    let path = signed(&doctor).await;
    let form = LineForm::open(&pharmacist, &path, "query").await;
    let empty = form.send(&pharmacist, &[("category", "weather"), ("question", " ")]).await;
    assert_eq!(empty.is_refused_in_words().status, 422);
    empty.has("Write what you ask.").has("Choose what the question is about.");
    let long = "x".repeat(201);
    let refused = form.send(&pharmacist, &[("category", "route"), ("question", &long)]).await;
    assert_eq!(refused.is_refused_in_words().status, 422);
    refused.has("more than 200 characters").has(&long).has("value=\"route\" selected");
    assert_eq!(form.send(&pharmacist, &[("category", "dose"), ("question", "10 UI?")]).await.status, 422, "ITEM-4");
    assert_eq!(hospital.count("select count(*) from events where verb = 'query'"), 0);
    assert_eq!(form.send(&pharmacist, &ASKED).await.status, 303);
    let form = LineForm::open(&doctor, &path, "answer").await;
    let refused = form.send(&doctor, &[("answer", "")]).await;
    assert_eq!(refused.is_refused_in_words().status, 422);
    refused.has("Write your answer.").has("Confirma 75 mg?");
    assert_eq!(form.send(&doctor, &[("answer", &long)]).await.status, 422);
    assert_eq!(hospital.count("select count(*) from events where verb = 'answer'"), 0);
    for missing in [format!("{path}/items/9/query"), "/prescriptions/999999/items/1/query".to_owned()] {
        assert_eq!(pharmacist.get(&missing).await.is_refused_in_words().status, 404, "{missing}");
    }
}

#[actix_web::test]
async fn a_line_that_moved_meanwhile_is_neither_asked_about_nor_answered_unseen() {
    let hospital = Hospital::open();
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    let path = signed(&doctor).await;
    let number = path.rsplit('/').next().expect("a number");
    let late = LineForm::open(&pharmacist, &path, "query").await;
    hospital.run(&format!("update prescription_items set stage = 'verified' where prescription_id = {number}"));
    let refused = late.send(&pharmacist, &ASKED).await;
    assert_eq!(refused.is_refused_in_words().status, 409);
    refused.has("moved after you opened").has("Confirma 75 mg?").has("value=\"verified\"");
    asked(&pharmacist, &path).await;
    let late = LineForm::open(&doctor, &path, "answer").await;
    let suspended = "update prescription_items set stage = 'suspended', closed_at = now(), suspended_by = 1, \
                     suspension_reason = 'why' where prescription_id = ";
    hospital.run(&format!("{suspended}{number}"));
    let refused = late.send(&doctor, &[("answer", "Sim.")]).await;
    assert_eq!(refused.is_refused_in_words().status, 409);
    refused.has("No question about this line waits for an answer.").has("Sim.");
    assert_eq!(hospital.count("select count(*) from events where verb = 'answer'"), 0);
    pharmacist.get(&format!("{path}/items/1/query")).await.has("Nothing can be asked about this line");
}

#[actix_web::test]
async fn the_same_question_or_answer_twice_is_said_once() {
    let hospital = Hospital::open();
    let (doctor, pharmacist) = (hospital.doctor().await, hospital.pharmacist().await);
    let path = signed(&doctor).await;
    let form = LineForm::open(&pharmacist, &path, "query").await;
    for _ in 0..2 {
        assert_eq!(form.send(&pharmacist, &ASKED).await.location, path);
    }
    let other = form.send(&pharmacist, &[("category", "route"), ("question", "outra")]).await;
    assert_eq!(other.is_refused_in_words().status, 409);
    let form = LineForm::open(&doctor, &path, "answer").await;
    for _ in 0..2 {
        assert_eq!(form.send(&doctor, &[("answer", "Sim.")]).await.location, path);
    }
    assert_eq!(form.send(&doctor, &[("answer", "Não.")]).await.is_refused_in_words().status, 409);
    assert_eq!(hospital.count("select count(*) from events where verb in ('query', 'answer')"), 2);
}

#[actix_web::test]
async fn of_two_doctors_racing_one_answers() {
    let hospital = Hospital::open();
    let (doctor, other, pharmacist) =
        (hospital.doctor().await, hospital.oncologist().await, hospital.pharmacist().await);
    for round in 1..=trials(40) {
        let path = signed(&doctor).await;
        asked(&pharmacist, &path).await;
        let (one, two) =
            (LineForm::open(&doctor, &path, "answer").await, LineForm::open(&other, &path, "answer").await);
        let (first, second) = futures_util::future::join(
            one.send(&doctor, &[("answer", "Sim.")]),
            two.send(&other, &[("answer", "Não.")]),
        )
        .await;
        let mut statuses = [first.status, second.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409], "round {round}");
    }
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn who_8_whoever_asks_cannot_answer() {
    let hospital = Hospital::open();
    let (doctor, pharmacist, nurse) = (hospital.doctor().await, hospital.pharmacist().await, hospital.nurse().await);
    let path = signed(&doctor).await;
    for (person, verb) in [(&pharmacist, "answer"), (&doctor, "query"), (&nurse, "answer"), (&nurse, "query")] {
        assert_eq!(person.get(&format!("{path}/items/1/{verb}")).await.is_refused_in_words().status, 403, "{verb}");
    }
    asked(&pharmacist, &path).await;
    use diesel::connection::SimpleConnection;
    let own =
        "update item_queries set answer = 'x', answered_by = asked_by, answered_at = now() where answered_at is null";
    assert!(hospital.database().connect().batch_execute(own).is_err(), "the database refuses it too");
}

#[actix_web::test]
async fn each_queried_line_of_the_demo_has_one_open_question() {
    let hospital = Hospital::open();
    let without = "select count(*) from prescription_items i where stage = 'queried' and 1 <> \
                   (select count(*) from item_queries q where q.item_id = i.id and q.answered_at is null)";
    assert_eq!(hospital.count(without), 0);
    assert!(hospital.count("select count(*) from item_queries") > 0);
}
