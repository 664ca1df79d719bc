//! pgbench on the same database: the physical limit of a page or a command.

use std::path::PathBuf;
use std::process::Command;

use super::data::{BenchHospital, CLIENTS};

/// Transactions a second of a script, with prepared statements, as our own are.
pub fn rate(hospital: &BenchHospital, role: &str, script: &str) -> f64 {
    rate_of(hospital, role, script, CLIENTS)
}

/// The same with so many clients.
pub fn rate_of(hospital: &BenchHospital, role: &str, script: &str, clients: usize) -> f64 {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("script.sql");
    std::fs::write(&path, script).expect("written");
    let clients = clients.to_string();
    let output = Command::new(program())
        .args([
            "--no-vacuum",
            "--protocol=prepared",
            "--jobs=2",
            "--client",
            &clients,
            "--time",
            &hospital.seconds.to_string(),
            "--file",
        ])
        .arg(&path)
        .arg(hospital.database_url(role))
        .output()
        .expect("pgbench is installed");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let rate = text.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
    rate.unwrap_or_else(|| panic!("pgbench: {text}{}", String::from_utf8_lossy(&output.stderr)))
}

fn program() -> PathBuf {
    let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> =
        installed.map(|entry| entry.path().join("bin/pgbench")).filter(|path| path.exists()).collect();
    found.sort();
    found.pop().unwrap_or_else(|| PathBuf::from("pgbench"))
}
