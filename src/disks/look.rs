//! Looks at the disks now and then, counts what is free, and logs once when room becomes scarce.

use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::app::App;
use crate::config::Config;
use crate::postgres::embedded::data_dir;

use super::{Disk, Place, Room, Scarcity};

const LOOK_EVERY: Duration = Duration::from_secs(10);
/// Where it matters.
const LOOK_CLOSER: Duration = Duration::from_secs(1);

/// Looks for as long as the runtime lives.
pub async fn look_now_and_then(app: Arc<App>) {
    let mut stopping = app.stopping.clone();
    let mut pause = LOOK_EVERY;
    loop {
        let looking = Arc::clone(&app);
        // A disk that hangs keeps a thread, and nobody else, waiting.
        if let Ok(disks) = tokio::task::spawn_blocking(move || look(&looking.config)).await {
            let is_scarce = disks.iter().any(|disk| disk.scarcity() > Scarcity::Enough);
            pause = if is_scarce { LOOK_CLOSER } else { LOOK_EVERY };
            note(&disks);
            tell(&app.disks.replace(disks.clone()), &disks);
        }
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            // An error means that the sender is gone, which asks for an end as well.
            _ = stopping.wait_for(|stop| *stop) => return,
        }
    }
}

/// One that is not there is not looked at: a stick may come later.
fn look(config: &Config) -> Vec<Disk> {
    places(config).into_iter().filter_map(|(place, path)| disk(place, path)).collect()
}

fn places(config: &Config) -> Vec<(Place, PathBuf)> {
    let data = data_dir(config.data_dir.as_deref()).ok();
    let downtime = config.downtime_dir.clone().or_else(|| data.as_ref().map(|data| data.join("downtime")));
    let database = data.filter(|_| config.database_url.is_none()).map(|path| (Place::Database, path));
    let downtime = downtime.filter(|_| config.downtime_every > 0).map(|path| (Place::Downtime, path));
    database.into_iter().chain(downtime).collect()
}

fn disk(place: Place, path: PathBuf) -> Option<Disk> {
    let device = std::fs::metadata(&path).ok()?.dev();
    let room = Room::of(&path).ok()?;
    Some(Disk { place, path, device, room })
}

fn note(disks: &[Disk]) {
    for disk in disks {
        let place = disk.place.code();
        metrics::gauge!("posology_disk_free_bytes", "place" => place).set(disk.room.free as f64);
        metrics::gauge!("posology_disk_free_percent", "place" => place).set(disk.room.percent_free());
    }
}

/// Once when it changes.
fn tell(before: &[Disk], disks: &[Disk]) {
    for disk in disks {
        let earlier = before.iter().find(|earlier| earlier.place == disk.place);
        let earlier = earlier.map_or(Scarcity::Enough, Disk::scarcity);
        let (path, free_bytes) = (disk.path.display(), disk.room.free);
        match disk.scarcity() {
            now if now == earlier => {}
            Scarcity::Enough => tracing::info!(%path, free_bytes, "the disk has room again"),
            Scarcity::Scarce => tracing::warn!(%path, free_bytes, "the disk gets full"),
            Scarcity::NearlyGone => tracing::error!(%path, free_bytes, "the disk is nearly full"),
        }
    }
}
