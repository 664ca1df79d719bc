//! Configuration: every environment variable, read and documented here, once.

use std::num::{NonZeroU16, NonZeroU32};
use std::path::PathBuf;

use chrono_tz::Tz;
use clap::Args;

/// What the environment (or the command line) says about this installation.
#[derive(Args, Clone, Debug)]
pub struct Config {
    /// Address and port that the web server listens on.
    #[arg(long, env = "POSOLOGY_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: String,

    /// The address that phones on the wards reach this server at, for the codes on paper; else the one a page was asked for at.
    #[arg(long, env = "POSOLOGY_PUBLIC_URL")]
    pub public_url: Option<String>,

    /// Where the embedded PostgreSQL keeps its data; by default /var/lib/posology as root, else the user's data directory.
    #[arg(long, env = "POSOLOGY_DATA_DIR")]
    pub data_dir: Option<PathBuf>,

    /// A PostgreSQL server of your own (15 or newer); the log-in owns the database. Without it an embedded server is started.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,

    /// A server for pages alone, such as a streaming replica; by default the same as for commands.
    #[arg(long, env = "QUERY_DATABASE_URL", hide_env_values = true)]
    pub query_database_url: Option<String>,

    /// Connections for looking up who sends a request, which no command and no page can take away.
    #[arg(long, env = "POSOLOGY_SESSION_CONNECTIONS", default_value_t = 4)]
    pub session_connections: u32,

    /// Connections for commands.
    #[arg(long, env = "POSOLOGY_COMMAND_CONNECTIONS", default_value_t = 16)]
    pub command_connections: u32,

    /// Connections for pages.
    #[arg(long, env = "POSOLOGY_QUERY_CONNECTIONS", default_value_t = 16)]
    pub query_connections: u32,

    /// The hospital's clock.
    #[arg(long, env = "POSOLOGY_TIME_ZONE", default_value = "America/Sao_Paulo")]
    pub time_zone: Tz,

    /// Minutes without a page after which a session ends (SEC-4).
    #[arg(long, env = "POSOLOGY_SESSION_IDLE_MINUTES", default_value_t = 60)]
    pub session_idle_minutes: u32,

    /// Hours after which a session ends, whatever the activity (SEC-4).
    #[arg(long, env = "POSOLOGY_SESSION_HOURS", default_value_t = 12)]
    pub session_hours: u32,

    /// Log-in attempts a minute from one address before it is asked to wait.
    #[arg(long, env = "POSOLOGY_LOGINS_PER_MINUTE", default_value = "60")]
    pub logins_per_minute: NonZeroU32,

    /// Set to true behind HTTPS: cookies are then never sent over plain HTTP.
    #[arg(long, env = "POSOLOGY_SECURE_COOKIES", default_value_t = false)]
    pub secure_cookies: bool,

    /// Touched prescriptions that start a compaction of the read model.
    #[arg(long, env = "POSOLOGY_COMPACT_AT", default_value_t = 100)]
    pub compact_at: u32,

    /// Chromium, which makes PDFs; by default chromium, chromium-browser or google-chrome in PATH.
    #[arg(long, env = "POSOLOGY_CHROMIUM")]
    pub chromium: Option<PathBuf>,

    /// PDFs that are made at the same time; each is a Chromium of some 400 MB.
    #[arg(long, env = "POSOLOGY_PDF_AT_ONCE", default_value = "2")]
    pub pdf_at_once: NonZeroU16,

    /// Requests for a PDF that may wait for their turn; any more are asked to come again.
    #[arg(long, env = "POSOLOGY_PDF_WAITING", default_value_t = 20)]
    pub pdf_waiting: u16,

    /// Seconds that a PDF may wait for its turn, and then take, before it is given up.
    #[arg(long, env = "POSOLOGY_PDF_SECONDS", default_value = "30")]
    pub pdf_seconds: NonZeroU16,

    /// Where the pack for a downtime is written, of patients' data; by default `downtime` in the data directory.
    #[arg(long, env = "POSOLOGY_DOWNTIME_DIR")]
    pub downtime_dir: Option<PathBuf>,

    /// Seconds from one pack to the next while serving; 0 turns it off.
    #[arg(long, env = "POSOLOGY_DOWNTIME_EVERY", default_value_t = 30)]
    pub downtime_every: u32,

    /// The newest packs that are kept.
    #[arg(long, env = "POSOLOGY_DOWNTIME_KEEP", default_value = "10")]
    pub downtime_keep: NonZeroU16,

    /// Log lines as JSON instead of text. What is logged follows RUST_LOG.
    #[arg(long, env = "POSOLOGY_LOG_JSON", default_value_t = false)]
    pub log_json: bool,
}

impl Config {
    /// The configuration that the environment alone gives.
    ///
    /// # Errors
    /// A variable with a value that cannot be read, in words.
    pub fn from_env() -> Result<Self, clap::Error> {
        #[derive(clap::Parser)]
        struct Environment {
            #[command(flatten)]
            config: Config,
        }
        <Environment as clap::Parser>::try_parse_from(["posology"]).map(|environment| environment.config)
    }
}
