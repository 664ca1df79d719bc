//! The embedded PostgreSQL.

use diesel::prelude::*;
use posology::postgres::embedded::{Embedded, EmbeddedError, Settings};

fn settings(directory: &std::path::Path) -> Settings {
    Settings { data_dir: Some(directory.to_owned()), extra: Vec::new() }
}

/// The postgres user must be able to pass through.
fn directory() -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt;
    let directory = tempfile::tempdir().expect("a directory");
    std::fs::set_permissions(directory.path(), std::fs::Permissions::from_mode(0o755)).expect("permissions");
    directory
}

#[test]
fn data_outlives_a_restart_and_a_second_server_is_refused() {
    let parent = directory();
    let data = parent.path().join("data");
    let server = Embedded::start(&settings(&data)).expect("it starts");
    let mut connection = PgConnection::establish(&server.url("posology", "posology")).expect("it answers");
    diesel::sql_query("create table kept (x int)").execute(&mut connection).expect("a table");
    assert!(matches!(Embedded::start(&settings(&data)), Err(EmbeddedError::AlreadyRunning(_))));
    drop(connection);
    drop(server);
    let server = Embedded::start(&settings(&data)).expect("it starts again");
    let mut connection = PgConnection::establish(&server.url("posology", "posology")).expect("it answers again");
    diesel::sql_query("insert into kept values (1)").execute(&mut connection).expect("the table is there");
}

#[test]
fn a_long_path_gets_a_short_socket() {
    let parent = directory();
    let data = parent.path().join("a-long-name-for-a-directory".repeat(5));
    let server = Embedded::start(&settings(&data)).expect("it starts");
    PgConnection::establish(&server.url("posology", "posology")).expect("it answers");
}

#[test]
fn durability_is_never_switched_off() {
    #[derive(QueryableByName)]
    struct Setting {
        #[diesel(sql_type = diesel::sql_types::Text)]
        fsync: String,
    }
    let parent = directory();
    let server = Embedded::start(&settings(&parent.path().join("data"))).expect("it starts");
    let mut connection = PgConnection::establish(&server.url("posology", "posology")).expect("it answers");
    let setting: Setting =
        diesel::sql_query("select current_setting('fsync') as fsync").get_result(&mut connection).expect("set");
    assert_eq!(setting.fsync, "on");
}
