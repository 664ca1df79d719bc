//! How figures are collected and printed.

use std::time::{Duration, Instant};

/// Latencies of one kind of request.
pub struct Figures {
    latencies: Vec<Duration>,
    took: Duration,
}

impl Figures {
    pub fn new(mut latencies: Vec<Duration>, took: Duration) -> Self {
        latencies.sort_unstable();
        Figures { latencies, took }
    }

    /// How many a second.
    pub fn rate(&self) -> f64 {
        self.latencies.len() as f64 / self.took.as_secs_f64()
    }

    pub fn percentile(&self, percent: usize) -> f64 {
        let place = (self.latencies.len() * percent / 100).min(self.latencies.len().saturating_sub(1));
        self.latencies.get(place).map_or(f64::NAN, |latency| latency.as_secs_f64() * 1000.0)
    }

    pub fn print(&self, name: &str) {
        println!(
            "{name:<44} {:>8.0} /s   p50 {:>7.2} ms   p99 {:>7.2} ms   max {:>7.2} ms",
            self.rate(),
            self.percentile(50),
            self.percentile(99),
            self.percentile(100),
        );
    }
}

/// Prints a ratio to the physical limit.
pub fn print_ratio(name: &str, ours: f64, limit: f64) {
    println!("{name:<44} {:>8.2} of its limit\n", ours / limit);
}

/// Runs `work` over and over on each client for a while.
pub async fn repeat<C, F>(clients: &[C], seconds: u64, work: impl Fn(C, usize) -> F) -> Figures
where
    C: Clone,
    F: Future<Output = ()>,
{
    let began = Instant::now();
    let until = began + Duration::from_secs(seconds);
    let loops = clients.iter().enumerate().map(|(number, client)| {
        let work = &work;
        async move {
            let mut latencies = Vec::new();
            while Instant::now() < until {
                let began = Instant::now();
                work(client.clone(), number).await;
                latencies.push(began.elapsed());
            }
            latencies
        }
    });
    let latencies = futures_util::future::join_all(loops).await.concat();
    Figures::new(latencies, began.elapsed())
}
