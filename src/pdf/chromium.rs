//! Chromium: where it is, and how it is called so that it writes one file and no network answers it. What it may read is
//! up to the file that it is given: see [`crate::page::self_contained::OneFile`].

use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What it is called in PATH, first match wins.
const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

const SWITCHES: [&str; 16] = [
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pdf-header-footer",
    "--password-store=basic",
    "--use-mock-keychain",
    // Containers have little shared memory.
    "--disable-dev-shm-usage",
    // Nothing goes over the network: no name has an address, not even an address itself.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-quic",
    "--disable-sync",
];

/// The configured program, or the first in PATH; a configured name without a path is looked for there too. From the
/// root: Chromium is started in another directory than ours.
pub(super) fn find(configured: Option<&Path>) -> Option<PathBuf> {
    match configured {
        Some(place) if place.as_os_str().as_bytes().contains(&b'/') => program_at(place),
        Some(name) => in_path(name),
        None => NAMES.iter().find_map(|name| in_path(Path::new(name))),
    }
}

fn in_path(name: &Path) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).find_map(|directory| program_at(&directory.join(name)))
}

fn program_at(place: &Path) -> Option<PathBuf> {
    std::path::absolute(place).ok().filter(|place| is_program(place))
}

fn is_program(path: &Path) -> bool {
    path.metadata().is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

/// Prints a file of `directory` into another. All that Chromium keeps is in there too, and it knows nothing of our
/// environment, which may have passwords.
pub(super) fn print(program: &Path, directory: &Path, page: &Path, pdf: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .args(SWITCHES)
        .arg(switch("--user-data-dir=", &directory.join("profile")))
        .arg(switch("--print-to-pdf=", pdf));
    if is_without_sandbox() {
        command.arg("--no-sandbox");
    }
    command
        .arg(file_url(page))
        .current_dir(directory)
        .env_clear()
        .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
        .envs([("HOME", directory), ("TMPDIR", directory)])
        .env("LANG", "C.UTF-8")
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    command
}

/// Chromium's sandbox refuses to work for root.
pub fn is_without_sandbox() -> bool {
    rustix::process::geteuid().is_root()
}

fn switch(name: &str, path: &Path) -> std::ffi::OsString {
    let mut switch = std::ffi::OsString::from(name);
    switch.push(path);
    switch
}

fn file_url(path: &Path) -> String {
    let mut url = "file://".to_owned();
    for byte in path.as_os_str().as_bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => url.push(char::from(*byte)),
            byte => url.push_str(&format!("%{byte:02X}")),
        }
    }
    url
}
