//! A running hospital of its own for each test.

use std::sync::{Arc, LazyLock, Mutex, PoisonError, mpsc};
use std::thread::JoinHandle;

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use metrics_exporter_prometheus::PrometheusHandle;
use posology::config::Config;
use posology::postgres::database::Database;
use posology::read_model::disagreements::{Disagreement, disagreements};
use posology::serve::{metrics_recorder, open};
use posology::server::bind;
use tokio::sync::watch;

use super::databases::TestDatabase;
use super::person::Person;

static METRICS: LazyLock<PrometheusHandle> = LazyLock::new(metrics_recorder);

/// A server on a port of its own, on a thread of its own; it stops with the value.
pub struct Hospital {
    pub url: String,
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
    /// What [`Hospital::count`] and [`Hospital::text`] read with, once one of them has.
    reader: Mutex<Option<PgConnection>>,
    /// Taken only to be opened again.
    database: Option<TestDatabase>,
}

impl Hospital {
    pub fn database(&self) -> &TestDatabase {
        self.database.as_ref().expect("a database")
    }

    fn close(&mut self) {
        self.stop.send_replace(true);
        if let Some(thread) = self.thread.take() {
            thread.join().expect("the hospital closes in good order");
        }
    }

    /// The demo hospital.
    pub fn open() -> Self {
        Hospital::open_with(|_| {})
    }

    /// The demo hospital, configured otherwise.
    pub fn open_with(configure: impl FnOnce(&mut Config)) -> Self {
        let mut config = config();
        configure(&mut config);
        Hospital::open_on(TestDatabase::with_demo(), config)
    }

    /// The demo hospital with its pages from another server.
    pub fn open_with_replica(database: TestDatabase, replica_url: String) -> Self {
        Hospital::open_on(database, Config { query_database_url: Some(replica_url), ..config() })
    }

    /// The same database again, as after a restart.
    pub fn reopen(self) -> Self {
        let mut hospital = self;
        hospital.close();
        let database = hospital.database.take().expect("a database");
        Hospital::open_on(database, config())
    }

    fn open_on(database: TestDatabase, config: Config) -> Self {
        let (stop, stopping) = watch::channel(false);
        let (report, reported) = mpsc::channel();
        let source = Database::external(&database.url(), config.query_database_url.as_deref());
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let app = open(config, &source, stopping.clone(), METRICS.clone()).expect("the hospital opens");
                let bound = bind(Arc::clone(&app)).expect("a port is free");
                report.send(bound.address).expect("the test waits");
                bound.run_until(stopping).await.expect("the server runs");
            });
        });
        let address = reported.recv().expect("the hospital opens");
        Hospital {
            url: format!("http://{address}"),
            stop,
            thread: Some(thread),
            reader: Mutex::new(None),
            database: Some(database),
        }
    }

    /// Weighs and measures somebody: 70 kg, 170 cm, two hours ago.
    pub fn measure(&self, patient: i64) {
        self.run(&format!(
            "delete from measurements where patient_id = {patient}; \
             insert into measurements (patient_id, weight_kg, height_cm, measured_at, recorded_by) \
             select {patient}, 70, 170, now() - interval '2 hours', min(id) from users where role = 'nurse'"
        ));
    }

    /// Somebody with a browser who has not logged in.
    pub fn stranger(&self) -> Person {
        Person::new(&self.url)
    }

    pub async fn log_in(&self, username: &str) -> Person {
        let person = self.stranger();
        let reply = person.post("/login", &[("username", username), ("password", "posology-demo")]).await;
        assert_eq!(reply.status, 303, "{username} can log in");
        person
    }

    pub async fn doctor(&self) -> Person {
        self.log_in("joao.silva").await
    }

    pub async fn oncologist(&self) -> Person {
        self.log_in("marina.onco").await
    }

    /// A cardiologist in training: what he signs waits for [`Hospital::doctor`].
    pub async fn resident(&self) -> Person {
        self.log_in("lucas.residente").await
    }

    pub async fn pharmacist(&self) -> Person {
        self.log_in("ana.farmacia").await
    }

    /// Somebody else at the pharmacy's queue: Bruno Costa Lima.
    pub async fn other_pharmacist(&self) -> Person {
        self.run(
            "insert into users (username, name, role, password_hash) \
             select 'bruno.costa', 'Bruno Costa Lima', role, password_hash from users where username = 'ana.farmacia' \
             on conflict do nothing",
        );
        self.log_in("bruno.costa").await
    }

    pub async fn nurse(&self) -> Person {
        self.log_in("rita.enfermagem").await
    }

    /// One number from the database.
    pub fn count(&self, sql: &str) -> i64 {
        #[derive(QueryableByName)]
        struct Count {
            #[diesel(sql_type = BigInt)]
            count: i64,
        }
        self.read::<Count>(&format!("select ({sql})::bigint as count")).count
    }

    /// One text from the database.
    pub fn text(&self, sql: &str) -> String {
        #[derive(QueryableByName)]
        struct Answer {
            #[diesel(sql_type = Text)]
            answer: String,
        }
        self.read::<Answer>(&format!("select ({sql})::text as answer")).answer
    }

    /// One row, on one connection for all that a test reads.
    fn read<T: QueryableByName<Pg> + 'static>(&self, sql: &str) -> T {
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        let connection = reader.get_or_insert_with(|| self.database().connect());
        diesel::sql_query(sql).get_result(connection).expect(sql)
    }

    /// On a connection of its own: whatever is set ends with it.
    pub fn run(&self, sql: &str) {
        use diesel::connection::SimpleConnection;
        self.database().connect().batch_execute(sql).expect(sql);
    }

    /// What the commands' own role is told.
    pub fn run_as_commands(&self, sql: &str) -> String {
        use diesel::connection::SimpleConnection;
        let mut connection = PgConnection::establish(&self.database().url_as("posology_commands")).expect("connect");
        connection.batch_execute(sql).err().map(|error| error.to_string()).unwrap_or_default()
    }

    /// What is signed from now on is valid for a day, with as many doses at any hour of the tests (VAL-2).
    pub fn without_cut_over(&self) {
        self.run("update hospital set cut_over = null");
    }

    /// Empty shelves, as before the first receipt.
    pub fn clear_stock(&self) {
        self.run(
            "set session_replication_role = replica; delete from register_entries; update register_books set opening = 0, lines = 0, balance = 0; delete from item_lots; delete from item_supplies; delete from stock_balances; delete from stock_movements; delete from stock_counts; delete from lots; set session_replication_role = origin",
        );
    }

    /// Everything that a command writes, to see that nothing was.
    pub fn written(&self) -> i64 {
        self.count(
            "(select count(*) from prescriptions) + (select count(*) from prescription_items) \
             + (select count(*) from prescription_item_times) + (select count(*) from events) \
             + (select count(*) from idempotency_keys) + (select count(*) from read_model.touched) \
             + (select count(*) from patients) + (select count(*) from admissions) + (select count(*) from measurements)",
        )
    }

    pub fn disagreements(&self) -> Vec<Disagreement> {
        disagreements(&mut self.database().connect()).expect("the comparison")
    }
}

impl Drop for Hospital {
    fn drop(&mut self) {
        self.close();
    }
}

pub fn config() -> Config {
    Config {
        public_url: None,
        listen: "127.0.0.1:0".to_owned(),
        data_dir: None,
        database_url: None,
        query_database_url: None,
        session_connections: 4,
        command_connections: 8,
        query_connections: 8,
        time_zone: chrono_tz::America::Sao_Paulo,
        session_idle_minutes: 60,
        session_hours: 12,
        logins_per_minute: std::num::NonZeroU32::new(6000).expect("not zero"),
        chromium: None,
        pdf_at_once: std::num::NonZeroU16::new(2).expect("not zero"),
        pdf_waiting: 20,
        pdf_seconds: std::num::NonZeroU16::new(30).expect("not zero"),
        secure_cookies: false,
        compact_at: 100,
        downtime_dir: None,
        downtime_every: 0,
        downtime_keep: std::num::NonZeroU16::new(10).expect("not zero"),
        log_json: false,
    }
}
