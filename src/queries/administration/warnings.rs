//! Warnings: what whoever runs the system should see to, each with what to do.

use std::time::Duration;

use crate::app::App;
use crate::disks::{Disk, Scarcity};
use crate::language::Words;

/// Lists are brought up to date within a second; after this something keeps them from it.
const LISTS_MAY_LACK: Duration = Duration::from_secs(10);

/// Something that is in trouble, or soon will be.
pub enum Warning {
    Disk(Disk),
    /// Lists lack what was done so long ago.
    Lists(Duration),
    /// The newest pack for a downtime is too old.
    Packs,
}

/// All of them, the worst first.
pub fn warnings(app: &App) -> Vec<Warning> {
    let mut warnings: Vec<Warning> = Vec::new();
    for disk in app.disks.now().into_iter().filter(|disk| disk.scarcity() > Scarcity::Enough) {
        let is_said = |said: &Warning| matches!(said, Warning::Disk(other) if other.device == disk.device);
        if !warnings.iter().any(is_said) {
            warnings.push(Warning::Disk(disk));
        }
    }
    let lacking = app.refresher.lag().max(app.pulse().missing_for().to_std().unwrap_or_default());
    warnings.extend((lacking > LISTS_MAY_LACK).then_some(Warning::Lists(lacking)));
    warnings.extend(app.downtime.now().is_stale().then_some(Warning::Packs));
    warnings.sort_by_key(|warning| !warning.is_loud());
    warnings
}

impl Warning {
    /// People's work is about to stop, or hindered already.
    pub fn is_loud(&self) -> bool {
        match self {
            Warning::Disk(disk) => disk.scarcity() == Scarcity::NearlyGone,
            Warning::Lists(_) => true,
            Warning::Packs => false,
        }
    }

    pub fn text(&self, l: &Words) -> String {
        match self {
            Warning::Disk(disk) => l.disk(disk),
            Warning::Lists(lacking) => l.with("warning-lists", "seconds", &lacking.as_secs().to_string()),
            Warning::Packs => l.t("pack-state-stale").to_string(),
        }
    }
}
