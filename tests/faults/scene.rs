//! A hospital that is broken on purpose, over and over: its database, what stands before it, its program, and people.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::caller::Caller;
use super::check::check;
use super::cluster::Cluster;
use super::instance::Instance;
use super::matrix::Verdict;
use super::proxy::{Proxy, RUNTIME};
use super::record::Record;
use super::work::{Bed, Crew, Work, prescribe};
use crate::support::person::Person;

/// Everything works again this long after the database is back, with nothing restarted by hand.
pub const HEALED_WITHIN: Duration = Duration::from_secs(5);
/// How long a trial waits to measure what heals late.
const PATIENCE: Duration = Duration::from_secs(20);
const SETTLES: Duration = Duration::from_millis(200);

pub struct Scene {
    /// They end first.
    pub instances: Vec<Instance>,
    pub proxy: Proxy,
    pub cluster: Cluster,
    pub crew: Crew,
    pub doctors: usize,
}

impl Scene {
    /// So many instances on one database, through the proxy.
    pub fn open(instances: usize, environment: &[(&str, &str)]) -> Self {
        let cluster = Cluster::start_new();
        let proxy = Proxy::to(cluster.socket());
        let url = proxy.url("posology");
        let environment = [&[("DATABASE_URL", url.as_str())], environment].concat();
        let instances: Vec<Instance> = (0..instances).map(|_| Instance::start(&environment)).collect();
        Scene::with(cluster, proxy, instances)
    }

    /// One instance with a database server of its own.
    pub fn open_embedded() -> Self {
        let cluster = Cluster::left_to_the_program();
        let directory = cluster.directory().display().to_string();
        let instance = Instance::start(&[("POSOLOGY_DATA_DIR", directory.as_str())]);
        let proxy = Proxy::to(cluster.socket());
        Scene::with(cluster, proxy, vec![instance])
    }

    /// With programs that run already.
    pub fn with(cluster: Cluster, proxy: Proxy, instances: Vec<Instance>) -> Self {
        for instance in &instances {
            assert!(instance.wait_until_ready(Duration::from_secs(60)), "it opens: {}", instance.logged());
        }
        let crew = crew(&cluster, instances.iter().map(Instance::url).collect());
        Scene { cluster, proxy, instances, crew, doctors: 3 }
    }

    /// One trial: people are at work, something breaks and is mended (`fault` says when), and everything is looked at
    /// afterwards.
    pub fn trial(&mut self, fault: impl FnOnce(&mut Scene, &Record) -> Instant) -> Verdict {
        let work = Work::begin(&self.crew, self.doctors);
        let record = Arc::clone(&work.record);
        std::thread::sleep(SETTLES);
        let mended = fault(self, &record);
        record.set_works_from(Some(mended + HEALED_WITHIN));
        let recovery = self.recovery(&record, mended);
        std::thread::sleep(SETTLES);
        let record = work.end();
        check(&self.cluster, &record);
        if recovery.is_none_or(|recovery| recovery > HEALED_WITHIN) {
            record.violation(format!("not healed within {HEALED_WITHIN:?}: {recovery:?}"));
            self.start_again();
        }
        Verdict { recovery, violations: record.violations(), heard: record.heard() }
    }

    /// How long after the mending every instance served everything: a page, a signature and its own word that it is
    /// ready.
    fn recovery(&self, record: &Arc<Record>, mended: Instant) -> Option<Duration> {
        let mut slowest = Duration::ZERO;
        for instance in &self.instances {
            while !serves(&self.crew, &instance.url()) {
                if mended.elapsed() > PATIENCE {
                    record.violation("does not heal by itself".to_owned());
                    return None;
                }
                std::thread::sleep(Duration::from_millis(20));
            }
            slowest = slowest.max(mended.elapsed());
        }
        Some(slowest)
    }

    /// By hand, so that the next trial begins with something that works.
    fn start_again(&mut self) {
        self.proxy.pass();
        for instance in &mut self.instances {
            instance.end("-KILL");
            instance.start_again(&[]);
            assert!(instance.wait_until_ready(Duration::from_secs(60)), "it opens: {}", instance.logged());
        }
    }
}

/// One page, one signature and the program's own word, at once.
fn serves(crew: &Crew, url: &str) -> bool {
    let Some(bed) = crew.supplied.first() else { return false };
    let unrecorded = Arc::new(Record::default());
    let doctor = Caller::new(crew.doctor.clone(), vec![url.to_owned()], Arc::clone(&unrecorded));
    let all = async {
        let page = doctor.page(0, &format!("/patients/{}", bed.patient)).await.is_some_and(|page| page.status == 200);
        let began = Instant::now();
        let signed = prescribe(&doctor, *bed, 0, || began.elapsed() > Duration::from_millis(200)).await.is_some();
        page && signed && doctor.page(0, "/readyz").await.is_some_and(|page| page.status == 200)
    };
    RUNTIME.block_on(all) && unrecorded.violations().is_empty()
}

fn crew(cluster: &Cluster, instances: Vec<String>) -> Crew {
    let of_ward = "select p.id, a.id from patients p join admissions a on a.patient_id = p.id \
        join beds b on b.id = a.bed_id where a.discharged_at is null and p.allergy_status = 'none_known' \
        and p.birth_date < now() - interval '20 years' and b.ward_id";
    let ward = "(select b.ward_id from patients p join admissions a on a.patient_id = p.id join beds b on b.id = a.bed_id \
        where a.discharged_at is null and p.allergy_status = 'none_known' group by 1 order by count(*) desc, 1 limit 1)";
    let beds = |sql: String| -> Vec<Bed> {
        let rows = cluster.counted(&sql).into_iter();
        rows.map(|(patient, admission)| Bed { patient: patient.parse().expect("a number"), admission }).collect()
    };
    let first = instances.first().expect("an instance").clone();
    let log_in = |username| RUNTIME.block_on(log_in(&first, username));
    Crew {
        doctor: log_in("joao.silva"),
        pharmacist: log_in("ana.farmacia"),
        nurse: log_in("rita.enfermagem"),
        beds: beds(format!("{of_ward} <> {ward}")),
        supplied: beds(format!("{of_ward} = {ward}")),
        instances,
    }
}

pub async fn log_in(url: &str, username: &str) -> Person {
    let person = Person::new(url);
    let reply = person.post("/login", &[("username", username), ("password", "posology-demo")]).await;
    assert_eq!(reply.status, 303, "{username} can log in: {}", reply.body);
    person
}
