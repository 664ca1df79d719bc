//! A migration of a release to come, for programs of this one to live with.

use diesel::connection::BoxableConnection;
use diesel::migration::{Migration, MigrationMetadata, MigrationSource, MigrationVersion};
use diesel::pg::Pg;
use posology::postgres::migrations::MIGRATIONS;

/// Its version.
pub const ONE_MORE: &str = "99990101000000";
/// As if it had never been.
pub const WITHOUT_IT: &str = "alter table doctors drop column one_more; \
    delete from __diesel_schema_migrations where version = '99990101000000'";

/// All of ours, and one more that alters a table that everybody reads.
fn with_one_more() -> Vec<Box<dyn Migration<Pg>>> {
    let mut all = MIGRATIONS.migrations().expect("ours");
    all.push(Box::new(OneMore(MigrationName(ONE_MORE.to_owned()))));
    all
}

struct OneMore(MigrationName);

#[derive(Clone)]
struct MigrationName(String);

impl std::fmt::Display for MigrationName {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl diesel::migration::MigrationName for MigrationName {
    fn version(&self) -> MigrationVersion<'_> {
        MigrationVersion::from(self.0.as_str())
    }
}

struct InATransaction;

impl MigrationMetadata for InATransaction {
    fn run_in_transaction(&self) -> bool {
        true
    }
}

impl Migration<Pg> for OneMore {
    fn run(&self, connection: &mut dyn BoxableConnection<Pg>) -> diesel::migration::Result<()> {
        Ok(connection.batch_execute("alter table doctors add column one_more integer")?)
    }

    fn revert(&self, _: &mut dyn BoxableConnection<Pg>) -> diesel::migration::Result<()> {
        Ok(())
    }

    fn metadata(&self) -> &dyn MigrationMetadata {
        &InATransaction
    }

    fn name(&self) -> &dyn diesel::migration::MigrationName {
        &self.0
    }
}

/// Where the migrations of the next release come from.
pub struct WithOneMore;

impl MigrationSource<Pg> for WithOneMore {
    fn migrations(&self) -> diesel::migration::Result<Vec<Box<dyn Migration<Pg>>>> {
        Ok(with_one_more())
    }
}
