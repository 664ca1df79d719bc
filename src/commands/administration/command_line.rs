//! The command line's tasks: each opens the database, does one thing, and says what it did.

use std::collections::HashSet;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use diesel::prelude::*;
use indicatif::{ProgressBar, ProgressStyle};

use crate::auth::password;
use crate::clock;
use crate::commands::administration::csv_file::ImportError;
use crate::commands::administration::import_brands::{
    import_brands as import_all_brands, import_starter_allergen_words, import_starter_brands,
};
use crate::commands::administration::import_dose_limits::{
    export_dose_limits as export_limits, import_dose_limits as import_limits, import_starter_dose_limits,
};
use crate::commands::administration::import_formulary::import_formulary as import;
use crate::commands::administration::import_interactions::{
    List, import_interactions as import_list, import_starter_interactions as import_starter_list,
};
use crate::commands::administration::import_report::Report;
use crate::commands::administration::load_demo_hospital::{LoadError, Loaded, load_demo_hospital};
use crate::config::Config;
use crate::error::AppError;
use crate::postgres::database::{Database, DatabaseError};
use crate::read_model::compactor::compact_once;
use crate::read_model::disagreements::{
    Disagreement, disagreements, register_imbalances, stock_imbalances, supply_imbalances,
};

/// The password of the demo hospital's log-ins, shown on its log-in page.
pub const DEMO_PASSWORD: &str = "posology-demo";

/// Where a hospital is open, its lists lack nothing for longer.
const SHOWN_WITHIN: Duration = Duration::from_secs(5);
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Why a task was not done.
#[derive(Debug, thiserror::Error)]
pub enum TaskError {
    #[error(transparent)]
    Database(#[from] DatabaseError),
    #[error("cannot connect to the database: {0}")]
    Connection(#[from] ConnectionError),
    #[error("the database refused: {0}")]
    Query(#[from] diesel::result::Error),
    #[error(transparent)]
    Demo(#[from] LoadError),
    #[error(transparent)]
    Import(#[from] ImportError),
    #[error(transparent)]
    Password(#[from] AppError),
}

/// Brings the schema up to date.
///
/// # Errors
/// No database, or a migration that failed.
pub fn migrate(config: &Config) -> Result<(), TaskError> {
    Database::open_or_join(config)?;
    println!("The schema is up to date.");
    Ok(())
}

/// Puts the demo hospital into a database without a hospital.
///
/// # Errors
/// When there is another hospital already.
pub fn demo(config: &Config) -> Result<(), TaskError> {
    let database = Database::open_or_join(config)?;
    match load_demo(&database)? {
        Loaded::AlreadyThere => println!("The demo hospital is there already."),
        Loaded::New => println!("The demo hospital is there now."),
    }
    Ok(())
}

/// As [`demo`], in a database at hand.
///
/// # Errors
/// As [`demo`].
pub fn load_demo(database: &Database) -> Result<Loaded, TaskError> {
    let mut connection = PgConnection::establish(&database.owner_url)?;
    let hash = password::hash(DEMO_PASSWORD)?;
    let loaded = load_demo_hospital(&mut connection, clock::now(), &hash)?;
    compact_once(&mut connection)?;
    Ok(loaded)
}

/// Imports a formulary; nothing is written if any line is bad.
///
/// # Errors
/// No database, or a file that cannot be read.
pub fn import_formulary(config: &Config, file: &Path) -> Result<ExitCode, TaskError> {
    import_with(config, |connection, bar| import(connection, file, |done| bar.set_position(done as u64)))
}

/// Imports a list of interactions in place of its earlier version (CDS-3); nothing is written if any line is bad.
///
/// # Errors
/// No database, or a file that cannot be read.
pub fn import_interactions(config: &Config, list: List, file: &Path) -> Result<ExitCode, TaskError> {
    import_with(config, |connection, _| import_list(connection, list, file))
}

/// Imports the shipped interactions in place of their earlier version (KNOW-6).
///
/// # Errors
/// No database.
pub fn import_starter_interactions(config: &Config) -> Result<ExitCode, TaskError> {
    import_with(config, |connection, _| import_starter_list(connection))
}

/// Imports the hospital's maximum doses in place of the earlier ones (CDS-5); nothing is written if any line is bad.
///
/// # Errors
/// No database, or a file that cannot be read.
pub fn import_dose_limits(config: &Config, file: Option<&Path>) -> Result<ExitCode, TaskError> {
    import_with(config, |connection, _| match file {
        Some(file) => import_limits(connection, file),
        None => import_starter_dose_limits(connection),
    })
}

/// Writes the hospital's maximum doses to the standard output, as they are imported.
///
/// # Errors
/// No database, or nobody who reads.
pub fn export_dose_limits(config: &Config) -> Result<ExitCode, TaskError> {
    let database = Database::open_or_join(config)?;
    let mut connection = PgConnection::establish(&database.owner_url)?;
    export_limits(&mut connection, std::io::stdout().lock())?;
    Ok(ExitCode::SUCCESS)
}

/// Imports what brands contain in place of the earlier ones (KNOW-5); nothing is written if any line is bad.
///
/// # Errors
/// No database, or a file that cannot be read.
pub fn import_brands(config: &Config, file: Option<&Path>) -> Result<ExitCode, TaskError> {
    import_with(config, |connection, _| match file {
        Some(file) => import_all_brands(connection, file),
        None => {
            import_starter_allergen_words(connection)?;
            import_starter_brands(connection)
        }
    })
}

fn import_with(
    config: &Config,
    run: impl FnOnce(&mut PgConnection, &ProgressBar) -> Result<Report, ImportError>,
) -> Result<ExitCode, TaskError> {
    let database = Database::open_or_join(config)?;
    let mut connection = PgConnection::establish(&database.owner_url)?;
    let bar = ProgressBar::new_spinner().with_style(
        ProgressStyle::with_template("{spinner} {pos} rows, {per_sec}")
            .unwrap_or_else(|_| ProgressStyle::default_spinner()),
    );
    let report = run(&mut connection, &bar)?;
    show(&mut connection)?;
    bar.finish_and_clear();
    println!("{report}");
    Ok(if report.is_written() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Puts what was imported on the lists; a compaction that is under way may have begun before.
fn show(connection: &mut PgConnection) -> QueryResult<()> {
    while compact_once(connection)?.is_none() {
        std::thread::sleep(LOOK_EVERY);
    }
    Ok(())
}

/// Compares the dispatch list with the tables, balances and bags with their movements, and registers with the stock, and says
/// where they differ.
///
/// # Errors
/// No database.
pub fn verify_read_model(config: &Config) -> Result<ExitCode, TaskError> {
    let database = Database::open_or_join(config)?;
    let mut connection = PgConnection::establish(&database.owner_url)?;
    let differences = lasting_disagreements(&mut connection)?;
    for difference in &differences {
        println!("{}: prescription {}, item {}", difference.kind, difference.prescription_id, difference.item_number);
    }
    let balances = stock_imbalances(&mut connection)?;
    for found in &balances {
        println!(
            "stock: lot {}, place {}: {:?}, and {:?} moved",
            found.lot_id, found.place_id, found.balance, found.ledger
        );
    }
    let registers = register_imbalances(&mut connection)?;
    for found in &registers {
        println!("register: {}: {} in the book, {} in stock", found.medication_code, found.book, found.stock);
    }
    let supplies = supply_imbalances(&mut connection)?;
    for found in &supplies {
        println!("supply: item {}: {found:?}", found.item_id);
    }
    let count = differences.len() + balances.len() + registers.len() + supplies.len();
    println!("{count} differences.");
    Ok(if count == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What a hospital at work has just written is on its lists a moment later: a difference is what stays.
fn lasting_disagreements(connection: &mut PgConnection) -> QueryResult<Vec<Disagreement>> {
    let mut differences = disagreements(connection)?;
    let began = Instant::now();
    while !differences.is_empty() && began.elapsed() < SHOWN_WITHIN {
        std::thread::sleep(LOOK_EVERY);
        let still: HashSet<Disagreement> = disagreements(connection)?.into_iter().collect();
        differences.retain(|difference| still.contains(difference));
    }
    Ok(differences)
}
