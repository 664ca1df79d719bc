//! Rows of paper typed in: once each, with both people and both times, and nothing changed by it in silence.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use posology::domain::paper::row_code::{RowCode, RowOf};

use crate::support::form::{Item, hidden, prescribe};
use crate::support::hospital::Hospital;
use crate::support::paper::{RowForm, TypedRow, ZONE, empty_rows, enter, kept, print_form, rows_of_line};
use crate::support::person::{Person, Reply};

/// A line of patient 1: its item, and its prescription's path.
async fn signed_line(hospital: &Hospital, doctor: &Person) -> (i64, String) {
    let signed = prescribe(doctor, 1, vec![Item::simeticone().with("frequency", "1/1H")]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    (hospital.count("select max(id) from prescription_items"), signed.location)
}

fn moment(at: DateTime<Utc>) -> String {
    at.with_timezone(&ZONE).format("%-d %b %Y %H:%M").to_string()
}

fn ago(minutes: i64) -> String {
    moment(Utc::now() - TimeDelta::minutes(minutes))
}

#[actix_web::test]
async fn twenty_rows_after_an_outage_stand_in_traces_and_history_with_both_people_and_both_times() {
    let hospital = Hospital::open();
    let (doctor, nurse, pharmacist) = (hospital.doctor().await, hospital.nurse().await, hospital.pharmacist().await);
    let mut lines = Vec::new();
    for medication in ["P0155", "P0002"] {
        let item = Item::of([medication, "75", "mg", "VO", "1/1H", "3"]);
        let item = if medication == "P0002" { Item::paracetamol() } else { item };
        let signed = prescribe(&doctor, 1, vec![item]).await;
        assert_eq!(signed.status, 303, "{}", signed.body);
        lines.push((hospital.count("select max(id) from prescription_items"), signed.location));
    }
    let codes = print_form(&hospital, &nurse, 1).await;
    let of_lines = lines.iter().flat_map(|(item, _)| rows_of_line(&codes, *item));
    let second = print_form(&hospital, &nurse, 1).await;
    let empty = empty_rows(&codes, 1).into_iter().chain(empty_rows(&second, 1));
    let rows: Vec<RowCode> = of_lines.chain(empty).chain(rows_of_line(&second, lines[0].0)).take(20).collect();
    assert_eq!(rows.len(), 20);
    let mut done = Vec::new();
    for (place, code) in rows.iter().enumerate() {
        let row = TypedRow::given(place as i64 + 1);
        let row = if place > 0 { row.with("who", "=") } else { row };
        let row = match code.of {
            RowOf::Line(_) => row,
            RowOf::Patient(_) => row.with("line", &lines[place % 2].0.to_string()),
        };
        kept(&enter(&pharmacist, code, &row).await);
        done.push(ago(place as i64 + 1));
    }
    assert_eq!(hospital.count("select count(*) from paper_entries where typed_by <> done_by"), 20);
    let mut in_traces = 0;
    for (_, path) in &lines {
        let trace = doctor.get(&format!("{path}/items/1/trace")).await;
        let on_paper = trace.body.matches("on paper:").count();
        assert_eq!(trace.body.matches("<br>typed in by Ana Lúcia Farias").count(), on_paper, "who typed it");
        assert_eq!(trace.body.matches("<td>Rita Medeiros").count(), on_paper, "who did it");
        assert_eq!(trace.body.matches("<br>typed in ").count(), on_paper * 2, "when it was typed");
        in_traces += on_paper;
    }
    assert_eq!(in_traces, 20);
    let whole = doctor.get("/patients/1").await;
    assert_eq!(whole.body.matches("on paper:").count(), 20);
    let days: HashSet<&String> = done.iter().filter(|at| whole.body.contains(&at[at.len() - 5..])).collect();
    assert_eq!(days.len(), done.iter().collect::<HashSet<_>>().len(), "each at its own time");
    assert_eq!(hospital.disagreements(), []);
}

#[actix_web::test]
async fn a_line_s_row_shows_the_right_patient_and_the_line_and_keeps_what_was_done() {
    let hospital = Hospital::open();
    let (doctor, nurse) = (hospital.doctor().await, hospital.nurse().await);
    let (item, path) = signed_line(&hospital, &doctor).await;
    let code = rows_of_line(&print_form(&hospital, &nurse, 1).await, item)[0];
    let page = nurse.get(&format!("/back-entry/row?code={}", code.in_fours().replace(' ', "+"))).await;
    page.has("Maria Oliveira").has("CM-1-01").has("No known allergies").has("Simeticone").has("record ");
    page.has_not("Which prescribed line?");
    let doctors = TypedRow::given(5).with("who", "CRM/SP 12345").with("note", "half of it vomited");
    let id = kept(&enter(&nurse, &code, &doctors).await);
    let saved = nurse.get(&format!("/back-entry?saved={id}")).await;
    saved.has("Kept.").has("Given").has("Simeticone").has(&ago(5)).has("by Dr. João Silva").has("half of it vomited");
    saved.has("by Rita").has("id=\"code\"").has("autofocus");
    let entry = hospital.text(&format!(
        "select act || ' ' || (item_id = {item}) || ' ' || patient_id || ' ' || done_by || ' ' || typed_by from paper_entries where id = {id}"
    ));
    let (joao, rita) = (
        hospital.count("select id from users where username = 'joao.silva'"),
        hospital.count("select id from users where username = 'rita.enfermagem'"),
    );
    assert_eq!(entry, format!("given true 1 {joao} {rita}"));
    let event = hospital
        .text("select verb || ' ' || patient_id || ' ' || (after ->> 'act') from events order by id desc limit 1");
    assert_eq!(event, "enter_from_paper 1 given");
    doctor.get(&format!("{path}/items/1/trace")).await.has("Dr. João Silva").has("half of it vomited");
    doctor.get(&path).await.has("Submitted");
}

#[actix_web::test]
async fn an_empty_row_is_of_one_of_the_lines_that_were_open_then_or_of_none() {
    let hospital = Hospital::open();
    let (doctor, nurse) = (hospital.doctor().await, hospital.nurse().await);
    let (item, _) = signed_line(&hospital, &doctor).await;
    let rows = empty_rows(&print_form(&hospital, &nurse, 1).await, 1);
    let (later, _) = {
        let signed = prescribe(&doctor, 1, vec![Item::paracetamol()]).await;
        assert_eq!(signed.status, 303);
        hospital.run("set session_replication_role = replica; update prescriptions set prescribed_at = now() + interval '1 hour', valid_until = now() + interval '20 hours' where id = (select max(id) from prescriptions)");
        (hospital.count("select max(id) from prescription_items"), ())
    };
    let other = hospital.count("select min(i.id) from prescription_items i join prescriptions p on p.id = i.prescription_id where p.patient_id = 2");
    let page = nurse.get(&format!("/back-entry/row?code={}", rows[0])).await;
    page.has("Which prescribed line?").has("None of these").has(&format!("<option value=\"{item}\""));
    page.has_not(&format!("<option value=\"{later}\"")).has_not(&format!("<option value=\"{other}\""));
    for (line, problem) in [
        ("", "Say which line it is about, or none of them."),
        (&*later.to_string(), "This is not a line of this patient that was open then."),
        (&*other.to_string(), "This is not a line of this patient"),
    ] {
        let refused = enter(&nurse, &rows[0], &TypedRow::given(1).with("line", line).with("described", "x")).await;
        assert_eq!(refused.is_refused_in_words().status, 422);
        refused.has(problem).has("href=\"#line\"");
    }
    let nameless = enter(&nurse, &rows[0], &TypedRow::given(1).with("line", "none")).await;
    assert_eq!(nameless.status, 422);
    nameless.has("Write the medication, dose and route as they stand on the paper.");
    kept(&enter(&nurse, &rows[0], &TypedRow::given(1).of_no_line("dipyrone 1 g IV from the trolley")).await);
    kept(&enter(&nurse, &rows[1], &TypedRow::given(1).with("line", &item.to_string())).await);
    doctor.get("/patients/1").await.has("dipyrone 1 g IV from the trolley");
    let stored =
        hospital.text("select string_agg(coalesce(item_id::text, 'none'), ' ' order by id) from paper_entries");
    assert_eq!(stored, format!("none {item}"));
}

#[actix_web::test]
async fn all_that_is_wrong_is_said_at_once_next_to_its_field_and_nothing_typed_is_lost() {
    let hospital = Hospital::open();
    let (doctor, nurse) = (hospital.doctor().await, hospital.nurse().await);
    let (item, _) = signed_line(&hospital, &doctor).await;
    let code = rows_of_line(&print_form(&hospital, &nurse, 1).await, item)[0];
    let tomorrow = Utc::now() + TimeDelta::days(1);
    let admitted = "update admissions set admitted_at = now() - interval '1 hour' where patient_id = 1";
    hospital.run(admitted);
    let before = hospital.written();
    for (row, field, problem) in [
        (TypedRow::given(1).with("act", ""), "act", "Say what was done."),
        (TypedRow::given(1).with("act", "nothing"), "act", "Say what was done."),
        (TypedRow::given(1).with("act", "not_given"), "reason", "Say why it was not given."),
        (
            TypedRow::given(1).with("act", "not_given").with("reason", "other"),
            "reason",
            "Write the other reason into the note.",
        ),
        (TypedRow::given(1).with("act", "ordered"), "described", "Write the medication, dose and route"),
        (TypedRow::given(1).with("date", "soon"), "date", "Write the day like this: 2026-11-25."),
        (TypedRow::given(1).with("time", ""), "time", "Write the time at which it was done."),
        (TypedRow::given(1).with("time", "25:00"), "time", "Write the time like this: 03:10."),
        (TypedRow::given(1).at(tomorrow), "time", "This time is yet to come."),
        (TypedRow::given(65), "time", "The patient was admitted only at"),
        (TypedRow::given(1).with("who", ""), "who", "Say who did it."),
        (TypedRow::given(1).with("who", "="), "who", "You typed no row before: say who did it."),
        (TypedRow::given(1).with("who", "nobody.here"), "who", "Nobody here has this username, registration or name."),
        (TypedRow::given(1).with("who", "CRM/AC 12345"), "who", "Nobody here has this username"),
        (TypedRow::given(1).with("who", "medéiros"), "who", "Rita Medeiros: rita.enfermagem"),
        (TypedRow::given(1).with("who", "admin"), "who", "This log-in is not one of a doctor"),
        (TypedRow::given(1).with("name", "Rita"), "who", "Give a log-in or a name, not both."),
        (TypedRow::given(1).with("who", "").with("name", "R."), "name", "Write the name as it stands on the paper."),
        (TypedRow::given(1).with("note", &"x".repeat(301)), "note", "This has more than 300 characters."),
    ] {
        let described = if field == "described" { "" } else { "kept as typed" };
        let refused = enter(&nurse, &code, &row.with("described", described)).await;
        assert_eq!(refused.is_refused_in_words().status, 422, "{problem}: {}", refused.body);
        refused.has(problem).has(&format!("href=\"#{field}\"")).has(&format!("id=\"{field}-error\""));
        refused.has(&format!("name=\"described\" value=\"{described}\""));
    }
    let all = TypedRow::given(1).with("act", "").with("time", "").with("who", "");
    let refused = enter(&nurse, &code, &all).await;
    for problem in ["Say what was done.", "Write the time at which it was done.", "Say who did it."] {
        refused.has(problem);
    }
    assert_eq!(hospital.written(), before, "nothing was written");
    assert_eq!(hospital.count("select count(*) from paper_entries"), 0);
}

#[actix_web::test]
async fn a_code_that_cannot_be_says_what_is_wrong_with_it_and_the_field_stays_for_the_next_try() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    let code = empty_rows(&print_form(&hospital, &nurse, 1).await, 1)[0];
    let digits = code.to_string();
    let last = if digits.ends_with('0') { "1" } else { "0" };
    let wrong = format!("{}{last}", &digits[..digits.len() - 1]);
    let nobody = RowCode { of: RowOf::Patient(99_999), ..code }.to_string();
    let nothing = RowCode { of: RowOf::Line(99_999), ..code }.to_string();
    let new = hospital.count("select patient_id from admissions group by patient_id having min(admitted_at) > now() - interval '100 days' limit 1");
    let too_early = RowCode { of: RowOf::Patient(new), made_at: Utc::now() - TimeDelta::days(300), ..code }.to_string();
    for (typed, problem) in [
        ("", "Scan or type the code of the row."),
        ("P1|@|123", "The code has digits only."),
        (&digits[..21], "The code has 21 digits as typed"),
        (&*wrong, "The check digits do not fit: a digit is wrong, or two are swapped. Compare it with the paper."),
        (&*nobody, "there is no patient or line for it in this hospital"),
        (&*nothing, "there is no patient or line for it in this hospital"),
        (&*too_early, "there is no patient or line for it in this hospital"),
    ] {
        let refused = nurse.get(&format!("/back-entry/row?code={typed}")).await;
        assert_eq!(refused.is_refused_in_words().status, 422, "{typed}");
        refused.has(problem).has("role=\"alert\"").has("autofocus");
    }
    let doctor = hospital.doctor().await;
    assert_eq!(doctor.post("/back-entry", &[("key", "x"), ("code", &digits)]).await.status, 400);
    let key = hidden(&nurse.get(&format!("/back-entry/row?code={code}")).await.body, "key");
    assert_eq!(nurse.post("/back-entry", &[("key", &key), ("code", &wrong)]).await.status, 400);
    assert_eq!(nurse.post("/back-entry", &[("key", &key), ("code", &nobody)]).await.status, 404);
}

#[actix_web::test]
async fn a_row_typed_twice_is_refused_with_who_typed_what_and_when() {
    let hospital = Hospital::open();
    let (nurse, pharmacist) = (hospital.nurse().await, hospital.pharmacist().await);
    let code = empty_rows(&print_form(&hospital, &nurse, 1).await, 1)[0];
    let (first, late) = (RowForm::open(&nurse, &code).await, RowForm::open(&pharmacist, &code).await);
    let row = TypedRow::given(3).of_no_line("dipyrone 1 g IV");
    kept(&first.send(&nurse, &row).await);
    let again = pharmacist.get(&format!("/back-entry/row?code={code}")).await;
    assert_eq!(again.is_refused_in_words().status, 409);
    again.has("This row was typed in already").has("dipyrone 1 g IV").has("by Rita").has(&ago(3)).has("autofocus");
    let other = late.send(&pharmacist, &row.clone().with("described", "morphine 2 mg IV").with("note", "mine")).await;
    assert_eq!(other.is_refused_in_words().status, 409);
    other.has("This row was typed in already").has("dipyrone 1 g IV").has("value=\"morphine 2 mg IV\"").has("mine");
    other.has("by Rita").has("/correction");
    assert_eq!(hospital.count("select count(*) from paper_entries"), 1);
    assert_eq!(hospital.count("select count(*) from events where verb = 'enter_from_paper'"), 1);
}

#[actix_web::test]
async fn the_same_form_sent_twice_keeps_the_row_once_and_with_other_content_keeps_nothing_more() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    let code = empty_rows(&print_form(&hospital, &nurse, 1).await, 1)[0];
    let form = RowForm::open(&nurse, &code).await;
    let row = TypedRow::given(3).of_no_line("dipyrone 1 g IV");
    let first = kept(&form.send(&nurse, &row).await);
    assert_eq!(kept(&form.send(&nurse, &row).await), first, "led to the same entry");
    let other = form.send(&nurse, &row.with("note", "twice")).await;
    assert_eq!(other.is_refused_in_words().status, 409);
    other.has("twice");
    assert_eq!(hospital.count("select count(*) from paper_entries"), 1);
}

#[actix_web::test]
async fn of_two_who_type_the_same_row_at_once_one_is_kept_and_the_other_told() {
    let hospital = Hospital::open();
    let (nurse, pharmacist, doctor) = (hospital.nurse().await, hospital.pharmacist().await, hospital.doctor().await);
    for code in empty_rows(&print_form(&hospital, &nurse, 1).await, 1) {
        let people = [&nurse, &pharmacist, &doctor];
        let mut forms = Vec::new();
        for person in people {
            forms.push(RowForm::open(person, &code).await);
        }
        let row = TypedRow::given(2).of_no_line("dipyrone 1 g IV");
        let sent = forms.iter().zip(people).map(|(form, person)| form.send(person, &row));
        let replies: Vec<Reply> = futures_util::future::join_all(sent).await;
        let statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
        assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
        for told in replies.iter().filter(|reply| reply.status != 303) {
            assert_eq!(told.status, 409, "{}", told.body);
            told.has("This row was typed in already");
        }
    }
    assert_eq!(hospital.count("select count(*) from paper_entries"), 10);
    assert_eq!(hospital.count("select count(*) from events where verb = 'enter_from_paper'"), 10);
}

#[actix_web::test]
async fn what_was_done_long_ago_or_before_the_form_is_kept_once_somebody_confirms_just_that() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    hospital.run("update admissions set admitted_at = now() - interval '20 days' where patient_id = 1");
    let code = empty_rows(&print_form(&hospital, &nurse, 1).await, 1)[0];
    let row = TypedRow::given(4 * 24 * 60).of_no_line("dipyrone 1 g IV");
    let doubted = enter(&nurse, &code, &row).await;
    assert_eq!(doubted.is_refused_in_words().status, 422);
    doubted
        .has("is more than 72 hours ago.")
        .has("is before the form was made")
        .has("Not saved yet. Check and confirm:");
    let confirm = &confirmation(&doubted);
    let form = RowForm::open(&nurse, &code).await;
    let other = form.send(&nurse, &row.clone().at(Utc::now() - TimeDelta::days(5)).with("confirm", confirm)).await;
    assert_eq!(other.status, 422, "another moment was confirmed");
    kept(&form.send(&nurse, &row.with("confirm", confirm)).await);
}

#[actix_web::test]
async fn what_was_done_long_after_the_form_or_after_the_discharge_is_kept_once_somebody_confirms_it() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    let made_at = DateTime::from_timestamp_millis((Utc::now() - TimeDelta::hours(14)).timestamp_millis());
    let of_form = |row| RowCode { of: RowOf::Patient(1), made_at: made_at.expect("a moment"), row };
    let row = TypedRow::given(60).of_no_line("dipyrone 1 g IV");
    let doubted = enter(&nurse, &of_form(1), &row).await;
    assert_eq!(doubted.is_refused_in_words().status, 422);
    doubted.has("is more than 12 hours after the form was made").has("Not saved yet. Check and confirm:");
    kept(&enter(&nurse, &of_form(1), &row.clone().with("confirm", &confirmation(&doubted))).await);
    kept(&enter(&nurse, &of_form(2), &TypedRow::given(150).of_no_line("within the hours of the form")).await);
    hospital.run("update admissions set discharged_at = now() - interval '30 minutes' where patient_id = 1");
    let code = RowCode { made_at: of_form(3).made_at + TimeDelta::hours(10), ..of_form(3) };
    let row = TypedRow::given(10).of_no_line("dipyrone 1 g IV");
    let doubted = enter(&nurse, &code, &row).await;
    assert_eq!(doubted.is_refused_in_words().status, 422);
    doubted.has("is after the patient was discharged").has_not("after the form was made");
    kept(&enter(&nurse, &code, &row.with("confirm", &confirmation(&doubted))).await);
}

/// What the box to tick stands for.
fn confirmation(page: &Reply) -> String {
    let value = page.body.split("name=\"confirm\" type=\"checkbox\" value=\"").nth(1);
    value.and_then(|rest| rest.split('"').next()).expect("a box to tick").to_owned()
}

#[actix_web::test]
async fn a_row_of_the_minute_of_the_admission_is_kept() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    hospital.run(
        "update admissions set admitted_at = date_trunc('minute', now()) - interval '20 seconds' where patient_id = 1",
    );
    let code = empty_rows(&print_form(&hospital, &nurse, 1).await, 1)[0];
    let minute = Utc::now() - TimeDelta::seconds(Utc::now().timestamp() % 60 + 20);
    kept(&enter(&nurse, &code, &TypedRow::given(0).at(minute).of_no_line("dipyrone 1 g IV")).await);
    let row = TypedRow::given(0).at(minute - TimeDelta::minutes(1)).of_no_line("x");
    let code = empty_rows(&print_form(&hospital, &nurse, 1).await, 1)[1];
    enter(&nurse, &code, &row).await.has("The patient was admitted only at");
}

#[actix_web::test]
async fn who_has_left_since_is_named_as_who_did_it_and_their_entry_can_be_corrected() {
    let hospital = Hospital::open();
    let (nurse, doctor) = (hospital.nurse().await, hospital.doctor().await);
    let rows = empty_rows(&print_form(&hospital, &nurse, 1).await, 1);
    let row = TypedRow::given(1).of_no_line("dipyrone 1 g IV");
    let before = kept(&enter(&nurse, &rows[0], &row).await);
    hospital.run("update users set active = false where username = 'rita.enfermagem'");
    hospital.run(
        "update doctors set active = false where id = (select doctor_id from users where username = 'helena.prado')",
    );
    kept(&RowForm::correct(&doctor, before).await.send(&doctor, &row.clone().with("note", "half")).await);
    kept(&enter(&doctor, &rows[1], &row).await);
    kept(&enter(&doctor, &rows[2], &row.clone().with("who", "helena.prado")).await);
    enter(&doctor, &rows[3], &row.with("who", "medéiros")).await.has("Rita Medeiros: rita.enfermagem");
}

#[actix_web::test]
async fn sec_1_a_wrong_entry_is_followed_by_a_right_one_that_points_at_it_and_both_stay() {
    let hospital = Hospital::open();
    let (doctor, nurse, pharmacist) = (hospital.doctor().await, hospital.nurse().await, hospital.pharmacist().await);
    let (item, path) = signed_line(&hospital, &doctor).await;
    let code = rows_of_line(&print_form(&hospital, &nurse, 1).await, item)[0];
    let wrong = kept(&enter(&nurse, &code, &TypedRow::given(9).with("note", "as read")).await);
    let opened = pharmacist.get(&format!("/back-entry/{wrong}/correction")).await;
    opened.has("This replaces, and keeps beside it:").has("value=\"as read\"").has("Nothing: entered by mistake");
    let (form, late) = (RowForm::correct(&pharmacist, wrong).await, RowForm::correct(&nurse, wrong).await);
    let held = TypedRow::given(9)
        .with("act", "not_given")
        .with("reason", "held")
        .with("who", "")
        .with("name", "Enf. Lia COREN 123");
    let right = kept(&form.send(&pharmacist, &held).await);
    let stale = late.send(&nurse, &TypedRow::given(8).with("note", "mine")).await;
    assert_eq!(stale.is_refused_in_words().status, 409);
    stale.has("held for the patient").has("by Ana Lúcia Farias").has("value=\"mine\"");
    let reopened = nurse.get(&format!("/back-entry/{wrong}/correction")).await;
    assert_eq!(reopened.is_refused_in_words().status, 409);
    reopened.has(&format!("/back-entry/{right}/correction"));
    let trace = doctor.get(&format!("{path}/items/1/trace")).await;
    trace.has("as read").has("corrected later").has("held for the patient").has("Enf. Lia COREN 123");
    doctor.get("/patients/1").await.has("corrected later").has("as read");
    let nothing = TypedRow::given(9).with("act", "nothing");
    kept(&RowForm::correct(&nurse, right).await.send(&nurse, &nothing).await);
    assert_eq!(
        hospital.text("select string_agg(coalesce(corrects_id::text, '-'), ' ' order by id) from paper_entries"),
        format!("- {wrong} {right}")
    );
    let refused = hospital.run_as_commands("update paper_entries set note = 'x'");
    assert!(refused.contains("permission denied"), "{refused}");
    let other = empty_rows(&print_form(&hospital, &nurse, 1).await, 1)[0];
    let fields = [("key", form.key.as_str()), ("code", &*other.to_string())];
    assert_eq!(nurse.post(&format!("/back-entry/{right}/correction"), &fields).await.status, 400, "another row's");
}

#[actix_web::test]
async fn what_was_stopped_ordered_or_supplied_on_paper_changes_nothing_and_waits_until_it_is_done() {
    let hospital = Hospital::open();
    let (doctor, nurse, pharmacist) = (hospital.doctor().await, hospital.nurse().await, hospital.pharmacist().await);
    let (item, path) = signed_line(&hospital, &doctor).await;
    let id = path.rsplit('/').next().expect("a number");
    let codes = print_form(&hospital, &nurse, 1).await;
    let rows = empty_rows(&codes, 1);
    nurse.get("/back-entry").await.has("Nothing that was stopped, ordered or supplied on paper waits.");
    let row = |act: &str| TypedRow::given(4).with("act", act).with("who", "joao.silva");
    let stopped = kept(&enter(&nurse, &rows_of_line(&codes, item)[0], &row("stopped")).await);
    let ordered = kept(&enter(&nurse, &rows[0], &row("ordered").of_no_line("dipyrone 1 g IV now")).await);
    let supplied = kept(&enter(&nurse, &rows[1], &row("supplied").of_no_line("1 ampoule of dipyrone")).await);
    assert_eq!(hospital.text(&format!("select stage from prescription_items where id = {item}")), "submitted");
    nurse.get(&format!("/back-entry?saved={stopped}")).await.has("the line is still prescribed").has("Tell a doctor.");
    doctor.get(&format!("/back-entry?saved={stopped}")).await.has(&format!("href=\"/prescriptions/{id}/suspension\""));
    let nurses = nurse.get(&format!("/back-entry?saved={ordered}")).await;
    nurses.has("Typing it in prescribed nothing.").has("href=\"/patients/1/verbal-orders/new\"");
    nurses.has("3 entries from paper wait");
    doctor.get("/back-entry").await.has("href=\"/patients/1/prescriptions/new\"");
    pharmacist.get(&format!("/back-entry?saved={supplied}")).await.has("The stock did not move");
    for person in [&doctor, &nurse, &pharmacist] {
        person.get("/").await.has("3 things stopped, ordered or supplied on paper are not yet done properly");
    }
    let form = doctor.get(&format!("{path}/suspension")).await;
    let key = hidden(&form.body, "key");
    let fields = [("key", key.as_str()), ("item", "1:submitted"), ("reason", "stopped on paper")];
    assert_eq!(doctor.post(&format!("{path}/suspension"), &fields).await.status, 303);
    nurse.get("/back-entry").await.has("2 entries from paper wait").has_not("the line is still prescribed");
    assert_eq!(prescribe(&doctor, 1, vec![Item::paracetamol()]).await.status, 303);
    let signed = hospital.count("select max(id) from prescriptions");
    let waits = doctor.get("/back-entry").await;
    waits.has("Signed for this patient since then:").has(&format!("href=\"/prescriptions/{signed}\""));
    let key = hidden(&waits.body, "key");
    for _ in 0..2 {
        let done = doctor.post(&format!("/back-entry/{ordered}/follow-up"), &[("key", &key)]).await;
        assert_eq!((done.status, &*done.location), (303, "/back-entry"));
    }
    let key = hidden(&pharmacist.get("/back-entry").await.body, "key");
    assert_eq!(pharmacist.post(&format!("/back-entry/{ordered}/follow-up"), &[("key", &key)]).await.status, 303);
    assert_eq!(hospital.count("select count(*) from events where verb = 'follow_up_paper'"), 1, "once");
    nurse.get("/back-entry").await.has("One entry from paper waits").has("1 ampoule of dipyrone");
    let mistaken = TypedRow::given(4).with("act", "nothing").with("line", "none");
    kept(&RowForm::correct(&nurse, supplied).await.send(&nurse, &mistaken).await);
    nurse.get("/back-entry").await.has("Nothing that was stopped, ordered or supplied on paper waits.");
    let given = kept(&enter(&nurse, &rows[2], &row("given").of_no_line("water")).await);
    let key = hidden(&nurse.get(&format!("/back-entry/row?code={}", rows[3])).await.body, "key");
    assert_eq!(nurse.post(&format!("/back-entry/{given}/follow-up"), &[("key", &key)]).await.status, 404);
}
