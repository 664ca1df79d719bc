//! Programs in place of Chromium, and who of them is still alive.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

static NEXT: AtomicU32 = AtomicU32::new(1);

/// A script that is started in place of Chromium; what it notes can be read.
pub struct Script {
    directory: tempfile::TempDir,
}

impl Script {
    /// Runs the lines; `$notes` is a file to append to.
    pub fn of(lines: &str) -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let script = Script { directory };
        // Written by another process: a file that this one has open for writing at a fork cannot be started.
        let text = format!("#!/bin/sh\nnotes={}\n{lines}\n", script.notes_file().display());
        let write = "printf '%s' \"$1\" > \"$2\" && chmod 755 \"$2\"";
        let written = Command::new("sh").args(["-c", write, "sh", &text]).arg(script.program()).status();
        assert!(written.expect("sh").success(), "the script is written");
        script
    }

    /// Chromium itself, which first notes the directory that it has for itself.
    pub fn noting() -> Self {
        Script::of("echo \"$HOME\" >> \"$notes\"\nexec chromium \"$@\"")
    }

    /// Makes nothing, with a child that makes nothing either, for hours. Both have a word of their own in their names.
    pub fn sleeping() -> (Self, String) {
        let seconds = format!("9471{}.{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let script =
            Script::of(&format!("echo \"$HOME\" >> \"$notes\"\nsleep {seconds} &\nsleep {seconds}; sleep {seconds}"));
        (script, seconds)
    }

    pub fn program(&self) -> PathBuf {
        self.directory.path().join("chromium")
    }

    fn notes_file(&self) -> PathBuf {
        self.directory.path().join("notes")
    }

    pub fn notes(&self) -> Vec<String> {
        let text = std::fs::read_to_string(self.notes_file()).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }
}

/// How many processes have a word in their command line.
pub fn alive(word: &str) -> usize {
    let processes = std::fs::read_dir("/proc").expect("processes").flatten();
    let named = processes.filter(|process| {
        let line = std::fs::read(process.path().join("cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&line).contains(word)
    });
    named.count()
}

/// Waits until it holds, for some seconds at most.
pub async fn soon(what: &str, holds: impl Fn() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_secs(20), "{what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

pub fn exists(path: &str) -> bool {
    Path::new(path).exists()
}
