//! A writer is slow between writing and committing: what it wrote appears after its commit, whatever was refreshed and
//! compacted meanwhile.

use std::sync::Arc;
use std::time::Duration;

use super::caller::Caller;
use super::check::check;
use super::cluster::Cluster;
use super::instance::Instance;
use super::matrix::{Row, Verdict};
use super::proxy::{Proxy, RUNTIME};
use super::record::Record;
use super::scene::Scene;
use super::work::{prescribe, shown};
use crate::support::trials::trials;

/// Of the slow instance.
const PAUSE: (&str, &str) = ("FAILPOINTS", "before-commit=sleep(400)");
const BUSY: (&str, &str) = ("POSOLOGY_COMPACT_AT", "3");

#[test]
fn what_a_slow_writer_commits_appears_however_many_refreshes_overtook_it() {
    let mut row = Row::of("writer paused before its commit");
    let cluster = Cluster::start_new();
    let proxy = Proxy::to(cluster.socket());
    let url = proxy.url("posology");
    let quick = Instance::start(&[("DATABASE_URL", &url), BUSY]);
    let slow = Instance::start(&[("DATABASE_URL", &url), BUSY, PAUSE]);
    let scene = Scene::with(cluster, proxy, vec![quick, slow]);
    for trial in 0..trials(300) {
        let after = Duration::from_millis(row.seed.pick(trial, 400) as u64);
        row.add(overtake(&scene, trial, after));
    }
    row.end();
}

/// Somebody signs slowly, others sign quickly meanwhile; then all see everything.
fn overtake(scene: &Scene, trial: usize, after: Duration) -> Verdict {
    let record = Arc::new(Record::default());
    let at = |place: usize| {
        let url = scene.crew.instances.get(place).cloned().unwrap_or_default();
        Caller::new(scene.crew.doctor.clone(), vec![url], Arc::clone(&record))
    };
    let (quick, slow, beds) = (at(0), at(1), &scene.crew.beds);
    let Some(bed) = beds.get(trial % beds.len()).copied() else { return Verdict::default() };
    RUNTIME.block_on(async {
        let others = async {
            tokio::time::sleep(after).await;
            for bed in beds.iter().skip(trial % beds.len()).take(4) {
                prescribe(&quick, *bed, 0, || false).await;
            }
        };
        let (line, ()) = futures_util::future::join(prescribe(&slow, bed, 0, || false), others).await;
        let page = quick.page(0, &format!("/patients/{}", bed.patient)).await;
        let is_shown = line.zip(page).is_some_and(|(line, page)| page.body.contains(&shown(&line.mark)));
        if !is_shown {
            record.violation("another instance does not show what was committed late".to_owned());
        }
    });
    check(&scene.cluster, &record);
    Verdict { recovery: None, violations: record.violations(), heard: record.heard() }
}
