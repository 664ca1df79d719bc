//! The command line.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use posology::commands::administration::command_line;
use posology::commands::administration::import_interactions::List;
use posology::config::Config;
use posology::downtime::write_once;
use posology::serve::serve;

/// Gives back what is freed: the system's keeps the blocks of each password's check for good.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A hospital's prescribing and dispensing system.
#[derive(Parser)]
#[command(version, about)]
struct CommandLine {
    #[command(flatten)]
    config: Config,
    #[command(subcommand)]
    task: Option<Task>,
}

#[derive(Subcommand)]
enum Task {
    /// Open the hospital: the web server (the default).
    Serve,
    /// Bring the database's schema up to date.
    Migrate,
    /// Put the demo hospital into an empty database.
    Demo,
    /// Bring data in from a file.
    Import {
        #[command(subcommand)]
        what: Import,
    },
    /// Write data out, to the standard output.
    Export {
        #[command(subcommand)]
        what: Export,
    },
    /// Write a pack of all wards for a downtime to a folder: reports and forms that open without a server.
    DowntimePack { folder: PathBuf },
    /// Recompute every line from the tables and compare with the dispatch list.
    VerifyReadModel,
}

#[derive(Subcommand)]
enum Import {
    /// A formulary as CSV.
    Formulary { file: PathBuf },
    /// A list of interactions as CSV, in place of its earlier version.
    Interactions { list: List, file: PathBuf },
    /// The shipped interactions, in place of their earlier version.
    StarterInteractions,
    /// The hospital's maximum doses as CSV, in place of the earlier ones; without a file, those that are shipped.
    DoseLimits { file: Option<PathBuf> },
    /// What brands contain as CSV, in place of the earlier ones; without a file, those that are shipped.
    Brands { file: Option<PathBuf> },
}

#[derive(Subcommand)]
enum Export {
    /// The hospital's maximum doses as CSV, as they are imported.
    DoseLimits,
}

type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let CommandLine { config, task } = CommandLine::parse();
    start_log(&config);
    let _failpoints = fail::FailScenario::setup();
    let system = actix_web::rt::System::new();
    let ended = system.block_on(run(config, task.unwrap_or(Task::Serve)));
    // Everything is in good order by now, and dropping the runtime would wait for threads that hang in a database.
    std::mem::forget(system);
    ended.unwrap_or_else(|failure| {
        eprintln!("posology: {failure}");
        ExitCode::FAILURE
    })
}

async fn run(config: Config, task: Task) -> Result<ExitCode, Failure> {
    match task {
        Task::Serve => serve(config).await?,
        Task::Migrate => command_line::migrate(&config)?,
        Task::Demo => command_line::demo(&config)?,
        Task::Import { what: Import::Formulary { file } } => {
            return Ok(command_line::import_formulary(&config, &file)?);
        }
        Task::Import { what: Import::Interactions { list, file } } => {
            return Ok(command_line::import_interactions(&config, list, &file)?);
        }
        Task::Import { what: Import::StarterInteractions } => {
            return Ok(command_line::import_starter_interactions(&config)?);
        }
        Task::Import { what: Import::DoseLimits { file } } => {
            return Ok(command_line::import_dose_limits(&config, file.as_deref())?);
        }
        Task::Import { what: Import::Brands { file } } => {
            return Ok(command_line::import_brands(&config, file.as_deref())?);
        }
        Task::Export { what: Export::DoseLimits } => return Ok(command_line::export_dose_limits(&config)?),
        Task::DowntimePack { folder } => write_once(&config, &folder).await?,
        Task::VerifyReadModel => return Ok(command_line::verify_read_model(&config)?),
    }
    Ok(ExitCode::SUCCESS)
}

fn start_log(config: &Config) {
    use tracing_subscriber::EnvFilter;
    // Each connection that could not be made is told by whoever needed it.
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,r2d2=off"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if config.log_json { log.json().init() } else { log.init() }
}
