//! An instance of the program at an address of its own, which it keeps when it is started anew.

use std::net::TcpListener;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Duration, Instant};

use super::proxy::RUNTIME;
use crate::support::program::Program;

/// Below what systems give to whoever asks for any port: nobody takes an instance's port while it is down.
static NEXT_PORT: AtomicU16 = AtomicU16::new(0);
const FIRST_PORT: u16 = 12_000;
const PORTS: u16 = 20_000;
/// Whatever hangs, a program that is asked to end has ended by then.
pub const ENDED_WITHIN: Duration = Duration::from_secs(10);

pub struct Instance {
    address: String,
    environment: Vec<(String, String)>,
    program: Option<Program>,
}

impl Instance {
    /// Starts it; [`Instance::wait_until_ready`] waits.
    pub fn start(environment: &[(&str, &str)]) -> Self {
        let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let mut instance = Instance { address: free_address(), environment, program: None };
        instance.start_again(&[]);
        instance
    }

    /// As its supervisor does, at the same address.
    pub fn start_again(&mut self, more: &[(&str, &str)]) {
        let own = [("POSOLOGY_LISTEN", self.address.as_str()), ("POSOLOGY_LOGINS_PER_MINUTE", "100000")];
        let others = self.environment.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let environment: Vec<(&str, &str)> = own.into_iter().chain(others).chain(more.iter().copied()).collect();
        self.program = Some(Program::run(&[], &environment));
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// True once it says that it is ready.
    pub fn wait_until_ready(&self, patience: Duration) -> bool {
        let began = Instant::now();
        while began.elapsed() < patience {
            let asked = RUNTIME.block_on(async { reqwest::get(format!("{}/readyz", self.url())).await });
            if asked.is_ok_and(|answer| answer.status() == 200) {
                return true;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        false
    }

    /// Sends a signal, and waits for the end; None where it does not end in time, and is killed.
    pub fn end(&mut self, signal: &str) -> Option<i32> {
        let mut program = self.program.take()?;
        program.end_within(signal, ENDED_WITHIN).and_then(|ended| ended.code())
    }

    /// Its process.
    pub fn id(&self) -> Option<u32> {
        self.program.as_ref().map(Program::id)
    }

    pub fn logged(&self) -> String {
        self.program.as_ref().map(Program::logged).unwrap_or_default()
    }
}

fn free_address() -> String {
    loop {
        let place = NEXT_PORT.fetch_add(1, Ordering::Relaxed);
        let offset = u16::try_from(std::process::id() % 100).unwrap_or_default() * 150;
        let port = FIRST_PORT + (offset + place) % PORTS;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return format!("127.0.0.1:{port}");
        }
    }
}
