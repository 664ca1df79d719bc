//! What the administrator is told of disks that get full.

use std::time::{Duration, Instant};

use posology::disks::{Disk, Place, Room, Scarcity};

use crate::support::hospital::Hospital;
use crate::support::person::Person;
use crate::support::small_disk::SmallDisk;

#[test]
fn a_disk_is_scarce_below_a_tenth_or_two_gibibytes_and_nearly_gone_below_a_fiftieth_or_a_quarter_of_one() {
    const GIB: u64 = 1 << 30;
    let at =
        |place, free, total| Disk { place, path: "/data".into(), device: 1, room: Room { free, total } }.scarcity();
    for (free, total, scarcity) in [
        (12 * GIB, 100 * GIB, Scarcity::Enough),
        (9 * GIB, 100 * GIB, Scarcity::Scarce),
        (19 * GIB / 10, 10 * GIB, Scarcity::Scarce),
        (GIB, 100 * GIB, Scarcity::NearlyGone),
        (GIB / 5, 2 * GIB, Scarcity::NearlyGone),
        (0, 0, Scarcity::NearlyGone),
    ] {
        assert_eq!(at(Place::Database, free, total), scarcity, "{free} of {total}");
    }
    assert_eq!(at(Place::Downtime, GIB / 2, GIB), Scarcity::Enough, "packs go to small sticks");
}

#[actix_web::test]
async fn the_administrator_is_warned_of_a_disk_that_gets_full_in_both_languages_and_nobody_else_is() {
    let folder = tempfile::tempdir().expect("a directory");
    let Some(disk) = SmallDisk::mount(folder.path(), 100) else { return };
    let downtime = folder.path().to_owned();
    let hospital = Hospital::open_with(|config| {
        config.downtime_dir = Some(downtime);
        config.downtime_every = 3600;
    });
    let admin = hospital.log_in("admin").await;
    until_said(&admin, "The disk of the downtime packs gets full").await;
    disk.fill(1 << 20);
    until_said(&admin, "The disk of the downtime packs is nearly full: 0 GB of 0.1 GB are free").await;
    admin.choose_language("pt-BR").await;
    until_said(&admin, "O disco dos pacotes de contingência está quase cheio: restam 0 GB de 0,1 GB").await;
    hospital.doctor().await.get("/").await.has_not("The disk of");
    let metrics = hospital.stranger().get("/metrics").await;
    metrics.has("posology_disk_free_bytes{place=\"downtime\"}").has("posology_disk_free_percent{place=\"downtime\"}");
}

async fn until_said(admin: &Person, text: &str) {
    let began = Instant::now();
    while !admin.get("/").await.body.contains(text) {
        assert!(began.elapsed() < Duration::from_secs(15), "“{text}” is not on the page");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
