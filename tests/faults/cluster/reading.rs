//! What a cluster's tables say, past the program.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::Cluster;

impl Cluster {
    pub fn connect(&self) -> PgConnection {
        PgConnection::establish(&self.url("posology")).expect("the cluster answers")
    }

    pub fn run(&self, sql: &str) {
        self.connect().batch_execute(sql).expect(sql);
    }

    pub fn count(&self, sql: &str) -> i64 {
        self.numbers(sql).first().copied().expect("a number")
    }

    /// A column of numbers.
    pub fn numbers(&self, sql: &str) -> Vec<i64> {
        #[derive(QueryableByName)]
        struct Number {
            #[diesel(sql_type = BigInt)]
            number: i64,
        }
        let sql = format!("select q.number::bigint as number from ({sql}) q(number)");
        let rows: Vec<Number> = diesel::sql_query(&sql).load(&mut self.connect()).expect(&sql);
        rows.into_iter().map(|row| row.number).collect()
    }

    /// A text and a number, row by row.
    pub fn counted(&self, sql: &str) -> Vec<(String, i64)> {
        #[derive(QueryableByName)]
        struct Counted {
            #[diesel(sql_type = Text)]
            what: String,
            #[diesel(sql_type = BigInt)]
            number: i64,
        }
        let sql = format!("select q.what::text as what, q.number::bigint as number from ({sql}) q(what, number)");
        let rows: Vec<Counted> = diesel::sql_query(&sql).load(&mut self.connect()).expect(&sql);
        rows.into_iter().map(|row| (row.what, row.number)).collect()
    }
}
