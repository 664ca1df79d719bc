//! What a sheet of a ward says of a line from its signature to its end.

use crate::support::form::{Item, hidden, insist};
use crate::support::hospital::Hospital;
use crate::support::person::Person;
use crate::support::prints::{check, print_ward, sheet, suspend, ward_of};
use crate::support::supply::{Team, bag, step};

/// Signed by the doctor: the number of the prescription.
async fn signed(doctor: &Person, item: Item) -> i64 {
    let reply = insist(doctor, 1, vec![item]).await;
    reply.location.rsplit('/').next().and_then(|id| id.parse().ok()).expect(&reply.body)
}

/// Supplied, and received by the ward.
async fn received(hospital: &Hospital, team: &Team, item: Item) -> i64 {
    let id = team.separated(1, vec![item]).await;
    for (person, page, action) in [
        (&team.other, "/bags", "/lines/dispensing"),
        (&team.pharmacist, "/bags", "/lines/sending"),
        (&team.nurse, "/arrivals", "/lines/receipt"),
    ] {
        let done = step(person, page, action, &[bag(hospital, id, 1)]).await;
        assert_eq!(done.status, 303, "{action}: {}", done.body);
    }
    id
}

/// The sheet's row of a line, from its medication to the next row's; the note tells it from others.
fn row_with<'a>(body: &'a str, note: &str) -> &'a str {
    let rows: Vec<&str> = body.split("<tr>").filter(|row| row.contains(note)).collect();
    assert_eq!(rows.len(), 1, "{note}: {body}");
    rows[0]
}

#[actix_web::test]
async fn what_the_ward_has_received_is_given_until_it_is_stopped() {
    let hospital = Hospital::open();
    let team = Team::of(&hospital).await;
    let ward = ward_of(&hospital, 1);
    let on_the_way = signed(&team.doctor, Item::simeticone().with("note", "on the way")).await;
    let before = print_ward(&team.nurse, ward, &[]).await;
    let id = received(&hospital, &team, Item::paracetamol().with("note", "it came")).await;
    check(&team.nurse, before).await.has("1 change since").has("NEW").has("it came").has_not("NO LONGER HERE");
    let number = print_ward(&team.nurse, ward, &[]).await;
    for page in [sheet(&team.nurse, number).await, team.nurse.get(&format!("/wards/{ward}/report")).await] {
        let row = row_with(&page.body, "it came");
        assert!(row.contains("p-sheet__box") && row.contains("Received") && !row.contains("<s>"), "{row}");
    }
    check(&team.nurse, number).await.has("Current: nothing has changed");
    let line =
        format!("1:{}", hospital.text(&format!("select stage from prescription_items where prescription_id = {id}")));
    assert_eq!(suspend(&team.doctor, id, &line).await.status, 303);
    let checked = check(&team.nurse, number).await;
    checked
        .has("1 change since")
        .has("NO LONGER HERE")
        .has("it came")
        .has(&format!("Prescription {id}/1: <strong>Suspended"));
    let after = sheet(&team.nurse, print_ward(&team.nurse, ward, &[]).await).await;
    after.has("do not give").has_not("it came");
    assert_eq!(suspend(&team.doctor, on_the_way, "1:submitted").await.status, 303);
}

#[actix_web::test]
async fn nothing_is_due_after_a_prescription_has_ended_and_what_nobody_renewed_says_so() {
    let hospital = Hospital::open();
    let (doctor, nurse) = (hospital.doctor().await, hospital.nurse().await);
    let ward = ward_of(&hospital, 1);
    let id = signed(&doctor, Item::simeticone().with("note", "with water")).await;
    let ends = |prescribed: &str, first: &str, end: &str| {
        hospital.run(&format!(
            "update prescriptions set prescribed_at = now() - interval '{prescribed}', valid_until = now() {end} where id = {id}; \
             update prescription_items set scheduled_from = now() {first} where prescription_id = {id}"
        ));
        hospital.look_anew();
    };
    ends("20 hours", "+ interval '2 hours'", "+ interval '1 hour'");
    let number = print_ward(&nurse, ward, &[]).await;
    let printed = sheet(&nurse, number).await;
    let row = row_with(&printed.body, "with water");
    assert!(row.contains("no dose is left before it ends") && !row.contains("p-sheet__box"), "{row}");
    assert!(row.contains("valid until"), "{row}");
    check(&nurse, number).await.has("Current: nothing has changed");
    ends("23 hours", "- interval '20 hours'", "- interval '1 second'");
    hospital.run(&format!("update read_model.printed_lines set valid_until = (select valid_until from prescriptions where id = {id}), scheduled_from = (select scheduled_from from prescription_items where prescription_id = {id}) where print_number = {number} and prescription_id = {id}; update read_model.sheets set at = at - interval '1 minute'"));
    let lapsed = check(&nurse, number).await;
    lapsed.has("1 change since").has("NOT VALID ANY MORE").has("with water").has_not("Current:");
    nurse.get("/prints").await.has("1 change since").has_not("✓ current");
    let again = print_ward(&nurse, ward, &[("only_due", "yes")]).await;
    let printed = sheet(&nurse, again).await;
    let row = row_with(&printed.body, "with water");
    assert!(row.contains("NOT VALID since") && !row.contains("p-sheet__box") && !row.contains("<s>"), "{row}");
    check(&nurse, again).await.has("Current: nothing has changed");
    let by_time = sheet(&nurse, print_ward(&nurse, ward, &[("arrangement", "time")]).await).await;
    by_time.has("Not valid any more, and not renewed: ask the prescriber").has("By word of mouth").has("Weight:");
}

#[actix_web::test]
async fn what_was_renewed_stands_once_on_a_sheet() {
    let hospital = Hospital::open();
    let team = Team::of(&hospital).await;
    let ward = ward_of(&hospital, 1);
    let old = received(&hospital, &team, Item::paracetamol().with("note", "the old one")).await;
    let new = signed(&team.doctor, Item::paracetamol().with("note", "the new one")).await;
    hospital.run(&format!(
        "update prescription_items set follows_item_id = (select id from prescription_items where prescription_id = {old}), followed_as = 'renewal', \
         scheduled_from = now() + interval '3 hours' where prescription_id = {new}"
    ));
    hospital.look_anew();
    let both = print_ward(&team.nurse, ward, &[]).await;
    let printed = sheet(&team.nurse, both).await;
    printed.has("the old one");
    assert!(row_with(&printed.body, "the new one").contains("from "), "it begins later");
    hospital.run(&format!(
        "update prescriptions set prescribed_at = now() - interval '1 day', valid_until = now() where id = {old}"
    ));
    hospital.look_anew();
    let one = print_ward(&team.nurse, ward, &[]).await;
    sheet(&team.nurse, one).await.has("the new one").has_not("the old one");
    check(&team.nurse, one).await.has("Current: nothing has changed");
}

#[actix_web::test]
async fn changes_say_all_that_decides_when_to_give_a_dose() {
    let hospital = Hospital::open();
    let (doctor, nurse, pharmacist) = (hospital.doctor().await, hospital.nurse().await, hospital.pharmacist().await);
    let ward = ward_of(&hospital, 1);
    let queried = signed(&doctor, Item::simeticone().with("note", "asked about")).await;
    let base = print_ward(&nurse, ward, &[]).await;
    let weekly =
        signed(&doctor, Item::paracetamol().with("frequency", "1XSEM").with("weekday", "5").with("note", "weekly"))
            .await;
    hospital.run(&format!(
        "update prescription_items set follows_item_id = (select id from prescription_items where prescription_id = {queried}), followed_as = 'change' where prescription_id = {weekly}"
    ));
    hospital.look_anew();
    let path = format!("/prescriptions/{queried}/items/1/query");
    let page = pharmacist.get(&path).await.body;
    let (key, seen) = (hidden(&page, "key"), hidden(&page, "stage"));
    let fields = [("key", key.as_str()), ("stage", &seen), ("category", "dose"), ("question", "which one?")];
    let asked = pharmacist.post(&path, &fields).await;
    assert_eq!(asked.status, 303, "{}", asked.body);
    let delta = print_ward(&nurse, ward, &[("base", &base.to_string())]).await;
    let changes = sheet(&nurse, delta).await;
    changes.has("Friday").has("weekly").has(&format!("in place of {queried}/1")).has("valid until");
    changes.has("CHANGED").has("asked about").has("Queried").has("No known allergies");
}

#[actix_web::test]
async fn a_sheet_whose_hours_are_over_is_not_called_current() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    let ward = ward_of(&hospital, 1);
    let number = print_ward(&nurse, ward, &[("span", "shift"), ("only_due", "yes")]).await;
    sheet(&nurse, number).await.has("this shift, until ");
    check(&nurse, number).await.has("Current: nothing has changed").has("this shift, until ").has("only what is due");
    hospital.run("update read_model.sheets set at = at - interval '12 hours'");
    check(&nurse, number).await.has("Its hours are over").has("are not on this sheet").has_not("Current:");
    nurse.get("/prints").await.has("its hours are over").has_not("✓ current");
    let day = print_ward(&nurse, ward, &[]).await;
    check(&nurse, day).await.has("Current: nothing has changed");
    nurse.get("/prints").await.has("✓ current");
    sheet(&nurse, number).await.has("Printed again since").has(&format!("/prints/{day}\""));
}

#[actix_web::test]
async fn the_day_of_a_therapy_is_the_one_on_which_the_sheet_was_printed() {
    let hospital = Hospital::open();
    let (doctor, nurse) = (hospital.doctor().await, hospital.nurse().await);
    let ceftriaxone = Item::of(["P0027", "1", "g", "IV", "12/12H", "7"])
        .with("indication", "pneumonia")
        .with("preparation", "SF09")
        .with("volume", "100")
        .with("minutes", "30");
    signed(&doctor, ceftriaxone).await;
    let number = print_ward(&nurse, ward_of(&hospital, 1), &[]).await;
    sheet(&nurse, number).await.has("antimicrobial D1 (D1 = ");
    hospital.run("update read_model.printed_lines set contents = jsonb_set(contents, '{therapy,started_on}', to_jsonb(((contents -> 'therapy' ->> 'started_on')::date - 4)::text)) where contents ? 'therapy'; \
         update read_model.sheets set at = at - interval '2 days'");
    sheet(&nurse, number).await.has("antimicrobial D3 (D1 = ");
}

#[actix_web::test]
async fn what_is_not_kept_is_never_said_to_be_unchanged() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    let ward = ward_of(&hospital, 1);
    let base = print_ward(&nurse, ward, &[]).await;
    hospital.run("update read_model.sheets set at = at - interval '15 days'");
    let delta = print_ward(&nurse, ward, &[("base", &base.to_string())]).await;
    sheet(&nurse, delta).await.has("changes since print");
    hospital.run(&format!("delete from read_model.sheets where print_number = {base}"));
    let lost = nurse.get(&format!("/prints/{delta}/sheet")).await;
    assert_eq!(lost.status, 503);
    lost.has("do not rely on it").has_not("Nothing has changed");
    check(&nurse, base).await.has("do not rely on it");
    nurse.get("/prints").await.has("✓ current");
    hospital.run(&format!("delete from read_model.sheets where print_number = {delta}"));
    nurse.get("/prints").await.has("not known: print again").has_not("✓ current");
}

#[actix_web::test]
async fn a_print_stands_on_no_refresh_that_began_before_it_was_asked_for() {
    let hospital = Hospital::open();
    let ward = ward_of(&hospital, 1);
    hospital.run("select read_model.refresh()");
    hospital.run(&format!(
        "insert into prints (ward_id, arrangement, span, only_due, landscape, language, printed_by) values ({ward}, 'bed', 'day', false, false, 'en', 1); \
         insert into read_model.wanted_prints (print_number) select max(number) from prints; \
         select read_model.keep_sheets((select max(number) from read_model.refreshes))"
    ));
    assert_eq!(hospital.count("select count(*) from read_model.sheets"), 0);
    hospital.run("select read_model.refresh()");
    assert_eq!(hospital.count("select count(*) from read_model.sheets"), 1);
    assert_eq!(hospital.count("select count(*) from read_model.wanted_prints"), 0);
}
