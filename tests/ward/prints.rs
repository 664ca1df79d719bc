//! Paper that knows when it is old.

use futures_util::future::join_all;
use uuid::Uuid;

use crate::support::form::{AGAIN, Item, PrescribeForm, hidden, prescribe, prescribe_again};
use crate::support::hospital::Hospital;
use crate::support::person::{Person, Reply};
use crate::support::prints::{check, print_ward as print, sheet, suspend, ward_of};
use crate::support::trials::{Seed, trials};

async fn signed(doctor: &Person, patient: i64, item: Item) -> i64 {
    let reply = prescribe_again(doctor, patient, vec![item]).await;
    reply.location.trim_start_matches("/prescriptions/").parse().expect(&reply.body)
}

#[actix_web::test]
async fn a_print_says_the_same_each_time_whatever_happens_after_it() {
    let hospital = Hospital::open();
    let (doctor, nurse) = (hospital.doctor().await, hospital.nurse().await);
    let ward = ward_of(&hospital, 1);
    nurse.get(&format!("/wards/{ward}/report")).await.has("NOT A PRINT");
    let number = print(&nurse, ward, &[]).await;
    let first = sheet(&nurse, number).await;
    first.has(&format!("Print {number}")).has("refresh no.").has_not("NOT A PRINT");
    first.has(&format!("Code that leads to the check of print {number}"));
    let lines = hospital.count(&format!("select count(*) from read_model.dispatch_lines where ward_id = {ward} and (closed_at is null or stage = 'received' and valid_until > now())"));
    assert_eq!(first.body.matches("p-sheet__drug").count() as i64, lines);
    let prescribed = prescribe(&doctor, 1, vec![Item::paracetamol()]).await;
    assert_eq!(prescribed.status, 303, "{}", prescribed.body);
    let paper = |reply: Reply| reply.body.split_once("p-report-scroll").map(|(_, paper)| paper.to_owned());
    assert_eq!(paper(sheet(&nurse, number).await), paper(first));
    let in_portuguese = sheet(&nurse, print(&nurse, ward, &[("landscape", "yes")]).await).await;
    in_portuguese.has("p-report--landscape");
    assert_eq!(nurse.get("/prints/99999").await.is_refused_in_words().status, 404);
    assert_eq!(nurse.get("/prints/99999/sheet").await.is_refused_in_words().status, 404);
}

#[actix_web::test]
async fn a_check_says_current_or_each_line_and_patient_that_has_changed() {
    let hospital = Hospital::open();
    let (doctor, nurse) = (hospital.doctor().await, hospital.nurse().await);
    let ward = ward_of(&hospital, 1);
    let stays = signed(&doctor, 1, Item::paracetamol()).await;
    let number = print(&nurse, ward, &[]).await;
    check(&nurse, number).await.has("Current: nothing has changed");
    assert_eq!(suspend(&doctor, stays, "1:submitted").await.status, 303);
    check(&nurse, number).await.has("1 change since").has("NO LONGER HERE").has("Suspended").has_not("Current:");
    signed(&doctor, 1, Item::simeticone().with("note", "with water")).await;
    check(&nurse, number).await.has("2 changes since").has("NEW").has("with water");
    hospital.run("update patients set allergy_status = 'known' where id = 1; insert into allergies (patient_id, substance) values (1, 'Latex')");
    let changed = check(&nurse, number).await;
    changed.has("3 changes since").has("DATA CHANGED").has("Latex");
    let changes = print(&nurse, ward, &[("base", &number.to_string())]).await;
    let stapled = sheet(&nurse, changes).await;
    stapled.has(&format!("changes since print {number}")).has("with water").has("NO LONGER HERE").has("Latex");
    stapled.has_not("p-sheet__drug");
    check(&nurse, changes).await.has("Current: nothing has changed");
    check(&nurse, number).await.has("Printed again since").has("3 changes since");
    let log = nurse.get("/prints").await;
    log.has(&format!("Print {changes}")).has("✓ current").has("Rita").has(&format!("changes since print {number}"));
}

#[actix_web::test]
async fn what_ended_is_struck_through_and_what_only_moved_on_in_the_pharmacy_is_no_change() {
    let hospital = Hospital::open();
    let (doctor, nurse, pharmacist) = (hospital.doctor().await, hospital.nurse().await, hospital.pharmacist().await);
    let ward = ward_of(&hospital, 1);
    let (moves, ends) = (signed(&doctor, 1, Item::paracetamol()).await, signed(&doctor, 1, Item::simeticone()).await);
    let number = print(&nurse, ward, &[]).await;
    let key = Uuid::now_v7().to_string();
    let line = format!("{moves}/1:submitted");
    assert_eq!(pharmacist.post("/lines/verification", &[("key", &key), ("line", &line)]).await.status, 303);
    let moved = check(&nurse, number).await;
    moved.has("Current: nothing has changed").has("1 line has only moved on").has("Verified");
    assert_eq!(suspend(&doctor, ends, "1:submitted").await.status, 303);
    let again = sheet(&nurse, print(&nurse, ward, &[]).await).await;
    again.has("do not give").has("<s>").has("Suspended");
}

#[actix_web::test]
async fn a_sheet_by_time_has_each_dose_that_is_due_and_one_of_the_shift_only_its_own() {
    let hospital = Hospital::open();
    hospital.without_cut_over();
    signed(&hospital.doctor().await, 1, Item::paracetamol()).await;
    let nurse = hospital.nurse().await;
    let ward = ward_of(&hospital, 1);
    let boxes = |body: &str| body.matches("p-sheet__box").count();
    let by_bed = sheet(&nurse, print(&nurse, ward, &[("arrangement", "bed")]).await).await;
    let by_time = sheet(&nurse, print(&nurse, ward, &[("arrangement", "time")]).await).await;
    by_time.has("p-sheet--times");
    assert!(boxes(&by_time.body) >= boxes(&by_bed.body), "each dose of two days has a row");
    let by_day = "(extract(hour from now() at time zone 'America/Sao_Paulo') between 7 and 18)::int";
    let by_day = hospital.count(&format!("select {by_day}")) == 1;
    // What is overdue is on either sheet, whatever its hour.
    let others = |body: &str| hours(body).iter().filter(|hour| (7..19).contains(*hour) != by_day).count();
    let shift = sheet(&nurse, print(&nurse, ward, &[("span", "shift")]).await).await;
    assert!(others(&shift.body) < others(&by_bed.body), "what is given each six hours is given in both shifts");
    assert!(boxes(&shift.body) > others(&shift.body), "and so in this one");
    let due = sheet(&nurse, print(&nurse, ward, &[("span", "shift"), ("only_due", "yes")]).await).await;
    assert_eq!(boxes(&due.body), boxes(&shift.body));
    assert!(due.body.matches("p-sheet__drug").count() <= shift.body.matches("p-sheet__drug").count());
}

/// Of each box of a sheet by bed, the hour.
fn hours(body: &str) -> Vec<u32> {
    let boxes = body.split("p-sheet__box\">").skip(1);
    boxes.map(|text| text.get(..2).and_then(|hour| hour.parse().ok()).unwrap_or_else(|| panic!("{text}"))).collect()
}

#[actix_web::test]
async fn a_print_asked_for_twice_is_one_and_what_no_page_offers_is_refused() {
    let hospital = Hospital::open();
    let nurse = hospital.nurse().await;
    let ward = ward_of(&hospital, 1);
    let report = nurse.get(&format!("/wards/{ward}/report")).await.body;
    let key = hidden(&report, "key");
    let path = format!("/wards/{ward}/prints");
    let fields = [("key", key.as_str()), ("arrangement", "bed"), ("span", "day")];
    let replies = join_all((0..8).map(|_| nurse.post(&path, &fields))).await;
    assert!(replies.iter().all(|reply| reply.status == 303 && reply.location == replies[0].location));
    assert_eq!(hospital.count("select count(*) from prints"), 1);
    assert_eq!(hospital.count("select count(*) from events where verb = 'print'"), 1);
    let key = Uuid::now_v7().to_string();
    for (ward, arrangement, base, status) in [
        (ward, "diagonal", "", 400),
        (ward, "bed", "x", 400),
        (ward, "bed", "99", 404),
        (999, "bed", "", 404),
        (ward + 1, "bed", "1", 404),
    ] {
        let fields = [("key", key.as_str()), ("arrangement", arrangement), ("span", "day"), ("base", base)];
        let reply = nurse.post(&format!("/wards/{ward}/prints"), &fields).await;
        assert_eq!(reply.is_refused_in_words().status, status, "{arrangement} {base}");
    }
    assert_eq!(hospital.count("select count(*) from prints"), 1);
}

/// What a sheet says and its check reports, against the tables, in one snapshot: how many lines and patients are wrong.
const MISSES: &str = "
with s as (select at from read_model.sheets where print_number = :print),
p as (select l.*, to_jsonb(l) - '{print_number,missing,follows_item_id,bed_code,patient_name,record_number,birth_date,patient_search,allergy_status,allergies}'::text[] as said
    from read_model.printed_lines l where l.print_number = :print and (l.closed_at is null or l.stage = 'received' and l.valid_until > (select at from s))),
t as (select l.*, coalesce(o.needed - o.bagged - o.supplied, 0) as missing, to_jsonb(l) - '{bed_code,patient_name,record_number,birth_date,patient_search,allergy_status,allergies}'::text[] as said
    from read_model.lines l left join read_model.shortages o on o.item_id = l.item_id where (l.closed_at is null or l.stage = 'received' and l.valid_until > (select at from s)) and l.ward_id = (select ward_id from prints where number = :print)),
c as (select distinct prescription_id, item_number, kind from read_model.changed_lines where printed = :print and later is null),
wrong_lines as (
    select from p full join t using (prescription_id, item_number) full join c using (prescription_id, item_number)
    where case when p.item_id is null and t.closed_at is not null and t.valid_until <= now() then 'same'
        when p.item_id is null then 'added' when t.item_id is null then 'gone'
        when p.said - '{stage,stage_since,closed_at}'::text[] <> t.said - '{stage,stage_since,closed_at}'::text[]
            or (p.stage = 'queried') <> (t.stage = 'queried') then 'changed'
        when p.valid_until > (select at from s) and t.valid_until <= now() then 'lapsed'
        when p.stage <> t.stage or p.missing <> t.missing then 'moved_on' else 'same' end <> coalesce(c.kind, 'same')),
now_wrong as (select * from read_model.lines_now except select * from read_model.lines),
q as (select * from read_model.sheet_patients where print_number = :print),
n as (select * from read_model.ward_patients where ward_id = (select ward_id from prints where number = :print)),
d as (select distinct patient_id, kind from read_model.changed_patients where printed = :print and later is null),
wrong_patients as (
    select from q full join n using (patient_id) full join d using (patient_id)
    where case d.kind when 'arrived' then q.name is not null or n.name is null
        when 'left' then q.name is null or n.name is not null
        when 'changed' then q.name is null or n.name is null
        else (q.name, q.birth_date, q.record_number, q.bed_code, q.allergy_status, q.allergies, q.weight_kg, q.weighed_at, q.homonym)
            is distinct from (n.name, n.birth_date, n.record_number, n.bed_code, n.allergy_status, n.allergies, n.weight_kg, n.weighed_at, n.homonym) end)
select (select count(*) from wrong_lines) + (select count(*) from now_wrong) + (select count(*) from wrong_patients)";

#[actix_web::test]
async fn while_eight_change_a_ward_what_sheets_say_and_checks_report_is_the_truth_at_each_moment() {
    let hospital = Hospital::open_with(|config| config.compact_at = 30);
    let seed = Seed::draw();
    let nurse = hospital.nurse().await;
    let ward = ward_of(&hospital, 1);
    let patients: Vec<i64> = hospital
        .text(&format!("select string_agg(a.patient_id::text, ' ') from admissions a join beds b on b.id = a.bed_id join patients p on p.id = a.patient_id where b.ward_id = {ward} and a.discharged_at is null and p.allergy_status is not null"))
        .split(' ')
        .map(|id| id.parse().expect("a number"))
        .collect();
    let doctors = join_all((0..8).map(|_| hospital.doctor())).await;
    let prints = trials(500);
    let done = std::cell::Cell::new(false);
    let writers = doctors.iter().enumerate().map(|(number, doctor)| {
        let (seed, hospital, patients, done) = (&seed, &hospital, &patients, &done);
        async move {
            let mut turn = number * 1_000_000;
            let mut written = 0;
            while !done.get() {
                turn += 1;
                written +=
                    write(hospital, doctor, patients[seed.pick(turn, patients.len())], seed.pick(turn + 500_000, 10))
                        .await;
            }
            written
        }
    });
    let printer = async {
        let mut wrong = Vec::new();
        let mut numbers = Vec::new();
        for round in 0..prints {
            numbers.push(print(&nurse, ward, &[]).await);
            // One of the latest few, so that some sheets have much to report and some have nothing.
            let number = numbers[numbers.len() - 1 - seed.pick(round, numbers.len().min(5))];
            let misses = hospital.count(&MISSES.replace(":print", &number.to_string()));
            if misses > 0 {
                wrong.push((round, number, misses));
            }
        }
        done.set(true);
        (wrong, numbers)
    };
    let (written, (wrong, numbers)) = futures_util::future::join(join_all(writers), printer).await;
    assert_eq!(wrong, [], "of {} prints", numbers.len());
    assert!(written.iter().sum::<usize>() > prints, "{written:?}");
    // When all is quiet the page says what the tables say.
    for number in numbers.iter().rev().take(5) {
        let page = check(&nurse, *number).await;
        let changes = hospital.count(&format!(
            "select (select count(distinct item_id) from read_model.changed_lines where printed = {number} and later is null and kind <> 'moved_on') + (select count(distinct patient_id) from read_model.changed_patients where printed = {number} and later is null)"
        ));
        assert_eq!(changes == 0, page.body.contains("Current: nothing has changed"), "{number}");
        assert_eq!(
            page.body.matches("class=\"p-change p-change--added\"").count() as i64,
            hospital.count(&format!(
                "select count(*) from read_model.changed_lines where printed = {number} and later is null and kind = 'added'"
            ))
        );
    }
    assert_eq!(hospital.disagreements(), []);
}

/// One of what changes a ward's sheet; 1 where it was written.
async fn write(hospital: &Hospital, doctor: &Person, patient: i64, what: usize) -> usize {
    let of_patient =
        format!("from prescriptions p where p.id = i.prescription_id and p.patient_id = {patient} and i.number = 1");
    let touch = format!(
        "insert into read_model.touched select id from prescriptions where patient_id = {patient}; select read_model.refresh()"
    );
    let status = match what {
        // The pharmacy's steps and the ward's, as they are written, at a stroke.
        6 => {
            let steps = [
                ("submitted", "verified"),
                ("verified", "separated"),
                ("separated", "dispensed"),
                ("dispensed", "sent"),
                ("sent", "received"),
            ];
            let moves = steps.map(|(from, to)| {
                let closed = if to == "received" { ", closed_at = now()" } else { "" };
                format!("update prescription_items i set stage = '{to}', stage_since = now(){closed} {of_patient} and i.stage = '{from}' and i.id % 5 < {}; ", steps.len())
            });
            hospital.run(&format!("{}{touch}", moves.concat()));
            303
        }
        7 => {
            hospital.run(&format!("update prescription_items i set stage = 'queried', stage_since = now() {of_patient} and i.stage = 'submitted' and i.id % 2 = 0; {touch}"));
            303
        }
        8 => {
            hospital.run(&format!("insert into measurements (patient_id, weight_kg, measured_at, recorded_by) values ({patient}, 50 + random() * 20, now(), 1)"));
            303
        }
        9 => {
            hospital.run(&format!("delete from allergies where patient_id = {patient}; update patients set allergy_status = 'known' where id = {patient}; insert into allergies (patient_id, substance) values ({patient}, 'Latex ' || round(random() * 9)); {touch}"));
            303
        }
        0..=2 => {
            let form = PrescribeForm::open(doctor, patient, vec![Item::simeticone()]).await.because(AGAIN, "once more");
            form.send(doctor).await.status
        }
        3 | 4 => {
            let open = hospital.count(&format!(
                "select coalesce((select i.prescription_id from prescription_items i join prescriptions p on p.id = i.prescription_id \
                 where p.patient_id = {patient} and i.number = 1 and i.stage = 'submitted' order by random() limit 1), 0)"
            ));
            if open == 0 { 0 } else { suspend(doctor, open, "1:submitted").await.status }
        }
        _ => {
            let page = doctor.get(&format!("/patients/{patient}/transfer")).await.body;
            let free = hospital.count("select b.id from beds b where not exists (select from admissions a where a.bed_id = b.id and a.discharged_at is null) order by random() limit 1");
            let (key, from, bed) = (hidden(&page, "key"), hidden(&page, "from"), free.to_string());
            let fields = [("key", key.as_str()), ("from", &from), ("bed", &bed)];
            doctor.post(&format!("/patients/{patient}/transfer"), &fields).await.status
        }
    };
    assert!([0, 303, 409, 422].contains(&status), "{what}: {status}");
    usize::from(status == 303)
}
