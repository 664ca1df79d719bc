//! Orders of the demo hospital, as rows of the prescribing form.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Text};
use reqwest::{Client, Response};
use uuid::Uuid;

use super::data::BenchHospital;

/// The fields that an order fills in, in the order of the statement.
const TYPED: [&str; 19] = [
    "medication",
    "dose",
    "unit",
    "route",
    "frequency",
    "weekday",
    "duration",
    "indication",
    "interval",
    "most",
    "preparation",
    "volume",
    "minutes",
    "rate",
    "rate_unit",
    "times",
    "protocol",
    "protocol_cycle",
    "protocol_day",
];
/// What else each row has.
const EMPTY: [&str; 7] = ["first", "start", "doses_shown", "note", "term", "pregnancy_test", "contraception"];

/// One order.
#[derive(Clone, QueryableByName)]
pub struct Order {
    #[diesel(sql_type = BigInt)]
    pub item_id: i64,
    #[diesel(sql_type = BigInt)]
    pub patient_id: i64,
    #[diesel(sql_type = BigInt)]
    pub admission_id: i64,
    #[diesel(sql_type = BigInt)]
    pub ward_id: i64,
    #[diesel(sql_type = BigInt)]
    pub medication_id: i64,
    #[diesel(sql_type = Bool)]
    pub once: bool,
    #[diesel(sql_type = Array<Text>)]
    typed: Vec<String>,
}

impl Order {
    pub fn field(&self, name: &str) -> &str {
        let place = TYPED.iter().position(|field| *field == name).expect("a field");
        &self.typed[place]
    }

    /// What a row says that renews it (VAL-2).
    fn follows(&self) -> String {
        format!("renewal:{}", self.item_id)
    }
}

/// All that the demo's patients get.
pub fn of_demo(hospital: &BenchHospital) -> Vec<Order> {
    diesel::sql_query(include_str!("orders.sql")).load(&mut hospital.connect()).expect("orders")
}

/// A form to be checked and not signed.
#[derive(Clone)]
pub struct Sheet {
    pub patient_id: i64,
    pub admission_id: i64,
    /// Each with whether it renews itself.
    pub rows: Vec<(Order, bool)>,
}

impl Sheet {
    pub fn medications(&self) -> Vec<i64> {
        self.rows.iter().map(|(order, _)| order.medication_id).collect()
    }

    /// What the checks say of it, as the page that the doctor would see; calculated doses were shown before.
    pub async fn check(&self, hospital: &BenchHospital, doctor: &Client) -> Response {
        let shown = self.shown(hospital, doctor).await;
        self.send(hospital, doctor, "check", &shown).await
    }

    /// What the form calculates, row by row.
    pub async fn shown(&self, hospital: &BenchHospital, doctor: &Client) -> Vec<String> {
        let reply = self.send(hospital, doctor, "calculate", &[]).await;
        let page = reply.text().await.expect("a page");
        let values = page.split("name=\"shown\" value=\"").skip(1);
        values.filter_map(|rest| rest.split('"').next()).map(unescaped).collect()
    }

    pub async fn send(&self, hospital: &BenchHospital, doctor: &Client, action: &str, shown: &[String]) -> Response {
        let (key, admission) = (Uuid::now_v7().to_string(), self.admission_id.to_string());
        let head = [("key", key), ("admission", admission), ("action", action.to_owned())];
        let rows = self.rows.iter().enumerate().flat_map(|(place, (order, renews))| {
            let typed = TYPED.into_iter().zip(order.typed.iter().cloned());
            let empty = EMPTY.into_iter().map(|name| (name, String::new()));
            let follows = if *renews { order.follows() } else { String::new() };
            let shown = shown.get(place).cloned().unwrap_or_default();
            typed.chain(empty).chain([("follows", follows), ("shown", shown)])
        });
        let renewed: Vec<String> =
            self.rows.iter().filter(|(_, renews)| *renews).map(|(order, _)| order.follows()).collect();
        let reviewed = renewed.iter().flat_map(|follows| [("opened", follows.clone()), ("reviewed", follows.clone())]);
        let form: Vec<(&str, String)> = head.into_iter().chain(rows).chain(reviewed).collect();
        let url = format!("{}/patients/{}/prescriptions", hospital.url, self.patient_id);
        doctor.post(url).form(&form).send().await.expect("an answer")
    }
}

/// A doctor with a log-in who may prescribe all of these medications, if there is one.
pub fn who_may(connection: &mut PgConnection, medications: &[i64]) -> Option<String> {
    #[derive(QueryableByName)]
    struct User {
        #[diesel(sql_type = Text)]
        username: String,
    }
    let sql = "select u.username from users u join doctors d on d.id = u.doctor_id where d.active and not exists (
        select from medications m where m.id = any($1) and m.specialty_restricted and not exists (
            select from medication_specialties s where s.medication_id = m.id and s.specialty_id = d.specialty_id))
        order by u.id limit 1";
    let found = diesel::sql_query(sql).bind::<Array<BigInt>, _>(medications).get_result::<User>(connection);
    found.optional().expect("a doctor").map(|user| user.username)
}

/// Text of a page without its entities.
pub fn unescaped(text: &str) -> String {
    text.replace("&#39;", "'")
        .replace("&#34;", "\"")
        .replace("&quot;", "\"")
        .replace("&#38;", "&")
        .replace("&amp;", "&")
}
