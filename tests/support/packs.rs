//! The folder of packs for a downtime, as somebody finds it on a disk.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDateTime, Utc};

use super::hospital::Hospital;

/// A hospital that writes a pack each second, without PDFs.
pub fn packing(folder: &Path, keep: u16) -> Hospital {
    let folder = folder.to_owned();
    Hospital::open_with(move |config| {
        config.downtime_dir = Some(folder);
        config.downtime_every = 1;
        config.downtime_keep = std::num::NonZeroU16::new(keep).expect("not zero");
        config.chromium = Some("/no/such/chromium".into());
    })
}

/// Whole packs, the oldest first.
pub fn packs(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut packs: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| moment_of(path).is_some()).collect();
    packs.retain(|path| path.join("posology-pack.txt").is_file());
    packs.sort();
    packs
}

/// Packs that are not whole.
pub fn unfinished(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter(|entry| entry.file_name().to_string_lossy().ends_with(".part") && entry.path().is_dir()).count()
}

/// As of when a pack is.
pub fn moment_of(pack: &Path) -> Option<DateTime<Utc>> {
    let name = pack.file_name()?.to_str()?;
    NaiveDateTime::parse_from_str(name, "pack-%Y-%m-%dT%H-%M-%S%.3fZ").ok().map(|at| at.and_utc())
}

pub fn newest(folder: &Path) -> PathBuf {
    packs(folder).pop().expect("a pack")
}

/// What the folder's first page leads to, as it is written there.
pub fn links(page: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(page).expect("a page");
    text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

/// Waits until it is so, a minute and a half at most.
pub async fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < Duration::from_secs(90), "{what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
