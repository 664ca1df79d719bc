//! The hospital measured: each figure beside its physical limit, in one run on one data set.
//!
//! `POSOLOGY_BENCH_CLOSED` and `POSOLOGY_BENCH_OPEN` set the number of lines (100,000 and 5,000),
//! `POSOLOGY_BENCH_SECONDS` how long each figure is measured (5).

mod data;
mod figures;
mod medications;
mod pgbench;
mod readings;
mod statements;
mod visible;
mod writings;

use data::BenchHospital;

fn main() {
    let hospital = BenchHospital::open();
    println!(
        "{} closed and {} open lines; {} clients; {} s a figure\n",
        hospital.closed,
        hospital.open,
        data::CLIENTS,
        hospital.seconds
    );
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    runtime.block_on(readings::measure(&hospital));
    runtime.block_on(writings::measure(&hospital));
    hospital.restore();
    runtime.block_on(visible::measure(&hospital));
    hospital.restore();
    statements::refreshes(&hospital);
    runtime.block_on(medications::measure(&hospital));
}
