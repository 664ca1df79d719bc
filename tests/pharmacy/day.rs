//! A day in the life: forty prescriptions from the doctor's desk to the bed, with all that goes wrong on the way.

use std::collections::HashMap;
use std::time::Duration;

use crate::support::browser::{Browser, Driver};
use crate::support::form::{Item, hidden};
use crate::support::hospital::Hospital;
use crate::support::html_form::HtmlForm;
use crate::support::person::Person;
use crate::support::supply::{Team, agree, bag, propose, stage, step};

const PARACETAMOL: &str = "P0002";
const METAMIZOLE: &str = "P0005";
const MORPHINE: &str = "P0018";

fn lines(ids: &[i64], stage: &str) -> Vec<String> {
    ids.iter().map(|id| format!("{id}/1:{stage}")).collect()
}

/// Who does it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    Pharmacist,
    Other,
    Nurse,
}

/// The same day by forms as they are sent, or by clicks in a browser.
struct Day {
    team: Team,
    screens: Option<[Browser; 3]>,
}

impl Day {
    fn person(&self, who: Who) -> &Person {
        match who {
            Who::Pharmacist => &self.team.pharmacist,
            Who::Other => &self.team.other,
            Who::Nurse => &self.team.nurse,
        }
    }

    fn screen(&self, who: Who) -> Option<&Browser> {
        self.screens.as_ref().map(|[pharmacist, other, nurse]| match who {
            Who::Pharmacist => pharmacist,
            Who::Other => other,
            Who::Nurse => nurse,
        })
    }

    /// Everything that a list's step takes, at once.
    async fn all(&self, who: Who, list: &str, action: &str, lines: &[String]) {
        let Some(screen) = self.screen(who) else {
            let done = step(self.person(who), list, action, lines).await;
            assert_eq!(done.status, 303, "{action}: {}", done.body);
            return;
        };
        screen.go(list).await;
        tick(screen, lines).await;
        if action == "/lines/sending" {
            screen.fill("#porter", "Carlos Mendes").await;
        }
        let own = format!("form[action='{action}'] button[type=submit]:not([formaction])");
        let other = format!("button[formaction='{action}']");
        let has_own = screen.count(&own).await > 0;
        press(screen, if has_own { &own } else { &other }).await;
        assert_eq!(screen.count(".nhsuk-error-summary").await, 0, "{action}: {}", screen.text("main").await);
    }

    /// Separates as proposed; where units are said, so many of each.
    async fn separate(&self, lines: &[String], units: Option<u32>) {
        let Some(screen) = self.screen(Who::Pharmacist) else {
            let mut form = propose(&self.team.pharmacist, lines).await;
            if let Some(units) = units {
                (0..lines.len()).for_each(|row| form.set("units", row, &units.to_string()));
                let shown = agree(&self.team.pharmacist, &form).await;
                form = HtmlForm::read(&shown.body, "p-pick");
            }
            let agreed = agree(&self.team.pharmacist, &form).await;
            assert_eq!(agreed.status, 303, "{}", agreed.body);
            return;
        };
        screen.go("/separation").await;
        tick(screen, lines).await;
        press(screen, "form[action='/lines/separation'] button[type=submit]").await;
        if let Some(units) = units {
            screen
                .run(&format!("document.querySelectorAll('[name=units]').forEach(field => field.value = '{units}')"))
                .await;
            press(screen, ".p-pick button[type=submit]").await;
        }
        press(screen, ".p-pick button[type=submit]").await;
        assert_eq!(screen.count(".p-pick").await, 0, "{}", screen.text("main").await);
    }

    /// The bag whole, or so many from the ward.
    async fn take_back(&self, id: i64, from_ward: Option<u32>) {
        let path = format!("/prescriptions/{id}/items/1/return");
        let Some(screen) = self.screen(Who::Pharmacist) else {
            let mut form = HtmlForm::read(&self.team.pharmacist.get(&path).await.body, "p-card");
            if let Some(units) = from_ward {
                form.set("units", 0, &units.to_string());
                form.add("intact", "yes");
            }
            let done = self.team.pharmacist.post(&path, &form.fields()).await;
            assert_eq!(done.status, 303, "{}", done.body);
            return;
        };
        screen.go(&path).await;
        if let Some(units) = from_ward {
            screen.fill("#units-0", &units.to_string()).await;
            screen.run("document.querySelector('#intact').click()").await;
        }
        press(screen, ".p-card button[type=submit]").await;
        assert_eq!(screen.count(".nhsuk-error-summary").await, 0, "{}", screen.text("main").await);
    }

    /// Each ward's bags with their own porter.
    async fn send_by_ward(&self, hospital: &Hospital, ids: &[i64]) {
        let mut by_ward: HashMap<i64, Vec<i64>> = HashMap::new();
        for id in ids {
            let ward = hospital.count(&format!("select b.ward_id from prescriptions p join admissions a on a.id = p.admission_id join beds b on b.id = a.bed_id where p.id = {id}"));
            by_ward.entry(ward).or_default().push(*id);
        }
        for of_ward in by_ward.values() {
            self.all(Who::Pharmacist, "/bags", "/lines/sending", &lines(of_ward, "dispensed")).await;
        }
    }
}

async fn tick(screen: &Browser, lines: &[String]) {
    let starts: Vec<String> = lines.iter().map(|line| line.split('@').next().unwrap_or_default().to_owned()).collect();
    let script = format!(
        "const wanted = {starts:?}; \
         const boxes = [...document.querySelectorAll('[name=line]')].filter(box => wanted.includes(box.value.split('@')[0])); \
         boxes.filter(box => box.type === 'checkbox' && !box.checked).forEach(box => box.click()); return boxes.length"
    );
    assert_eq!(screen.run(&script).await, lines.len(), "all lines are on the page: {starts:?}");
}

/// Clicks, and waits for the page that follows.
async fn press(screen: &Browser, button: &str) {
    screen.run("window.stillHere = true").await;
    screen.run(&format!("document.querySelector(\"{button}\").click()")).await;
    for _ in 0..200 {
        let left = screen.run("return window.stillHere !== true && document.readyState === 'complete'").await;
        if left == true {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{button} leads nowhere: {}", screen.text("main").await);
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

fn sum(hospital: &Hospital, medication: &str, sql: &str) -> i64 {
    hospital.count(&sql.replace("$medication", &format!("(select id from medications where code = '{medication}')")))
}

#[actix_web::test]
async fn a_day_of_forty_prescriptions_adds_up_to_the_unit_on_lists_ledger_register_and_reports() {
    let hospital = Hospital::open();
    let team = Team::of(&hospital).await;
    live_through(&hospital, &Day { team, screens: None }).await;
}

#[actix_web::test]
async fn the_same_day_in_a_browser_adds_up_likewise() {
    let hospital = Hospital::open();
    let team = Team::of(&hospital).await;
    let driver = Driver::start().await;
    let screens = [
        driver.open(&hospital.url, "pt-BR", "ana.farmacia").await,
        driver.open(&hospital.url, "en", "bruno.farmacia").await,
        driver.open(&hospital.url, "pt-BR", "rita.enfermagem").await,
    ];
    let day = Day { team, screens: Some(screens) };
    live_through(&hospital, &day).await;
    for screen in day.screens.into_iter().flatten() {
        assert_eq!(screen.complaints().await, Vec::<String>::new());
        screen.close().await;
    }
}

async fn live_through(hospital: &Hospital, day: &Day) {
    hospital.run("set session_replication_role = replica; update prescription_items set stage = 'received', closed_at = now() where closed_at is null; set session_replication_role = origin");
    hospital.look_anew();
    hospital.clear_stock();
    for (medication, lot, units) in [(PARACETAMOL, "P1", 400), (METAMIZOLE, "D1", 3), (MORPHINE, "M1", 60)] {
        hospital.stock(medication, lot, units, 300);
    }
    let team = &day.team;
    let beds = patients(hospital, 40);
    let morphine = || Item::of([MORPHINE, "10", "mg", "VO", "6/6H", "1"]);
    let metamizole = || Item::of([METAMIZOLE, "500", "mg", "VO", "6/6H", "1"]);
    let mut ids = Vec::new();
    for (place, patient) in beds.iter().enumerate() {
        let item = match place {
            0 | 1 => metamizole(),
            2 | 3 => morphine(),
            _ => Item::paracetamol(),
        };
        ids.push(submitted(team, *patient, item).await);
    }
    let (short, controlled, partial) = ([ids[0], ids[1]], [ids[2], ids[3]], [ids[4], ids[5]]);
    let (refused, suspended, moved, returned) = (ids[6], ids[7], ids[8], [ids[9], ids[10], ids[11]]);
    for id in &ids[12..15] {
        ask_and_answer(team, *id).await;
    }
    refuse(team, refused).await;
    let verified: Vec<i64> = ids.iter().copied().filter(|id| *id != refused).collect();
    day.all(Who::Pharmacist, "/triage", "/lines/verification", &lines(&verified, "submitted")).await;

    // Two of the bags are filled in part at first.
    day.separate(&lines(&partial, "verified"), Some(1)).await;
    let rest: Vec<i64> = verified.iter().copied().filter(|id| !partial.contains(id)).collect();
    day.separate(&lines(&rest, "verified"), None).await;
    // Nothing was left for the second of the two that are short; what has come is for both.
    assert_eq!(stage(hospital, short[1], 1), "verified");
    team.doctor.get("/").await.has("Too little in the pharmacy");

    let seen = controlled.map(|id| bag(hospital, id, 1));
    day.all(Who::Other, "/bags", "/lines/second-check", &seen).await;
    suspend(team, suspended).await;
    team.pharmacist.get("/bags").await.has("to stop");
    day.take_back(suspended, None).await;
    let out: Vec<i64> = verified.iter().copied().filter(|id| *id != suspended && *id != short[1]).collect();
    day.all(Who::Pharmacist, "/bags", "/lines/dispensing", &lines(&out, "separated")).await;
    transfer(hospital, team, beds[8]).await;
    let bed = hospital
        .count(&format!("select bed_id from admissions where patient_id = {} and discharged_at is null", beds[8]));
    day.all(Who::Pharmacist, "/stops", "/lines/relabelling", &[format!("{moved}/1:dispensed@{bed}")]).await;
    day.send_by_ward(hospital, &out).await;
    day.all(Who::Nurse, "/arrivals", "/lines/receipt", &lines(&out, "sent")).await;

    // What was missing comes, and follows.
    hospital.stock(METAMIZOLE, "D2", 100, 200);
    let late = [short[0], partial[0], partial[1]];
    day.separate(&[lines(&late, "received"), lines(&[short[1]], "verified")].concat(), None).await;
    let late = [late.as_slice(), &[short[1]]].concat();
    day.all(Who::Pharmacist, "/bags", "/lines/dispensing", &lines(&late, "separated")).await;
    day.send_by_ward(hospital, &late).await;
    day.all(Who::Nurse, "/arrivals", "/lines/receipt", &lines(&late, "sent")).await;
    team.doctor.get("/").await.has_not("Too little in the pharmacy");
    for id in returned {
        day.take_back(id, Some(1)).await;
    }

    // To the unit: whatever came in is on a shelf or with a patient, and each who should has all.
    for (medication, came, back) in [(PARACETAMOL, 400, 3), (METAMIZOLE, 103, 0), (MORPHINE, 60, 0)] {
        let there = sum(
            hospital,
            medication,
            "select coalesce(sum(b.units), 0) from stock_balances b join lots l on l.id = b.lot_id where l.medication_id = $medication",
        );
        let bags = sum(
            hospital,
            medication,
            "select coalesce(sum(s.bagged), 0) from item_supplies s join prescription_items i on i.id = s.item_id where i.medication_id = $medication",
        );
        let with = sum(
            hospital,
            medication,
            "select coalesce(sum(s.supplied), 0) from item_supplies s join prescription_items i on i.id = s.item_id where i.medication_id = $medication",
        );
        let needed = sum(
            hospital,
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
        hospital,
        MORPHINE,
        "select sum(s.supplied) from item_supplies s join prescription_items i on i.id = s.item_id where i.medication_id = $medication",
    );
    let balance = sum(hospital, MORPHINE, "select balance from register_books where medication_id = $medication");
    assert_eq!(balance, 60 - with, "the book is the cabinet");
    book.has(&format!(">{balance}<"));
    let received: i64 = out.len() as i64 + 1;
    let mine = ids.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
    assert_eq!(
        hospital.count(&format!(
            "select count(*) from prescription_items where prescription_id in ({mine}) and stage = 'received'"
        )),
        received
    );
    for (id, stage_is) in
        [(refused, "refused"), (suspended, "returned"), (returned[0], "received"), (moved, "received")]
    {
        assert_eq!(stage(hospital, id, 1), stage_is);
    }
    for list in ["/triage", "/separation", "/bags", "/stops"] {
        let page = team.pharmacist.get(list).await;
        for id in &ids {
            page.has_not(&format!("id=\"line-{id}-1\""));
        }
    }
    hospital.adds_up();
}
