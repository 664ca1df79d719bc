//! Import interactions: a published list of pairs, or the shipped one, whole, in place of its earlier version (CDS-3,
//! KNOW-6).
//!
//! ONC: the high-priority pairs of Phansalkar et al. 2012. ANSM: the Thesaurus of 10/2020.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use clap::ValueEnum;
use diesel::prelude::*;

use super::csv_file::{Fields, ImportError, Line, read_bytes, read_lines};
use super::folded::folded;
use super::import_report::Report;
use crate::schema::{events, interactions};

/// Numbers of the ONC list whose one side are MAO inhibitors, which act on for two weeks after their end.
const MAO_INHIBITORS: [&str; 6] = ["3", "8", "16", "20", "30", "31"];
const MAO_WASH_OUT_DAYS: i16 = 14;
/// What is shipped: written from general pharmaceutical knowledge, each row to be looked at by the hospital.
const STARTER: &[u8] = include_bytes!("starter_knowledge/interactions.csv");
const GROUPS: &[u8] = include_bytes!("starter_knowledge/groups.csv");
const STARTER_COLUMNS: [&str; 11] = [
    "a",
    "b",
    "severity",
    "by_clock",
    "washout_days",
    "effect_pt",
    "effect_en",
    "advice_pt",
    "advice_en",
    "source",
    "as_of",
];

/// Which list a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum List {
    Onc,
    Ansm,
}

impl List {
    fn source(self) -> (&'static str, &'static str) {
        match self {
            List::Onc => ("ONC", "2012"),
            List::Ansm => ("ANSM", "10/2020"),
        }
    }

    fn columns(self) -> &'static [&'static str] {
        match self {
            List::Onc => &[
                "onc_id",
                "object_en",
                "object_pt",
                "precipitant_en",
                "precipitant_pt",
                "severity",
                "effect_en",
                "effect_pt",
            ],
            List::Ansm => &["a_pt", "a_en", "b_pt", "b_en", "severity", "conditional"],
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Insertable, Queryable, Selectable)]
#[diesel(table_name = interactions)]
struct Row {
    source: String,
    version: String,
    a_names: Vec<String>,
    b_names: Vec<String>,
    severity: String,
    conditional: bool,
    washout_days: i16,
    effect_pt: String,
    effect_en: String,
    by_clock: bool,
    advice_pt: String,
    advice_en: String,
}

/// # Errors
/// [`ImportError`]; bad lines are in the [`Report`], and nothing was written then.
pub fn import_interactions(connection: &mut PgConnection, list: List, path: &Path) -> Result<Report, ImportError> {
    let lines = read_lines(path, list.columns(), |fields| read(fields, list), |_| {})?;
    write(connection, list.source().0, lines)
}

/// The shipped ones, in place of the earlier ones: each side is a substance, or `@` and a group of them.
///
/// # Errors
/// As [`import_interactions`].
pub fn import_starter_interactions(connection: &mut PgConnection) -> Result<Report, ImportError> {
    let mut groups: HashMap<String, Vec<String>> = HashMap::new();
    let member =
        |fields: &Fields<'_>| Ok((fields.required("group")?.to_owned(), fields.required("substance")?.to_owned()));
    for (_, line) in read_bytes("the shipped groups", GROUPS, &["group", "substance"], member, |_| {})? {
        let Ok((group, substance)) = line else { continue };
        groups.entry(group).or_default().push(substance);
    }
    let read = |fields: &Fields<'_>| read_starter(fields, &groups);
    let lines = read_bytes("the shipped interactions", STARTER, &STARTER_COLUMNS, read, |_| {})?;
    write(connection, "starter", lines)
}

fn read_starter(fields: &Fields<'_>, groups: &HashMap<String, Vec<String>>) -> Result<Row, String> {
    let names = |column: &str| match fields.required(column)?.split_once('@') {
        Some((_, group)) => groups.get(group).cloned().ok_or_else(|| format!("no group {group}")),
        None => Ok(vec![fields.text(column).to_owned()]),
    };
    let severity = match fields.one_of("severity", &["stop", "warning", "notice"])? {
        "stop" => "contraindicated",
        "warning" => "not_recommended",
        _ => "notice",
    };
    let days = fields.text("washout_days");
    let sentence = |column: &str| Ok::<_, String>(fields.required(column)?.trim_end_matches('.').to_owned());
    Ok(Row {
        source: "starter".to_owned(),
        version: fields.required("as_of")?.to_owned(),
        a_names: names("a")?,
        b_names: names("b")?,
        severity: severity.to_owned(),
        conditional: false,
        washout_days: if days.is_empty() { 0 } else { days.parse().map_err(|_| format!("washout_days “{days}”"))? },
        effect_pt: sentence("effect_pt")?,
        effect_en: sentence("effect_en")?,
        by_clock: fields.text("by_clock") == "yes",
        advice_pt: fields.text("advice_pt").to_owned(),
        advice_en: fields.text("advice_en").to_owned(),
    })
}

fn write(connection: &mut PgConnection, source: &str, lines: Vec<Line<Row>>) -> Result<Report, ImportError> {
    let mut report = Report::default();
    let mut rows = Vec::new();
    for (number, line) in lines {
        report.rows += 1;
        match line {
            Ok(row) => rows.push(row),
            Err(reason) => report.bad.push((number, reason)),
        }
    }
    if !report.is_written() {
        return Ok(report);
    }
    let folded = folded(connection, rows.iter().flat_map(|row| row.a_names.iter().chain(&row.b_names)))?;
    let all = |names: &[String]| -> Vec<String> {
        let folded: BTreeSet<&String> = names.iter().filter_map(|name| folded.get(name)).collect();
        folded.into_iter().cloned().collect()
    };
    let new =
        rows.into_iter().map(|row| Row { a_names: all(&row.a_names), b_names: all(&row.b_names), ..row }).collect();
    connection.transaction(|connection| {
        replace(connection, source, new, &mut report)?;
        Ok(report)
    })
}

fn replace(connection: &mut PgConnection, source: &str, new: BTreeSet<Row>, report: &mut Report) -> QueryResult<()> {
    let of_list = || interactions::source.eq(source.to_owned());
    let earlier: BTreeSet<Row> =
        interactions::table.filter(of_list()).select(Row::as_select()).load(connection)?.into_iter().collect();
    report.unchanged = new.intersection(&earlier).count();
    (report.inserted, report.removed) = (new.len() - report.unchanged, earlier.len() - report.unchanged);
    if new != earlier {
        diesel::delete(interactions::table.filter(of_list())).execute(connection)?;
        let rows: Vec<Row> = new.into_iter().collect();
        for part in rows.chunks(500) {
            diesel::insert_into(interactions::table).values(part.to_vec()).execute(connection)?;
        }
    }
    let after = serde_json::json!({ "list": source, "inserted": report.inserted, "removed": report.removed });
    diesel::insert_into(events::table)
        .values((events::verb.eq("import_interactions"), events::after.eq(after)))
        .execute(connection)?;
    Ok(())
}

fn read(fields: &Fields<'_>, list: List) -> Result<Row, String> {
    let (source, version) = list.source();
    // A drug that is not on the market here has no Portuguese name.
    let names = |[pt, en]: [&str; 2]| -> Result<Vec<String>, String> {
        let names = [fields.text(pt), fields.required(en)?].into_iter().filter(|name| !name.is_empty());
        Ok(names.map(str::to_owned).collect())
    };
    let (a_names, b_names) = match list {
        List::Onc => (names(["object_pt", "object_en"]), names(["precipitant_pt", "precipitant_en"])),
        List::Ansm => (names(["a_pt", "a_en"]), names(["b_pt", "b_en"])),
    };
    let severity = fields.one_of("severity", &["contraindicated", "not_recommended"])?.to_owned();
    // Its texts are in French and cut off: what they say of the mechanism would have to be guessed.
    let (effect_pt, effect_en) = match (list, severity.as_str()) {
        (List::Onc, _) => (fields.required("effect_pt")?, fields.required("effect_en")?),
        (List::Ansm, "contraindicated") => {
            ("A lista da ANSM contraindica este par", "The list of the ANSM rules this pair out")
        }
        (List::Ansm, _) => ("A lista da ANSM não recomenda este par", "The list of the ANSM advises against this pair"),
    };
    let is_mao = list == List::Onc && MAO_INHIBITORS.contains(&fields.text("onc_id"));
    Ok(Row {
        source: source.to_owned(),
        version: version.to_owned(),
        a_names: a_names?,
        b_names: b_names?,
        severity,
        conditional: fields.flag("conditional")?,
        washout_days: if is_mao { MAO_WASH_OUT_DAYS } else { 0 },
        effect_pt: effect_pt.to_owned(),
        effect_en: effect_en.to_owned(),
        by_clock: false,
        advice_pt: String::new(),
        advice_en: String::new(),
    })
}
