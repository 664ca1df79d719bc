//! Pages from a real streaming replica.

use std::process::Command;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use posology::postgres::embedded::{Embedded, Settings};

use crate::support::databases::{TestDatabase, socket};
use crate::support::form::{Item, prescribe};
use crate::support::hospital::Hospital;
use crate::support::prints::{check, print_ward, ward_of};

/// A standby of the tests' server, copied and following.
fn standby(directory: &std::path::Path) -> Embedded {
    let cluster = directory.join("cluster");
    let copied = Command::new(program("pg_basebackup"))
        .args(["--checkpoint=fast", "--wal-method=stream", "--write-recovery-conf", "--username=posology", "--host"])
        .arg(socket())
        .arg("--pgdata")
        .arg(&cluster)
        .status();
    assert!(copied.expect("pg_basebackup is installed").success());
    if std::fs::metadata("/proc/self").map(|own| std::os::unix::fs::MetadataExt::uid(&own)).is_ok_and(|uid| uid == 0) {
        let owned = Command::new("chown").arg("-R").arg("postgres:").arg(directory).status();
        assert!(owned.expect("chown").success());
    }
    let extra =
        vec![("max_connections".to_owned(), "400".to_owned()), ("hot_standby_feedback".to_owned(), "on".to_owned())];
    Embedded::start(&Settings { data_dir: Some(directory.to_owned()), extra }).expect("the standby starts")
}

fn program(name: &str) -> std::path::PathBuf {
    let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<_> =
        installed.map(|entry| entry.path().join("bin").join(name)).filter(|path| path.exists()).collect();
    found.sort();
    found.pop().unwrap_or_else(|| name.into())
}

#[actix_web::test]
async fn a_page_from_a_replica_that_lags_is_never_older_than_the_last_command() {
    use std::os::unix::fs::PermissionsExt;
    let database = TestDatabase::with_demo();
    let directory = tempfile::tempdir().expect("a directory");
    std::fs::set_permissions(directory.path(), std::fs::Permissions::from_mode(0o755)).expect("permissions");
    let standby = standby(directory.path());
    let on_standby = |sql: &str| {
        let mut connection =
            PgConnection::establish(&database.url_on(&standby, "posology")).expect("the standby answers");
        connection.batch_execute(sql).expect(sql);
    };
    let replica_url = database.url_on(&standby, "posology_queries");
    on_standby("select pg_wal_replay_pause()");
    let hospital = Hospital::open_with_replica(database, replica_url);
    let doctor = hospital.doctor().await;
    let signed = prescribe(&doctor, 1, vec![Item::paracetamol().with("note", "while the replica stood still")]).await;
    doctor.get(&signed.location).await.has("while the replica stood still");
    hospital.pharmacist().await.get("/dispatch").await.has("while the replica stood still");
    // What no refresh has covered is in the tables alone, and the replica has neither.
    let nurse = hospital.nurse().await;
    let number = print_ward(&nurse, ward_of(&hospital, 1), &[]).await;
    hospital.run("update patients set allergy_status = 'known' where id = 1; insert into allergies (patient_id, substance) values (1, 'Latex')");
    check(&nurse, number).await.has("1 change since").has("Latex");
    let mut connection =
        PgConnection::establish(&hospital.database().url_on(&standby, "posology")).expect("the standby answers");
    connection.batch_execute("select pg_wal_replay_resume()").expect("resumed");
    let signed = prescribe(&doctor, 2, vec![Item::paracetamol().with("note", "while it followed")]).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    hospital.pharmacist().await.get("/dispatch").await.has("while it followed");
    drop(connection);
    drop(hospital);
    drop(standby);
}
