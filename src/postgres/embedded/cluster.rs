//! The cluster on disk: where it is, that it is ours alone, and its making.

use std::fs::{File, TryLockError};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use diesel::prelude::*;
use sha2::{Digest, Sha256};

use super::account::Account;
use super::binaries::Binaries;
use super::{DATABASE, EmbeddedError, SUPERUSER};

diesel::table! {
    pg_catalog.pg_database (datname) {
        datname -> Text,
    }
}

/// Where a system keeps such data.
pub const SYSTEM_DATA_DIR: &str = "/var/lib/posology";
/// A socket's path may have this many bytes, its name (`/.s.PGSQL.5432`) included.
const LONGEST_SOCKET_DIR: usize = 107 - 15;

/// The configured directory; else /var/lib/posology for root, and the user's data directory for others.
pub fn data_dir(configured: Option<&Path>, account: &Account) -> Result<PathBuf, EmbeddedError> {
    let chosen = match configured {
        Some(path) => Some(path.to_owned()),
        None if account.is_another() => Some(PathBuf::from(SYSTEM_DATA_DIR)),
        None => {
            let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share"));
            std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).or_else(home).map(|data| data.join("posology"))
        }
    };
    let chosen = chosen.filter(|path| !path.as_os_str().is_empty()).ok_or(EmbeddedError::NoDataDir)?;
    std::path::absolute(&chosen).map_err(EmbeddedError::files("cannot find", &chosen))
}

/// Ours until the file is closed; the system lets go when we die.
pub fn lock(data_dir: &Path) -> Result<File, EmbeddedError> {
    let path = data_dir.join("posology.lock");
    let file = File::create(&path).map_err(EmbeddedError::files("cannot write", &path))?;
    file.try_lock().map_err(|error| match error {
        TryLockError::WouldBlock => EmbeddedError::AlreadyRunning(data_dir.to_owned()),
        TryLockError::Error(error) => EmbeddedError::files("cannot lock", &path)(error),
    })?;
    Ok(file)
}

pub fn cluster_dir(data_dir: &Path) -> PathBuf {
    data_dir.join("cluster")
}

/// Runs initdb beside the final place and moves the result there, so that a crash leaves no half cluster.
pub fn create_once(data_dir: &Path, binaries: &Binaries, account: &Account) -> Result<(), EmbeddedError> {
    let cluster = cluster_dir(data_dir);
    if cluster.is_dir() {
        return Ok(());
    }
    let unfinished = data_dir.join("cluster.new");
    if unfinished.exists() {
        std::fs::remove_dir_all(&unfinished).map_err(EmbeddedError::files("cannot remove", &unfinished))?;
    }
    account.make_private_dir(&unfinished)?;
    let mut initdb = binaries.program("initdb");
    initdb
        .args(["--encoding=UTF8", "--locale=C.UTF-8", "--auth-local=trust", "--auth-host=reject", "--data-checksums"])
        .arg(format!("--username={SUPERUSER}"))
        .arg("--pgdata")
        .arg(&unfinished)
        .current_dir("/");
    let output =
        account.run(&mut initdb).output().map_err(EmbeddedError::files("cannot run initdb for", &unfinished))?;
    if !output.status.success() {
        let said = [output.stdout, output.stderr].concat();
        return Err(EmbeddedError::Program { program: "initdb", output: String::from_utf8_lossy(&said).into_owned() });
    }
    std::fs::rename(&unfinished, &cluster).map_err(EmbeddedError::files("cannot rename", &unfinished))
}

/// In the data directory where the path is short enough, else in a private one with a short name.
pub fn socket_dir(data_dir: &Path, account: &Account) -> Result<PathBuf, EmbeddedError> {
    let inside = data_dir.join("socket");
    let dir = if inside.as_os_str().len() <= LONGEST_SOCKET_DIR
        && !inside.to_string_lossy().contains(['&', '?', '%', '#', ' '])
    {
        inside
    } else {
        let hash = Sha256::digest(data_dir.as_os_str().as_encoded_bytes());
        let name: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        std::env::temp_dir().join(format!("posology-{name}"))
    };
    if !dir.is_dir() {
        std::fs::DirBuilder::new().mode(0o700).create(&dir).map_err(EmbeddedError::files("cannot create", &dir))?;
    }
    account.make_private_dir(&dir)?;
    Ok(dir)
}

/// The hospital's database, made on the first start.
pub fn create_database(maintenance_url: &str) -> Result<(), EmbeddedError> {
    let failed = |error: &dyn std::fmt::Display| EmbeddedError::DidNotStart(error.to_string());
    let mut connection = PgConnection::establish(maintenance_url).map_err(|error| failed(&error))?;
    let there: i64 = pg_database::table
        .filter(pg_database::datname.eq(DATABASE))
        .count()
        .get_result(&mut connection)
        .map_err(|error| failed(&error))?;
    if there == 0 {
        diesel::sql_query("create database posology").execute(&mut connection).map_err(|error| failed(&error))?;
    }
    Ok(())
}
