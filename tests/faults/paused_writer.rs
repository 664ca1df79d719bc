//! A writer is slow between writing and committing: what it wrote appears after its commit, whatever was refreshed and
//! compacted meanwhile.

use std::time::Duration;

use futures_util::future::join;

use super::caller::Caller;
use super::cluster::Cluster;
use super::instance::Instance;
use super::matrix::Row;
use super::proxy::Proxy;
use super::replies::all;
use super::scene::Scene;
use super::work::{Bed, prescribe, shown};
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
    let count = trials(300);
    let after: Vec<u64> = (0..count).map(|trial| row.seed.pick(trial, 400) as u64).collect();
    let others = scene.crew.beds.clone();
    let verdict = all(&scene, count, |doctor, bed, trial| {
        let after = Duration::from_millis(after.get(trial).copied().unwrap_or_default());
        let others: Vec<Bed> = others.iter().copied().cycle().skip(trial * 3).take(3).collect();
        async move { overtake(&doctor, bed, &others, after).await }
    });
    row.add_many(verdict, count);
    row.end();
}

/// Somebody signs slowly, others sign quickly meanwhile; then all see everything.
async fn overtake(doctor: &Caller, bed: Bed, others: &[Bed], after: Duration) {
    let (quick, slow) = (doctor.at_instance(0), doctor.at_instance(1));
    let meanwhile = async {
        tokio::time::sleep(after).await;
        for other in others {
            prescribe(&quick, *other, 0, || false).await;
        }
    };
    let (line, ()) = join(prescribe(&slow, bed, 0, || false), meanwhile).await;
    let page = quick.page(0, &format!("/patients/{}", bed.patient)).await;
    let is_shown = line.zip(page).is_some_and(|(line, page)| page.body.contains(&shown(&line.mark)));
    if !is_shown {
        doctor.record().violation("another instance does not show what was committed late".to_owned());
    }
}
