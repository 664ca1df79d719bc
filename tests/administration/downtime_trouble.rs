//! Packs for a downtime when something is in their way: disks that go, crashes, clocks, and a Chromium that fails.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use clap::Args;
use posology::config::Config;
use posology::downtime::Pace;

use crate::support::databases::TestDatabase;
use crate::support::hospital::Hospital;
use crate::support::packs::{links, newest, packing, packs, unfinished, wait_until};
use crate::support::program::Program;

#[test]
fn a_pack_is_no_older_than_a_minute_by_default_though_an_attempt_failed() {
    let command = Config::augment_args(clap::Command::new("posology"));
    let every = command.get_arguments().find(|argument| argument.get_id() == "downtime_every").expect("a setting");
    let every = every.get_default_values()[0].to_str().expect("a number").parse().expect("a number");
    assert!(Pace::of(Duration::from_secs(every)).oldest() <= Duration::from_secs(60));
    for every in [30, 60, 300] {
        let every = Duration::from_secs(every);
        assert!(Pace::of(every).oldest() <= every * 2, "which is when it is called too old");
    }
}

/// Whatever a pack's first page, or the folder's, leads to is there.
fn is_whole(page: &Path) -> bool {
    let folder = page.parent().expect("a folder");
    let found = links(page);
    !found.is_empty() && found.iter().all(|link| folder.join(link).is_file())
}

#[actix_web::test]
async fn a_folder_that_went_away_is_told_and_written_again_once_it_is_back() {
    let parent = tempfile::tempdir().expect("a directory");
    let folder = parent.path().join("stick");
    let hospital = packing(&folder, 3);
    let admin = hospital.log_in("admin").await;
    wait_until("a pack", || !packs(&folder).is_empty()).await;
    std::fs::rename(&folder, parent.path().join("pulled out")).expect("renamed");
    std::fs::write(&folder, "no folder").expect("written");
    let mut page = admin.get("/").await;
    for _ in 0..200 {
        if page.body.contains("role=\"alert\">The downtime pack is too old") && page.body.contains("could not be") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        page = admin.get("/").await;
    }
    page.has("role=\"alert\">The downtime pack is too old").has("The last one could not be written");
    std::fs::remove_file(&folder).expect("removed");
    wait_until("a pack again", || packs(&folder).len() >= 2).await;
}

#[actix_web::test]
async fn an_attempt_that_fails_leaves_nothing_of_its_pack_and_another_one_follows() {
    let database = TestDatabase::with_demo();
    let parent = tempfile::tempdir().expect("a directory");
    let place = parent.path().display().to_string();
    let program = Program::start(
        &database,
        &[
            ("POSOLOGY_DOWNTIME_EVERY", "1"),
            ("POSOLOGY_DOWNTIME_DIR", &place),
            ("POSOLOGY_CHROMIUM", "/no/such/chromium"),
            ("FAILPOINTS", "downtime-pack-half-written=1*off->1*return->off"),
        ],
    );
    let stranger = program.ready().await;
    wait_until("two packs", || packs(parent.path()).len() >= 2).await;
    stranger.get("/metrics").await.has("posology_downtime_pack_failures_total ");
    drop(program);
    assert!(unfinished(parent.path()) <= 1, "what was under way at the end, and nothing of what failed");
}

#[actix_web::test]
async fn a_clock_that_was_put_back_never_removes_the_pack_that_was_just_written() {
    let parent = tempfile::tempdir().expect("a directory");
    let folder = parent.path();
    for name in ["pack-2099-01-01T00-00-00.000Z", "pack-2099-01-02T00-00-00.000Z"] {
        std::fs::create_dir(folder.join(name)).expect("made");
        std::fs::write(folder.join(name).join("posology-pack.txt"), name).expect("written");
    }
    let hospital = packing(folder, 2);
    let mut seen = std::collections::BTreeSet::new();
    wait_until("three packs", || {
        seen.extend(packs(folder));
        seen.len() >= 5
    })
    .await;
    drop(hospital);
    assert!(is_whole(&folder.join("index.html")), "the first page leads to the pack just written");
    assert_eq!(packs(folder).len(), 2);
}

#[actix_web::test]
async fn an_old_pack_that_cannot_be_removed_keeps_nobody_from_a_new_one() {
    let parent = tempfile::tempdir().expect("a directory");
    let folder = parent.path();
    let (old, theirs) = ("pack-2020-01-01T00-00-00.000Z", ".pack-2020-01-01T00-00-00.000Z.part");
    for name in [old, theirs] {
        std::fs::create_dir(folder.join(name)).expect("made");
    }
    std::fs::write(folder.join(old).join("posology-pack.txt"), old).expect("written");
    std::fs::write(folder.join(theirs).join("mine.txt"), "mine").expect("written");
    let hospital = packing(folder, 1);
    let admin = hospital.log_in("admin").await;
    wait_until("a pack", || folder.join("index.html").exists()).await;
    let first = newest(folder);
    wait_until("another pack", || newest(folder) > first && !first.exists()).await;
    admin.get("/").await.has_not("cannot rename").has_not("cannot remove");
    drop(hospital);
    assert!(folder.join(old).is_dir() && folder.join(theirs).join("mine.txt").is_file());
}

#[actix_web::test]
async fn a_crash_in_the_middle_of_removing_leaves_no_half_pack_under_a_whole_one_s_name() {
    let database = TestDatabase::with_demo();
    let parent = tempfile::tempdir().expect("a directory");
    let folder = parent.path().join("packs");
    let place = folder.display().to_string();
    let environment = |failpoints| {
        [
            ("POSOLOGY_DOWNTIME_EVERY", "1"),
            ("POSOLOGY_DOWNTIME_KEEP", "1"),
            ("POSOLOGY_DOWNTIME_DIR", place.clone().leak()),
            ("POSOLOGY_CHROMIUM", "/no/such/chromium"),
            ("FAILPOINTS", failpoints),
        ]
    };
    let mut program = Program::start(&database, &environment("downtime-pack-half-removed=sleep(600000)"));
    wait_until("a pack", || !packs(&folder).is_empty()).await;
    let first = newest(&folder);
    wait_until("it is being removed", || newest(&folder) > first && !first.exists()).await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    program.end("-KILL");
    assert_eq!(unfinished(&folder), 1, "it was in the middle of it");
    assert!(is_whole(&folder.join("index.html")));
    for pack in packs(&folder) {
        assert!(is_whole(&pack.join("index.html")), "{}", pack.display());
    }
    let last = newest(&folder);
    let program = Program::start(&database, &environment(""));
    wait_until("a new pack alone", || newest(&folder) > last && !last.exists()).await;
    drop(program);
    assert!(unfinished(&folder) <= 1, "what the crash left is gone");
}

/// Prints everything but what is of one ward.
fn chromium_that_fails_for_one_ward(directory: &Path) -> PathBuf {
    let program = directory.join("chromium");
    let script = "#!/bin/sh\nfor word in \"$@\"; do case $word in --print-to-pdf=*) pdf=${word#*=} ;; file://*) page=${word#file://} ;; esac; done\n\
         grep -q CM-1-01 \"$page\" && exit 1\nprintf '%%PDF-1.4\\n%%%%EOF\\n' > \"$pdf\"\n";
    let unfinished = directory.join("unfinished");
    std::fs::write(&unfinished, script).expect("written");
    std::fs::set_permissions(&unfinished, std::fs::Permissions::from_mode(0o755)).expect("permissions");
    std::fs::rename(&unfinished, &program).expect("renamed");
    program
}

/// Those of the newest pack.
fn pdfs(folder: &Path) -> Vec<String> {
    let pack = packs(folder).pop();
    let files = pack.into_iter().flat_map(std::fs::read_dir).flatten().flatten();
    files.map(|file| file.file_name().to_string_lossy().into_owned()).filter(|name| name.ends_with(".pdf")).collect()
}

#[actix_web::test]
async fn a_chromium_that_comes_later_is_found_and_a_pdf_that_fails_holds_up_no_other_ward() {
    let parent = tempfile::tempdir().expect("a directory");
    let (folder, program) = (parent.path().join("packs"), parent.path().join("chromium"));
    let (configured, missing) = (folder.clone(), program.clone());
    let hospital = Hospital::open_with(move |config| {
        config.downtime_dir = Some(configured);
        config.downtime_every = 1;
        config.chromium = Some(missing);
    });
    wait_until("packs", || packs(&folder).len() >= 2).await;
    assert_eq!(chromium_that_fails_for_one_ward(parent.path()), program);
    let others = (hospital.count("select count(*) from wards") - 1) * 2;
    wait_until("PDFs of all wards but one", || pdfs(&folder).len() as i64 >= others).await;
    assert!(pdfs(&folder).iter().all(|name| !name.starts_with("CM-1.")));
    drop(hospital);
}

fn write_once(folder: &Path, environment: &[(&str, &str)]) -> Output {
    let mut posology = Command::new(env!("CARGO_BIN_EXE_posology"));
    posology.arg("downtime-pack").arg(folder).env_remove("DATABASE_URL").env("RUST_LOG", "error");
    posology.envs(environment.iter().copied()).output().expect("it runs")
}

#[actix_web::test]
async fn from_the_command_line_a_pdf_that_fails_is_told_and_the_others_are_in_the_pack() {
    let database = TestDatabase::with_demo();
    let parent = tempfile::tempdir().expect("a directory");
    let program = chromium_that_fails_for_one_ward(parent.path()).display().to_string();
    let folder = parent.path().join("packs");
    let written = write_once(&folder, &[("DATABASE_URL", &database.url()), ("POSOLOGY_CHROMIUM", &program)]);
    let said = String::from_utf8_lossy(&written.stderr);
    assert!(!written.status.success() && said.contains("PDFs could not be made; the pages are all there"), "{said}");
    let found = pdfs(&folder);
    assert!(!found.is_empty() && found.iter().all(|name| !name.starts_with("CM-1.")), "{found:?}");
    assert!(is_whole(&folder.join("index.html")));
}

#[actix_web::test]
async fn from_the_command_line_a_pack_is_written_beside_the_hospital_that_runs_the_embedded_server() {
    let parent = tempfile::tempdir().expect("a directory");
    std::fs::set_permissions(parent.path(), std::fs::Permissions::from_mode(0o755)).expect("permissions");
    let data = parent.path().join("data").display().to_string();
    let program = Program::start_embedded(&data, &[]);
    program.log_in("admin").await;
    let folder = parent.path().join("packs");
    let environment = [("POSOLOGY_DATA_DIR", data.as_str()), ("POSOLOGY_CHROMIUM", "/no/such/chromium")];
    let written = write_once(&folder, &environment);
    assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));
    assert_eq!(packs(&folder).len(), 1);
    assert!(is_whole(&folder.join("index.html")));
    program.log_in("admin").await.get("/").await.has("medications");
}
