//! A day in the life: forty prescriptions from the doctor's desk to the bed, with all that goes wrong on the way.

use std::collections::HashMap;

use crate::support::form::{Item, hidden};
use crate::support::hospital::Hospital;
use crate::support::html_form::HtmlForm;
use crate::support::person::Person;
use crate::support::supply::{Team, agree, bag, propose, separate, stage, step};

const PARACETAMOL: &str = "P0002";
const METAMIZOLE: &str = "P0005";
const MORPHINE: &str = "P0018";

fn lines(ids: &[i64], stage: &str) -> Vec<String> {
    ids.iter().map(|id| format!("{id}/1:{stage}")).collect()
}

/// Everything that a list's step takes, at once.
async fn all(person: &Person, list: &str, action: &str, ids: &[i64], from: &str) {
    let done = step(person, list, action, &lines(ids, from)).await;
    assert_eq!(done.status, 303, "{action}: {}", done.body);
}

/// Adults in beds whose allergies are known of.
pub fn patients(hospital: &Hospital, count: usize) -> Vec<i64> {
    let ids = hospital.text(&format!(
        "select string_agg(id::text, ' ') from (select p.id from patients p join admissions a on a.patient_id = p.id \
         where a.discharged_at is null and p.allergy_status = 'none_known' and p.birth_date < now() - interval '20 years' \
         and not exists (select from prescriptions r join prescription_items i on i.prescription_id = r.id \
         join medications m on m.id = i.medication_id where r.patient_id = p.id and m.name_pt in ('Paracetamol', 'Dipirona', 'Morfina')) \
         order by p.id limit {count}) s"
    ));
    let ids: Vec<i64> = ids.split(' ').map(|id| id.parse().expect("a patient")).collect();
    assert_eq!(ids.len(), count, "enough patients");
    ids
}

async fn submitted(team: &Team, patient: i64, item: Item) -> i64 {
    let reply = crate::support::form::insist(&team.doctor, patient, vec![item]).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    reply.location.rsplit('/').next().and_then(|id| id.parse().ok()).expect("a number")
}

async fn ask_and_answer(team: &Team, id: i64) {
    let path = format!("/prescriptions/{id}/items/1/query");
    let page = team.pharmacist.get(&path).await.body;
    let fields = [
        ("key", hidden(&page, "key")),
        ("stage", "submitted".to_owned()),
        ("category", "dose".to_owned()),
        ("question", "is this the dose?".to_owned()),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let asked = team.pharmacist.post(&path, &fields).await;
    assert_eq!(asked.status, 303, "{}", asked.body);
    let path = format!("/prescriptions/{id}/items/1/answer");
    let page = team.doctor.get(&path).await.body;
    let fields =
        [("key", hidden(&page, "key")), ("query", hidden(&page, "query")), ("answer", "yes, it is".to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answered = team.doctor.post(&path, &fields).await;
    assert_eq!(answered.status, 303, "{}", answered.body);
}

async fn refuse(team: &Team, id: i64) {
    let path = format!("/prescriptions/{id}/items/1/refusal");
    let page = team.pharmacist.get(&path).await.body;
    let mut form = HtmlForm::read(&page, "p-card");
    form.set("category", 0, "dose");
    form.0.retain(|(name, _)| name != "reason");
    form.add("reason", "twice the usual dose");
    let refused = team.pharmacist.post(&path, &form.fields()).await;
    assert_eq!(refused.status, 303, "{}", refused.body);
}

async fn suspend(team: &Team, id: i64) {
    let path = format!("/prescriptions/{id}/suspension");
    let key = hidden(&team.doctor.get(&path).await.body, "key");
    let done = team.doctor.post(&path, &[("key", &key), ("item", "1:separated"), ("reason", "rash")]).await;
    assert_eq!(done.status, 303, "{}", done.body);
}

async fn transfer(hospital: &Hospital, team: &Team, patient: i64) {
    let page = team.nurse.get(&format!("/patients/{patient}/transfer")).await.body;
    let bed = hospital.text("select min(b.id) from beds b where not exists (select from admissions a where a.bed_id = b.id and a.discharged_at is null)");
    let (key, from) = (hidden(&page, "key"), hidden(&page, "from"));
    let fields = [("key", key.as_str()), ("from", &from), ("bed", &bed)];
    let moved = team.nurse.post(&format!("/patients/{patient}/transfer"), &fields).await;
    assert_eq!(moved.status, 303, "{}", moved.body);
}

/// The bag whole, or so many from the ward.
async fn take_back(team: &Team, id: i64, from_ward: Option<u32>) {
    let path = format!("/prescriptions/{id}/items/1/return");
    let mut form = HtmlForm::read(&team.pharmacist.get(&path).await.body, "p-card");
    if let Some(units) = from_ward {
        form.set("units", 0, &units.to_string());
        form.add("intact", "yes");
    }
    let done = team.pharmacist.post(&path, &form.fields()).await;
    assert_eq!(done.status, 303, "{}", done.body);
}

/// Each ward's bags with their own porter.
async fn send_by_ward(hospital: &Hospital, team: &Team, ids: &[i64]) {
    let mut by_ward: HashMap<i64, Vec<i64>> = HashMap::new();
    for id in ids {
        let ward = hospital.count(&format!("select b.ward_id from prescriptions p join admissions a on a.id = p.admission_id join beds b on b.id = a.bed_id where p.id = {id}"));
        by_ward.entry(ward).or_default().push(*id);
    }
    for of_ward in by_ward.values() {
        all(&team.pharmacist, "/bags", "/lines/sending", of_ward, "dispensed").await;
    }
}

fn sum(hospital: &Hospital, medication: &str, sql: &str) -> i64 {
    hospital.count(&sql.replace("$medication", &format!("(select id from medications where code = '{medication}')")))
}

#[actix_web::test]
async fn a_day_of_forty_prescriptions_adds_up_to_the_unit_on_lists_ledger_register_and_reports() {
    let hospital = Hospital::open();
    hospital.clear_stock();
    for (medication, lot, units) in [(PARACETAMOL, "P1", 400), (METAMIZOLE, "D1", 3), (MORPHINE, "M1", 60)] {
        hospital.stock(medication, lot, units, 300);
    }
    let team = Team::of(&hospital).await;
    let beds = patients(&hospital, 40);
    let morphine = || Item::of([MORPHINE, "10", "mg", "VO", "6/6H", "1"]);
    let metamizole = || Item::of([METAMIZOLE, "500", "mg", "VO", "6/6H", "1"]);
    let mut ids = Vec::new();
    for (place, patient) in beds.iter().enumerate() {
        let item = match place {
            0 | 1 => metamizole(),
            2 | 3 => morphine(),
            _ => Item::paracetamol(),
        };
        ids.push(submitted(&team, *patient, item).await);
    }
    let (short, controlled, partial) = ([ids[0], ids[1]], [ids[2], ids[3]], [ids[4], ids[5]]);
    let (refused, suspended, moved, returned) = (ids[6], ids[7], ids[8], [ids[9], ids[10], ids[11]]);
    for id in &ids[12..15] {
        ask_and_answer(&team, *id).await;
    }
    refuse(&team, refused).await;
    let verified: Vec<i64> = ids.iter().copied().filter(|id| *id != refused).collect();
    all(&team.pharmacist, "/triage", "/lines/verification", &verified, "submitted").await;

    // Two of the bags are filled in part at first.
    for id in partial {
        let form = propose(&team.pharmacist, &lines(&[id], "verified")).await;
        let mut fewer = form.clone();
        fewer.set("units", 0, "1");
        let shown = agree(&team.pharmacist, &fewer).await;
        let agreed = agree(&team.pharmacist, &HtmlForm::read(&shown.body, "p-pick")).await;
        assert_eq!(agreed.status, 303, "{}", agreed.body);
    }
    let rest: Vec<i64> = verified.iter().copied().filter(|id| !partial.contains(id)).collect();
    let separated = separate(&team.pharmacist, &lines(&rest, "verified")).await;
    assert_eq!(separated.status, 303, "{}", separated.body);
    // Nothing was left for the second of the two that are short; what has come is for both.
    assert_eq!(stage(&hospital, short[1], 1), "verified");
    team.doctor.get("/").await.has("Too little in the pharmacy");

    for id in controlled {
        let checked = step(&team.other, "/bags", "/lines/second-check", &[bag(&hospital, id, 1)]).await;
        assert_eq!(checked.status, 303, "{}", checked.body);
    }
    suspend(&team, suspended).await;
    team.pharmacist.get("/bags").await.has("to stop");
    take_back(&team, suspended, None).await;
    let out: Vec<i64> = verified.iter().copied().filter(|id| *id != suspended && *id != short[1]).collect();
    all(&team.pharmacist, "/bags", "/lines/dispensing", &out, "separated").await;
    transfer(&hospital, &team, beds[8]).await;
    let bed = hospital
        .count(&format!("select bed_id from admissions where patient_id = {} and discharged_at is null", beds[8]));
    let label = format!("{moved}/1:dispensed@{bed}");
    let relabelled = step(&team.pharmacist, "/stops", "/lines/relabelling", &[label]).await;
    assert_eq!(relabelled.status, 303, "{}", relabelled.body);
    send_by_ward(&hospital, &team, &out).await;
    all(&team.nurse, "/arrivals", "/lines/receipt", &out, "sent").await;

    // What was missing comes, and follows.
    hospital.stock(METAMIZOLE, "D2", 100, 200);
    let late = [short[0], partial[0], partial[1]];
    let again = separate(&team.pharmacist, &[lines(&late, "received"), lines(&[short[1]], "verified")].concat()).await;
    assert_eq!(again.status, 303, "{}", again.body);
    let late = [late.as_slice(), &[short[1]]].concat();
    all(&team.pharmacist, "/bags", "/lines/dispensing", &late, "separated").await;
    send_by_ward(&hospital, &team, &late).await;
    all(&team.nurse, "/arrivals", "/lines/receipt", &late, "sent").await;
    team.doctor.get("/").await.has_not("Too little in the pharmacy");
    for id in returned {
        take_back(&team, id, Some(1)).await;
    }

    // To the unit: whatever came in is on a shelf or with a patient, and each who should has all.
    for (medication, came, back) in [(PARACETAMOL, 400, 3), (METAMIZOLE, 103, 0), (MORPHINE, 60, 0)] {
        let there = sum(
            &hospital,
            medication,
            "select coalesce(sum(b.units), 0) from stock_balances b join lots l on l.id = b.lot_id where l.medication_id = $medication",
        );
        let bags = sum(
            &hospital,
            medication,
            "select coalesce(sum(s.bagged), 0) from item_supplies s join prescription_items i on i.id = s.item_id where i.medication_id = $medication",
        );
        let with = sum(
            &hospital,
            medication,
            "select coalesce(sum(s.supplied), 0) from item_supplies s join prescription_items i on i.id = s.item_id where i.medication_id = $medication",
        );
        let needed = sum(
            &hospital,
            medication,
            "select coalesce(sum(s.needed), 0) from item_supplies s join prescription_items i on i.id = s.item_id where i.medication_id = $medication and i.stage in ('received', 'returned') and s.separated_by is not null and s.shipment_id is not null",
        );
        assert_eq!((bags, there + with), (0, came), "{medication}");
        assert_eq!(with, needed - back, "{medication}");
        let csv = team.pharmacist.get("/accounting/medications.csv").await.body;
        let row = csv.lines().find(|line| line.contains(medication)).unwrap_or_else(|| panic!("{medication} in {csv}"));
        assert!(row.split([',', ';']).any(|cell| cell.trim_matches('"') == with.to_string()), "{with} in {row}");
    }
    let book = team.pharmacist.get(&format!("/register/{MORPHINE}")).await;
    let with = sum(
        &hospital,
        MORPHINE,
        "select sum(s.supplied) from item_supplies s join prescription_items i on i.id = s.item_id where i.medication_id = $medication",
    );
    let balance = sum(&hospital, MORPHINE, "select balance from register_books where medication_id = $medication");
    assert_eq!(balance, 60 - with, "the book is the cabinet");
    book.has(&format!(">{balance}<"));
    let received: i64 = out.iter().filter(|id| !returned.contains(id)).count() as i64 + 1;
    let mine = ids.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
    assert_eq!(
        hospital.count(&format!(
            "select count(*) from prescription_items where prescription_id in ({mine}) and stage = 'received'"
        )),
        received
    );
    for (id, stage_is) in
        [(refused, "refused"), (suspended, "returned"), (returned[0], "returned"), (moved, "received")]
    {
        assert_eq!(stage(&hospital, id, 1), stage_is);
    }
    for list in ["/triage", "/separation", "/bags", "/stops"] {
        let page = team.pharmacist.get(list).await;
        for id in &ids {
            page.has_not(&format!("id=\"line-{id}-1\""));
        }
    }
    hospital.adds_up();
}
