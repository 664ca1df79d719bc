//! Packs for a downtime: whole or not there, fresh while the database lives, readable when nothing else is.

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use chrono::{TimeDelta, Utc};
use chrono_tz::America::Sao_Paulo as SAO_PAULO;
use diesel::prelude::*;
use posology::commands::administration::command_line::load_demo;
use posology::domain::paper::row_code::{RowCode, RowOf};
use posology::language::{Language, Words};
use posology::postgres::database::Database;
use posology::postgres::embedded::{Embedded, Settings};
use posology::postgres::migrations::run_pending;
use posology::queries::ward::downtime_pack::read_wards;

use crate::support::browser::Driver;
use crate::support::databases::TestDatabase;
use crate::support::hospital::Hospital;
use crate::support::packs::{links, moment_of, newest, packing, packs, unfinished, wait_until};
use crate::support::paper::{TypedRow, enter, kept, printed_codes};
use crate::support::person::Person;
use crate::support::program::Program;

fn mode(path: &Path) -> u32 {
    path.metadata().expect("it is there").permissions().mode() & 0o777
}

#[test]
fn a_ward_that_did_not_change_needs_no_new_pdf_of_its_report_the_minute_after() {
    let database = TestDatabase::with_demo();
    let words = Words::new(Language::English, SAO_PAULO);
    // Nothing is due between these moments.
    let keys_at = |moment: &str| {
        let mut snapshot = read_wards(&mut database.connect(), words.language).expect("wards");
        snapshot.as_of.at = moment.parse().expect("a moment");
        let wards = snapshot.files(&Default::default(), words, |_, _| false).expect("pages");
        let papers = wards.into_iter().flat_map(|ward| ward.papers).filter(|paper| paper.words == "report");
        papers.map(|paper| (paper.file, paper.key)).collect::<Vec<_>>()
    };
    let keys = keys_at("2030-01-02T03:11:00Z");
    assert!(!keys.is_empty());
    assert_eq!(keys, keys_at("2030-01-02T03:12:30Z"));
}

#[actix_web::test]
async fn a_pack_has_every_ward_for_our_eyes_alone_and_says_how_old_it_is() {
    let parent = tempfile::tempdir().expect("a directory");
    let folder = parent.path().join("packs");
    let hospital = packing(&folder, 10);
    let admin = hospital.log_in("admin").await;
    wait_until("a pack", || folder.join("index.html").exists()).await;
    let pack = newest(&folder);
    let found = links(&folder.join("index.html"));
    let wards = hospital.count("select count(*) from wards");
    assert_eq!(found.len() as i64, wards * 3, "a report and two forms each");
    for link in &found {
        assert!(folder.join(link).is_file() && link.starts_with("pack-"), "{link}");
    }
    for link in links(&pack.join("index.html")) {
        assert!(pack.join(&link).is_file(), "{link}");
    }
    let index = std::fs::read_to_string(folder.join("index.html")).expect("a page");
    let moment = moment_of(&pack).expect("a moment").with_timezone(&chrono_tz::America::Sao_Paulo);
    for word in ["Pacote de contingência", "CM-1", "Como usar", "Compare com um relógio"] {
        assert!(index.contains(word), "{word}");
    }
    let leads_here = index.contains(&*pack.file_name().expect("a name").to_string_lossy());
    assert!(!leads_here || index.contains(&moment.format("%d/%m/%Y %H:%M:%S").to_string()));
    assert_eq!((mode(&folder), mode(&pack)), (0o700, 0o700));
    for file in std::fs::read_dir(&pack).expect("the pack").flatten() {
        assert_eq!(mode(&file.path()), 0o600, "{:?}", file.path());
    }
    let codes = all_codes(&pack);
    let distinct: std::collections::HashSet<String> = codes.iter().map(ToString::to_string).collect();
    assert_eq!(distinct.len(), codes.len(), "no two forms share a code");
    let page = admin.get("/").await;
    page.has("Downtime pack").has(&format!("in {}", folder.display())).has_not("could not be written");
    hospital.stranger().get("/metrics").await.has("posology_downtime_pack_age_seconds");
}

/// Of all forms of a pack.
fn all_codes(pack: &Path) -> Vec<RowCode> {
    let files = std::fs::read_dir(pack).expect("the pack").flatten();
    let forms = files.filter(|file| file.file_name().to_string_lossy().contains("-form-"));
    forms.flat_map(|form| printed_codes(&std::fs::read_to_string(form.path()).expect("a form"))).collect()
}

#[actix_web::test]
async fn the_newest_packs_are_kept_older_ones_go_and_what_is_somebody_else_s_stays() {
    let parent = tempfile::tempdir().expect("a directory");
    let folder = parent.path();
    let theirs = ["notes", "pack-of-cards", "pack-2020-01-01T00-00-00.000Z", ".pack-2020-01-01T00-00-00.000Z.part"];
    for name in theirs {
        std::fs::create_dir(folder.join(name)).expect("made");
        std::fs::write(folder.join(name).join("mine.txt"), "mine").expect("written");
    }
    let left = folder.join(".pack-2020-01-02T00-00-00.000Z.part");
    std::fs::create_dir(&left).expect("made");
    std::fs::write(left.join("posology-pack.txt"), "x").expect("written");
    let hospital = packing(folder, 2);
    let mut seen = std::collections::BTreeSet::new();
    wait_until("four packs", || {
        seen.extend(packs(folder));
        seen.len() >= 4
    })
    .await;
    drop(hospital);
    assert_eq!(packs(folder), seen.into_iter().rev().take(2).rev().collect::<Vec<_>>());
    for name in theirs {
        assert_eq!(std::fs::read_to_string(folder.join(name).join("mine.txt")).expect("theirs"), "mine", "{name}");
    }
    assert!(!left.exists(), "what was not finished is gone");
}

#[actix_web::test]
async fn a_pdf_is_made_once_and_is_in_the_packs_that_follow_with_its_own_moment() {
    let parent = tempfile::tempdir().expect("a directory");
    let folder = parent.path().join("packs");
    let configured = folder.clone();
    let hospital = Hospital::open_with(move |config| {
        config.downtime_dir = Some(configured);
        config.downtime_every = 2;
    });
    let pdf_of = |pack: &Path| {
        let files = std::fs::read_dir(pack).into_iter().flatten().flatten();
        let mut pdfs: Vec<_> =
            files.map(|file| file.path()).filter(|path| path.extension().is_some_and(|end| end == "pdf")).collect();
        pdfs.sort();
        pdfs.first().cloned()
    };
    wait_until("a PDF", || packs(&folder).pop().is_some_and(|pack| pdf_of(&pack).is_some())).await;
    let pack = newest(&folder);
    let pdf = pdf_of(&pack).expect("a PDF");
    assert!(std::fs::read(&pdf).expect("a PDF").starts_with(b"%PDF") && mode(&pdf) == 0o600);
    let words = std::fs::read_to_string(pack.join("index.html")).expect("a page");
    assert!(words.contains("posição de "), "a PDF says as of when it is");
    let inode = pdf.metadata().expect("a file").ino();
    wait_until("a later pack", || newest(&folder) > pack).await;
    let later = newest(&folder).join(pdf.file_name().expect("a name"));
    assert_eq!(later.metadata().expect("the same").ino(), inode, "not made again");
    for kept in std::fs::read_dir(folder.join(".posology-papers")).expect("a folder").flatten() {
        std::fs::remove_file(kept.path()).expect("removed");
    }
    let made_anew = |pack: &Path| pdf_of(pack).is_some_and(|pdf| pdf.metadata().is_ok_and(|pdf| pdf.ino() != inode));
    wait_until("it is made anew", || packs(&folder).pop().is_some_and(|pack| made_anew(&pack))).await;
    drop(hospital);
}

#[actix_web::test]
async fn a_folder_that_cannot_be_written_is_told_to_the_administrator_and_written_once_it_can() {
    let parent = tempfile::tempdir().expect("a directory");
    let folder = parent.path().join("stick");
    std::fs::write(&folder, "no folder").expect("written");
    let hospital = packing(&folder, 2);
    let admin = hospital.log_in("admin").await;
    let mut page = admin.get("/").await;
    for _ in 0..100 {
        if page.body.contains("could not be written") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        page = admin.get("/").await;
    }
    page.has("The last one could not be written: cannot create").has("No downtime pack has been written yet.");
    page.has("role=\"alert\">The downtime pack is too old");
    hospital.stranger().get("/metrics").await.has("\nposology_downtime_pack_age_seconds inf");
    std::fs::remove_file(&folder).expect("removed");
    wait_until("a pack", || !packs(&folder).is_empty()).await;
    let is_told = "The last one could not be written";
    for _ in 0..100 {
        page = admin.get("/").await;
        if !page.body.contains(is_told) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    page.has_not(is_told).has("As of ").has_not("No downtime pack has been written yet.");
}

#[actix_web::test]
async fn from_the_command_line_a_pack_is_written_once_and_never_over_somebody_s_own_page() {
    let database = TestDatabase::with_demo();
    let parent = tempfile::tempdir().expect("a directory");
    let write = |folder: &Path| {
        let mut posology = Command::new(env!("CARGO_BIN_EXE_posology"));
        posology.arg("downtime-pack").arg(folder).env("DATABASE_URL", database.url()).env("RUST_LOG", "error");
        posology.env("POSOLOGY_CHROMIUM", "/no/such/chromium").output().expect("it runs")
    };
    let folder = parent.path().join("packs");
    let written = write(&folder);
    assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));
    assert_eq!(packs(&folder).len(), 1);
    let own = parent.path().join("own");
    std::fs::create_dir(&own).expect("made");
    std::fs::write(own.join("index.html"), "my page").expect("written");
    let refused = write(&own);
    assert!(!refused.status.success());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("has files of somebody else"));
    assert_eq!(std::fs::read_to_string(own.join("index.html")).expect("a page"), "my page");
    assert_eq!(std::fs::read_dir(&own).expect("a directory").count(), 1, "nothing was added");
}

#[actix_web::test]
async fn a_crash_in_the_middle_of_writing_leaves_the_last_whole_pack() {
    let database = TestDatabase::with_demo();
    let parent = tempfile::tempdir().expect("a directory");
    let folder = parent.path().join("packs");
    let place = folder.display().to_string();
    let environment = |failpoints| {
        [
            ("POSOLOGY_DOWNTIME_EVERY", "1"),
            ("POSOLOGY_DOWNTIME_DIR", place.clone().leak()),
            ("POSOLOGY_CHROMIUM", "/no/such/chromium"),
            ("FAILPOINTS", failpoints),
        ]
    };
    let mut program = Program::start(&database, &environment("downtime-pack-half-written=2*off->sleep(600000)"));
    program.ready().await;
    wait_until("half a pack", || packs(&folder).len() == 2 && unfinished(&folder) == 1).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    program.end("-KILL");
    assert_eq!(unfinished(&folder), 1, "it was in the middle of it");
    let last = newest(&folder);
    let found = links(&folder.join("index.html"));
    assert!(!found.is_empty());
    for link in &found {
        assert!(folder.join(link).is_file() && folder.join(link).starts_with(&last), "{link}");
    }
    let program = Program::start(&database, &environment(""));
    wait_until("a new pack", || newest(&folder) > last).await;
    drop(program);
}

/// A server of its own, with the demo in it.
fn own_server(directory: &Path) -> Embedded {
    let settings = Settings { data_dir: Some(directory.to_owned()), extra: Vec::new() };
    Embedded::start(&settings).expect("PostgreSQL starts")
}

/// The power goes: the server has no time for anything.
fn kill_server(directory: &Path) {
    let pid = std::fs::read_to_string(directory.join("cluster/postmaster.pid")).expect("a server runs");
    let pid = pid.lines().next().expect("its number").to_owned();
    assert!(Command::new("kill").args(["-KILL", &pid]).status().is_ok_and(|status| status.success()), "ours to kill");
}

#[actix_web::test]
async fn when_the_database_is_killed_the_newest_pack_is_fresh_and_opens_and_twenty_rows_of_it_are_typed_in_later() {
    let parent = tempfile::tempdir().expect("a directory");
    std::fs::set_permissions(parent.path(), std::fs::Permissions::from_mode(0o755)).expect("permissions");
    let (data, folder) = (parent.path().join("data"), parent.path().join("packs"));
    let server = own_server(&data);
    let url = server.url("posology", "posology");
    run_pending(&url).expect("migrations run");
    load_demo(&Database::external(&url, None)).expect("the demo loads");
    let place = folder.display().to_string();
    let environment = [
        ("POSOLOGY_DOWNTIME_EVERY", "3"),
        ("POSOLOGY_DOWNTIME_DIR", place.as_str()),
        ("POSOLOGY_CHROMIUM", "/no/such/chromium"),
    ];
    let program = Program::start_on(&url, &environment);
    let nurse = program.log_in("rita.enfermagem").await;
    wait_until("two packs", || packs(&folder).len() >= 2).await;
    kill_server(&data);
    // It would be started again by whoever keeps it.
    drop(server);
    let age = Utc::now() - moment_of(&newest(&folder)).expect("a moment");
    assert!(age < TimeDelta::seconds(60), "{age}");
    let killed_at = Utc::now();
    tokio::time::sleep(Duration::from_secs(8)).await;
    let pack = newest(&folder);
    assert!(moment_of(&pack).expect("a moment") <= killed_at, "nothing was overwritten");
    assert!(nurse.get("/wards").await.status >= 500, "the database is away");
    opens_from_disk(&folder).await;
    let server = own_server(&data);
    let pharmacist = reconnected(&program).await;
    twenty_rows(&url, &pack, &pharmacist).await;
    wait_until("packs again", || newest(&folder) > pack).await;
    drop(program);
    drop(server);
}

/// By a browser that has only the disk: nothing else is asked for, and what is listed is there.
async fn opens_from_disk(folder: &Path) {
    let driver = Driver::start().await;
    let reader = driver.window(&format!("file://{}", folder.display()), "pt-BR", 1280).await;
    reader.go("/index.html").await;
    let none = serde_json::json!([]);
    let asked = "return performance.getEntriesByType('resource').map(one => one.name)";
    assert_eq!(reader.run(asked).await, none, "the first page asks for nothing");
    assert_eq!(reader.accessibility_findings().await, Vec::<String>::new());
    for kind in ["report", "form-1"] {
        reader.go("/index.html").await;
        reader.click(&format!("a[href*='/CM-1.'][href$='{kind}.html']")).await;
        reader.wait_for(".p-report-scroll").await;
        assert!(reader.text("body").await.contains("Maria Oliveira"), "{kind}");
        assert_eq!(reader.run(asked).await, none, "{kind} asks for nothing");
        assert_eq!(reader.accessibility_findings().await, Vec::<String>::new(), "{kind}");
        reader.click(".f-back a").await;
        reader.wait_for(".f-age").await;
    }
    assert_eq!(reader.complaints().await, Vec::<String>::new());
    reader.close().await;
}

/// Somebody for whom the same program works again, without having been started anew.
async fn reconnected(program: &Program) -> Person {
    for _ in 0..200 {
        let person = Person::new(&program.url);
        let reply = person.post("/login", &[("username", "ana.farmacia"), ("password", "posology-demo")]).await;
        if reply.status == 303 && answers_steadily(&person).await {
            return person;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the database does not come back");
}

/// Each connection that was lost fails once more: all of them have.
async fn answers_steadily(person: &Person) -> bool {
    for _ in 0..20 {
        for path in ["/wards", "/patients/1/measurements"] {
            if person.get(path).await.status != 200 {
                return false;
            }
        }
    }
    true
}

/// Rows of the pack's own form, with both people and both times in the traces.
async fn twenty_rows(url: &str, pack: &Path, typist: &Person) {
    let form = std::fs::read_dir(pack).expect("the pack").flatten().map(|file| file.path());
    let form = form
        .into_iter()
        .find(|path| path.to_string_lossy().contains("/CM-1.") && path.to_string_lossy().ends_with("form-1.html"));
    let codes = printed_codes(&std::fs::read_to_string(form.expect("a form")).expect("a form"));
    let rows: Vec<(i64, RowCode)> = codes.iter().filter_map(|code| Some((line_of(code)?, *code))).take(20).collect();
    assert_eq!(rows.len(), 20);
    for (place, (_, code)) in rows.iter().enumerate() {
        kept(&enter(typist, code, &TypedRow::given(i64::try_from(place % 5).expect("small"))).await);
    }
    let mut connection = PgConnection::establish(url).expect("connect");
    for item in rows.iter().map(|(item, _)| *item).collect::<std::collections::BTreeSet<_>>() {
        let of_line = rows.iter().filter(|(other, _)| *other == item).count();
        let trace = typist.get(&trace_of(&mut connection, item)).await;
        assert_eq!(trace.status, 200, "{}", trace.body);
        assert_eq!(trace.body.matches("on paper:").count(), of_line);
        assert_eq!(trace.body.matches("<td>Rita Medeiros").count(), of_line, "who did it");
        assert_eq!(trace.body.matches("typed in by Ana Lúcia Farias").count(), of_line, "who typed it");
        assert_eq!(trace.body.matches("<br>typed in ").count(), of_line * 2, "and both times");
    }
}

fn line_of(code: &RowCode) -> Option<i64> {
    match code.of {
        RowOf::Line(item) => Some(item),
        RowOf::Patient(_) => None,
    }
}

fn trace_of(connection: &mut PgConnection, item: i64) -> String {
    #[derive(QueryableByName)]
    struct Path {
        #[diesel(sql_type = diesel::sql_types::Text)]
        path: String,
    }
    let sql = format!(
        "select '/prescriptions/' || prescription_id || '/items/' || number || '/trace' as path from prescription_items where id = {item}"
    );
    diesel::sql_query(sql).get_result::<Path>(connection).expect("the line").path
}
