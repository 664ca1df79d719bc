//! The hospital measured: each figure beside its physical limit, in one run on one data set.
//!
//! `POSOLOGY_BENCH_CLOSED` and `POSOLOGY_BENCH_OPEN` set the number of lines (100,000 and 5,000),
//! `POSOLOGY_BENCH_SECONDS` how long each figure is measured (5). `cargo bench -- day safety` measures only these
//! sections. Lists of interactions are not part of the program: `POSOLOGY_BENCH_DATA` says where they are.

mod data;
mod day;
mod figures;
mod logins;
mod medications;
mod orders;
mod pgbench;
mod pharmacy;
mod prints;
mod readings;
mod safety;
mod statements;
mod visible;
mod writings;

use data::BenchHospital;

/// In the order of measuring.
const SECTIONS: [&str; 10] =
    ["logins", "day", "reading", "writing", "visible", "refresh", "medications", "safety", "prints", "pharmacy"];

fn main() {
    let named: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let unknown = named.iter().find(|name| !SECTIONS.contains(&name.as_str()));
    assert!(unknown.is_none(), "sections are {SECTIONS:?}");
    let wanted = |section: &str| named.is_empty() || named.iter().any(|name| name == section);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    let hospital = BenchHospital::open();
    let orders = orders::of_demo(&hospital);
    if wanted("logins") {
        runtime.block_on(logins::measure(&hospital));
    }
    if wanted("day") {
        runtime.block_on(day::measure(&hospital, &orders));
    }
    hospital.fill();
    println!(
        "{} closed and {} open lines; {} clients; {} s a figure\n",
        hospital.closed,
        hospital.open,
        data::CLIENTS,
        hospital.seconds
    );
    if wanted("reading") {
        runtime.block_on(readings::measure(&hospital));
    }
    if wanted("writing") {
        runtime.block_on(writings::measure(&hospital));
        hospital.restore();
    }
    if wanted("visible") {
        runtime.block_on(visible::measure(&hospital));
        hospital.restore();
    }
    if wanted("refresh") {
        statements::refreshes(&hospital);
    }
    if wanted("medications") {
        runtime.block_on(medications::measure(&hospital));
    }
    if wanted("safety") {
        runtime.block_on(safety::measure(&hospital, &orders));
    }
    if wanted("prints") {
        runtime.block_on(prints::measure(&hospital));
    }
    if wanted("pharmacy") {
        runtime.block_on(pharmacy::measure(&hospital));
    }
}
