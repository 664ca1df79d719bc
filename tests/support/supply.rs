//! Lines on their way from the shelf to the ward.

use super::form::{Item, hidden, insist};
use super::hospital::Hospital;
use super::html_form::HtmlForm;
use super::person::{Person, Reply};

/// Everybody that a line passes.
pub struct Team {
    pub doctor: Person,
    pub pharmacist: Person,
    /// The second pharmacist.
    pub other: Person,
    pub nurse: Person,
}

impl Team {
    pub async fn of(hospital: &Hospital) -> Self {
        hospital.without_cut_over();
        Team {
            doctor: hospital.doctor().await,
            pharmacist: hospital.pharmacist().await,
            other: hospital.log_in("bruno.farmacia").await,
            nurse: hospital.nurse().await,
        }
    }

    /// Signed and verified: the number of the prescription.
    pub async fn verified(&self, patient: i64, items: Vec<Item>) -> i64 {
        let count = items.len();
        let reply = insist(&self.doctor, patient, items).await;
        assert_eq!(reply.status, 303, "{}", reply.body);
        let id: i64 = reply.location.rsplit('/').next().and_then(|id| id.parse().ok()).expect("a number");
        let lines: Vec<String> = (1..=count).map(|number| format!("{id}/{number}:submitted")).collect();
        let done = step(&self.pharmacist, "/triage", "/lines/verification", &lines).await;
        assert_eq!(done.status, 303, "{}", done.body);
        id
    }

    /// Signed, verified and separated as proposed.
    pub async fn separated(&self, patient: i64, items: Vec<Item>) -> i64 {
        let count = items.len();
        let id = self.verified(patient, items).await;
        let lines: Vec<String> = (1..=count).map(|number| format!("{id}/{number}:verified")).collect();
        let done = separate(&self.pharmacist, &lines).await;
        assert_eq!(done.status, 303, "{}", done.body);
        id
    }
}

/// Posts chosen lines with a key of a list's page.
pub async fn step(person: &Person, list: &str, action: &str, lines: &[String]) -> Reply {
    let key = fresh_key(person, list).await;
    step_with(person, &key, action, lines).await
}

/// As [`step`], with a form's key.
pub async fn step_with(person: &Person, key: &str, action: &str, lines: &[String]) -> Reply {
    let mut fields = vec![("key", key), ("porter", "Carlos Mendes")];
    fields.extend(lines.iter().map(|line| ("line", line.as_str())));
    person.post(action, &fields).await
}

/// A key as a form of a page has it, or one like it where the page has no form now.
pub async fn fresh_key(person: &Person, page: &str) -> String {
    let page = person.get(page).await.body;
    if page.contains("name=\"key\"") { hidden(&page, "key") } else { uuid::Uuid::now_v7().to_string() }
}

/// The proposal for chosen lines, as its form would send it.
pub async fn propose(person: &Person, lines: &[String]) -> HtmlForm {
    let reply = step(person, "/separation", "/lines/separation", lines).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    HtmlForm::read(&reply.body, "p-pick")
}

pub async fn agree(person: &Person, form: &HtmlForm) -> Reply {
    person.post("/lines/separation", &form.fields()).await
}

/// Separates what is proposed.
pub async fn separate(person: &Person, lines: &[String]) -> Reply {
    let form = propose(person, lines).await;
    agree(person, &form).await
}

/// `12/1:separated@7` as the list of bags says it.
pub fn bag(hospital: &Hospital, id: i64, number: i16) -> String {
    hospital.text(&format!(
        "select '{id}/{number}:' || i.stage || '@' || s.version from prescription_items i \
         join item_supplies s on s.item_id = i.id where i.prescription_id = {id} and i.number = {number}"
    ))
}

pub fn stage(hospital: &Hospital, id: i64, number: i16) -> String {
    hospital.text(&format!("select stage from prescription_items where prescription_id = {id} and number = {number}"))
}

/// `needed bagged supplied` of an item.
pub fn units(hospital: &Hospital, id: i64, number: i16) -> String {
    hospital.text(&format!(
        "select needed || ' ' || bagged || ' ' || supplied from item_supplies s join prescription_items i on i.id = s.item_id \
         where i.prescription_id = {id} and i.number = {number}"
    ))
}

impl Hospital {
    /// Units of a medication that the first shelf has, in one lot without a code; nothing else of it.
    pub fn stock(&self, medication: &str, lot: &str, units: i32, days: i32) {
        self.run(&format!(
            "insert into lots (medication_id, number, expires_on) select id, '{lot}', current_date + {days} from medications where code = '{medication}'; \
             insert into stock_movements (kind, lot_id, to_place_id, units, user_id, document, supplier, unit_cost) \
             select 'receipt', l.id, p.id, {units}, (select id from users where username = 'ana.farmacia'), 'NF-e 1', 'Fornecedor', 1.5 \
             from lots l join medications m on m.id = l.medication_id join stock_places p on p.code = case when m.controlled_list = '' then 'FARMACIA' else 'COFRE' end \
             where l.number = '{lot}' and m.code = '{medication}'"
        ));
    }

    /// The items of a prescription need so many units each, for movements that a test writes itself.
    pub fn needs(&self, prescription: &str, units: i32) {
        self.run(&format!(
            "insert into item_supplies (item_id, needed, labelled_bed_id) select id, {units}, 1 from prescription_items where prescription_id = {prescription}"
        ));
    }

    /// Lists show what was changed past the program.
    pub fn look_anew(&self) {
        self.run(
            "insert into read_model.touched (prescription_id) select id from prescriptions; select read_model.compact()",
        );
    }

    /// Nothing is lost, doubled or stale: balances, bags and lists are what the movements and tables say.
    #[track_caller]
    pub fn adds_up(&self) {
        assert_eq!(self.count("select count(*) from read_model.stock_imbalances"), 0, "balances are the ledger");
        assert_eq!(self.count("select count(*) from read_model.supply_imbalances"), 0, "bags are their lots");
        assert_eq!(self.count("select count(*) from read_model.register_imbalances"), 0, "registers are the stock");
        assert_eq!(self.disagreements(), [], "lists are the tables");
    }
}
