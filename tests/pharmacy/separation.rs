//! Separation: from the shelf into the patient's bag, whole units of the right lot.

use crate::support::form::{Item, hidden};
use crate::support::hospital::Hospital;
use crate::support::supply::{Team, agree, propose, separate, stage, step, units};

const PARACETAMOL: &str = "P0002";

fn line(id: i64, stage: &str) -> Vec<String> {
    vec![format!("{id}/1:{stage}")]
}

/// What is needed of the first item: as many tablets as it has doses.
fn needed(hospital: &Hospital, id: i64) -> i64 {
    hospital.count(&format!("select needed from item_supplies s join prescription_items i on i.id = s.item_id where i.prescription_id = {id} and i.number = 1"))
}

/// Lots in the bag of the first item: `A 2, B 1`.
fn lots(hospital: &Hospital, id: i64) -> String {
    hospital.text(&format!(
        "select coalesce(string_agg(l.number || ' ' || x.bagged, ', ' order by l.number), '') from item_lots x join lots l on l.id = x.lot_id \
         join prescription_items i on i.id = x.item_id where i.prescription_id = {id} and i.number = 1"
    ))
}

#[actix_web::test]
async fn ph_6_what_expires_first_goes_into_the_bag_and_never_what_expires_before_the_last_dose() {
    let hospital = Hospital::open();
    hospital.clear_stock();
    hospital.stock(PARACETAMOL, "LATE", 100, 400);
    hospital.stock(PARACETAMOL, "SOON", 1, 30);
    hospital.stock(PARACETAMOL, "OVER", 100, -1);
    hospital.stock(PARACETAMOL, "BLOCKED", 100, 10);
    hospital.run("update lots set state = 'quarantined' where number = 'BLOCKED'");
    let team = Team::of(&hospital).await;
    let id = team.verified(1, vec![Item::paracetamol()]).await;
    team.pharmacist.get("/separation").await.has(&format!("line-{id}-1\"")).has("lot SOON").has_not("lot OVER");
    let done = separate(&team.pharmacist, &line(id, "verified")).await;
    assert_eq!((done.status, done.location.as_str()), (303, "/separation"), "{}", done.body);
    let needed = needed(&hospital, id);
    assert!((2..=5).contains(&needed), "a day of four doses: {needed}");
    assert_eq!(lots(&hospital, id), format!("LATE {}, SOON 1", needed - 1));
    assert_eq!(stage(&hospital, id, 1), "separated");
    team.pharmacist.get("/bags").await.has("lot SOON").has("Separated by Ana Lúcia Farias");
    hospital.adds_up();
}

#[actix_web::test]
async fn ph_5_units_are_whole_and_no_more_than_the_doses_come_to() {
    let hospital = Hospital::open();
    let team = Team::of(&hospital).await;
    let id = team.verified(1, vec![Item::paracetamol().with("dose", "750")]).await;
    let mut form = propose(&team.pharmacist, &line(id, "verified")).await;
    let proposed: i64 = form.get("units", 0).parse().expect("units");
    assert_eq!(proposed % 2, 0, "750 mg take two tablets of 500 mg");
    form.set("units", 0, &(proposed + 1).to_string());
    let before = hospital.written();
    let refused = agree(&team.pharmacist, &form).await;
    assert_eq!(refused.is_refused_in_words().status, 422);
    refused.has(&format!("More than its doses come to: {proposed} at most"));
    assert_eq!((hospital.written(), stage(&hospital, id, 1).as_str()), (before, "verified"));
}

#[actix_web::test]
async fn time_4_what_is_given_as_needed_is_supplied_as_asked_up_to_the_most_of_a_day() {
    let hospital = Hospital::open();
    let team = Team::of(&hospital).await;
    let as_needed =
        Item::paracetamol().with("frequency", "SN").with("indication", "pain").with("interval", "6").with("most", "4");
    let id = team.verified(1, vec![as_needed]).await;
    let mut form = propose(&team.pharmacist, &line(id, "verified")).await;
    assert_eq!(agree(&team.pharmacist, &form).await.is_refused_in_words().status, 422, "somebody must say how many");
    form.set("units", 0, "5");
    agree(&team.pharmacist, &form).await.has("4 at most");
    let lines = line(id, "verified");
    let review = |units: &'static str| {
        let (lines, pharmacist) = (lines.clone(), team.pharmacist.clone());
        async move {
            let mut form = propose(&pharmacist, &lines).await;
            form.set("units", 0, units);
            form
        }
    };
    let shown = agree(&team.pharmacist, &review("1").await).await;
    assert_eq!(shown.status, 409, "other units, other lots: they are looked at first");
    let again = crate::support::html_form::HtmlForm::read(&shown.body, "p-pick");
    assert_eq!(agree(&team.pharmacist, &again).await.status, 303);
    assert_eq!(units(&hospital, id, 1), "4 1 0");
    team.pharmacist.get(&format!("/prescriptions/{id}")).await.has("Supply more").has(&line(id, "separated")[0]);
    team.doctor.get(&format!("/prescriptions/{id}")).await.has_not("Supply more");
    let mut more = propose(&team.pharmacist, &line(id, "separated")).await;
    more.set("units", 0, "3");
    let shown = agree(&team.pharmacist, &more).await;
    let again = crate::support::html_form::HtmlForm::read(&shown.body, "p-pick");
    assert_eq!(agree(&team.pharmacist, &again).await.status, 303);
    assert_eq!(units(&hospital, id, 1), "4 4 0");
    hospital.adds_up();
}

#[actix_web::test]
async fn ph_7_a_scanned_code_of_another_medication_or_without_its_lot_stops() {
    let hospital = Hospital::open();
    hospital.clear_stock();
    hospital.stock(PARACETAMOL, "A1", 50, 100);
    hospital.stock("P0005", "B1", 50, 100);
    hospital.run("update lots set gtin = '07891058001155' where number = 'A1'; update lots set gtin = '07896004703817' where number = 'B1'");
    let team = Team::of(&hospital).await;
    let id = team.verified(1, vec![Item::paracetamol()]).await;
    let form = propose(&team.pharmacist, &line(id, "verified")).await;
    for (code, words) in [
        ("(01)07896004703817(17)300101(10)B1", "is of none of these medications"),
        ("(01)07891058001155(17)300101", "does not say its lot"),
        ("(01)07891058001155(17)300101(10)ZZ", "must not be picked"),
        ("(01)07891058001156(10)A1", "check digit"),
    ] {
        let mut scanned = form.clone();
        scanned.add("codes", code);
        let refused = agree(&team.pharmacist, &scanned).await;
        assert_eq!(refused.is_refused_in_words().status, 422, "{code}");
        refused.has(words);
    }
    assert_eq!(lots(&hospital, id), "");
    let mut absurd = form.clone();
    absurd.add("codes", &"(01)07891058001155(10)A1\n".repeat(500));
    assert_eq!(agree(&team.pharmacist, &absurd).await.is_refused_in_words().status, 413);
    let mut scanned = form.clone();
    scanned.add("codes", "(01)07891058001155(17)300101(10)A1");
    assert_eq!(agree(&team.pharmacist, &scanned).await.status, 303);
    assert!(lots(&hospital, id).starts_with("A1 "));
}

#[actix_web::test]
async fn ph_6_another_lot_than_the_one_that_expires_first_needs_a_reason_which_the_ledger_keeps() {
    let hospital = Hospital::open();
    hospital.clear_stock();
    hospital.stock(PARACETAMOL, "FIRST", 50, 100);
    hospital.stock(PARACETAMOL, "OTHER", 50, 200);
    hospital.run("update lots set gtin = '07891058001155' where number in ('FIRST', 'OTHER')");
    let team = Team::of(&hospital).await;
    let id = team.verified(1, vec![Item::paracetamol()]).await;
    let mut form = propose(&team.pharmacist, &line(id, "verified")).await;
    form.add("codes", "(01)07891058001155(10)OTHER");
    let refused = agree(&team.pharmacist, &form).await;
    assert_eq!(refused.is_refused_in_words().status, 422);
    refused.has("Say why other lots").has("lot OTHER").has("OTHER</textarea>");
    let mut explained = crate::support::html_form::HtmlForm::read(&refused.body, "p-pick");
    explained.add("codes", "(01)07891058001155(10)OTHER");
    explained.set("reason", 0, "the first box is wet");
    assert_eq!(agree(&team.pharmacist, &explained).await.status, 303);
    assert!(lots(&hospital, id).starts_with("OTHER "));
    assert_eq!(
        hospital.text("select reason from stock_movements where kind = 'separate' order by id desc limit 1"),
        "the first box is wet"
    );
}

#[actix_web::test]
async fn ph_10_what_is_there_goes_into_the_bag_and_prescriber_and_ward_know_what_is_missing() {
    let hospital = Hospital::open();
    hospital.clear_stock();
    hospital.stock(PARACETAMOL, "LAST", 1, 100);
    hospital.stock("P0003", "BIGGER", 30, 100);
    let team = Team::of(&hospital).await;
    let id = team.verified(1, vec![Item::paracetamol()]).await;
    let shown = step(&team.pharmacist, "/separation", "/lines/separation", &line(id, "verified")).await;
    shown.has("missing").has("750 mg tablet: 30");
    let done = separate(&team.pharmacist, &line(id, "verified")).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let needed = needed(&hospital, id);
    assert_eq!(units(&hospital, id, 1), format!("{needed} 1 0"));
    let missing = format!("{} missing", needed - 1);
    team.doctor.get("/").await.has("Too little in the pharmacy").has(&missing);
    team.doctor.get(&format!("/prescriptions/{id}")).await.has(&missing);
    let ward = hospital.count("select b.ward_id from admissions a join beds b on b.id = a.bed_id where a.patient_id = 1 and a.discharged_at is null");
    team.nurse.get(&format!("/wards/{ward}/report")).await.has(&missing);
    // More has come: the rest goes into the same bag.
    hospital.stock(PARACETAMOL, "NEW", 40, 100);
    team.pharmacist.get("/separation").await.has(&format!("line-{id}-1\"")).has(&missing);
    assert_eq!(separate(&team.pharmacist, &line(id, "separated")).await.status, 303);
    assert_eq!(units(&hospital, id, 1), format!("{needed} {needed} 0"));
    team.doctor.get("/").await.has_not("Too little in the pharmacy");
    hospital.adds_up();
}

#[actix_web::test]
async fn ph_10_nothing_on_the_shelf_leaves_the_line_waiting_and_says_so() {
    let hospital = Hospital::open();
    hospital.clear_stock();
    let team = Team::of(&hospital).await;
    let id = team.verified(1, vec![Item::paracetamol()]).await;
    assert_eq!(separate(&team.pharmacist, &line(id, "verified")).await.status, 303);
    assert_eq!(stage(&hospital, id, 1), "verified");
    team.doctor.get("/").await.has("Too little in the pharmacy");
    team.doctor.get("/patients/1").await.has("found too little of");
    hospital.adds_up();
}

#[actix_web::test]
async fn lots_that_another_took_meanwhile_are_not_taken_and_the_new_proposal_is_shown() {
    let hospital = Hospital::open();
    hospital.clear_stock();
    hospital.stock(PARACETAMOL, "A", 5, 100);
    hospital.stock(PARACETAMOL, "B", 50, 200);
    let team = Team::of(&hospital).await;
    let (one, two) =
        (team.verified(1, vec![Item::paracetamol()]).await, team.verified(2, vec![Item::paracetamol()]).await);
    let form = propose(&team.pharmacist, &line(one, "verified")).await;
    let mut first = propose(&team.other, &line(two, "verified")).await;
    first.set("units", 0, "2");
    let shown = agree(&team.other, &first).await;
    let first = crate::support::html_form::HtmlForm::read(&shown.body, "p-pick");
    assert_eq!(agree(&team.other, &first).await.status, 303);
    hospital.run("update stock_balances set units = 0 where lot_id = (select id from lots where number = 'A')");
    let before = hospital.written();
    let refused = agree(&team.pharmacist, &form).await;
    assert_eq!(refused.is_refused_in_words().status, 409);
    refused.has("The lots are others than the page showed").has("lot B");
    assert_eq!(hospital.written(), before);
    let again = crate::support::html_form::HtmlForm::read(&refused.body, "p-pick");
    assert_eq!(agree(&team.pharmacist, &again).await.status, 303);
    assert!(lots(&hospital, one).starts_with("B "));
}

#[actix_web::test]
async fn the_same_separation_twice_fills_one_bag_and_a_stale_one_none() {
    let hospital = Hospital::open();
    let team = Team::of(&hospital).await;
    let id = team.verified(1, vec![Item::paracetamol()]).await;
    let form = propose(&team.pharmacist, &line(id, "verified")).await;
    let stale = propose(&team.other, &line(id, "verified")).await;
    assert_eq!(agree(&team.pharmacist, &form).await.status, 303);
    assert_eq!(agree(&team.pharmacist, &form).await.status, 303);
    let needed = needed(&hospital, id);
    assert_eq!(units(&hospital, id, 1), format!("{needed} {needed} 0"));
    let refused = agree(&team.other, &stale).await;
    assert_eq!(refused.is_refused_in_words().status, 409);
    refused.has("nothing was done");
    let mut altered = form.clone();
    altered.set("units", 0, "1");
    assert_eq!(agree(&team.pharmacist, &altered).await.is_refused_in_words().status, 409);
    assert_eq!(units(&hospital, id, 1), format!("{needed} {needed} 0"));
    hospital.adds_up();
}

#[actix_web::test]
async fn val_1_nothing_is_separated_from_what_has_ended_and_only_pharmacists_separate() {
    let hospital = Hospital::open();
    let team = Team::of(&hospital).await;
    let id = team.verified(1, vec![Item::paracetamol()]).await;
    let form = propose(&team.pharmacist, &line(id, "verified")).await;
    for stranger in [&team.doctor, &team.nurse] {
        assert_eq!(agree(stranger, &form).await.status, 403);
    }
    hospital.run(&format!("update prescriptions set prescribed_at = now() - interval '25 hours', valid_until = now() - interval '1 minute' where id = {id}"));
    let refused = agree(&team.pharmacist, &form).await;
    assert_eq!(refused.is_refused_in_words().status, 409);
    refused.has("has ended");
    let nothing = step(&team.pharmacist, "/separation", "/lines/separation", &[]).await;
    assert_eq!(nothing.is_refused_in_words().status, 422);
    assert!(!hidden(&team.pharmacist.get("/separation").await.body, "key").is_empty());
}
