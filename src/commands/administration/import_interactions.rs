//! Import interactions: a published list of pairs, whole, in place of its earlier version (CDS-3).
//!
//! ONC: the high-priority pairs of Phansalkar et al. 2012. ANSM: the Thesaurus of 10/2020.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use clap::ValueEnum;
use diesel::prelude::*;

use super::csv_file::{Fields, ImportError, read_lines};
use super::import_report::Report;
use crate::schema::{events, interactions};

/// Numbers of the ONC list whose one side are MAO inhibitors, which act on for two weeks after their end.
const MAO_INHIBITORS: [&str; 6] = ["3", "8", "16", "20", "30", "31"];
const MAO_WASH_OUT_DAYS: i16 = 14;
/// A sign of an effect in the French text, and the effect in Portuguese and English; the first that fits counts.
const EFFECTS: [(&str, &str, &str); 22] = [
    (
        "torsades",
        "risco de arritmia ventricular (torsades de pointes)",
        "risk of ventricular arrhythmia (torsade de pointes)",
    ),
    ("sérotoninergique", "risco de síndrome serotoninérgica", "risk of serotonin syndrome"),
    ("yperkaliémie", "risco de hiperpotassemia, potencialmente letal", "risk of hyperkalaemia, potentially lethal"),
    ("émorragique", "risco de sangramento", "risk of bleeding"),
    ("saignement", "risco de sangramento", "risk of bleeding"),
    ("rhabdomyolyse", "risco de rabdomiólise", "risk of rhabdomyolysis"),
    ("convulsi", "risco de convulsões", "risk of seizures"),
    ("Lyell", "risco de reações cutâneas graves", "risk of severe skin reactions"),
    ("néphrotoxi", "risco de lesão renal", "risk of kidney injury"),
    ("édullaire", "risco de depressão da medula óssea", "risk of bone marrow depression"),
    ("lithémie", "aumento do lítio no sangue, até níveis tóxicos", "raised lithium level, possibly toxic"),
    (
        "vasoconstriction",
        "risco de vasoconstrição ou crise hipertensiva",
        "risk of vasoconstriction or hypertensive crisis",
    ),
    ("ypertension", "risco de hipertensão", "risk of hypertension"),
    ("ypotens", "risco de hipotensão", "risk of hypotension"),
    ("inotrope", "risco de bradicardia e descompensação cardíaca", "risk of bradycardia and heart failure"),
    ("automatisme", "risco de bradicardia e bloqueio cardíaco", "risk of bradycardia and heart block"),
    ("troubles du rythme", "risco de arritmia", "risk of arrhythmia"),
    ("respiratoires", "risco de depressão respiratória", "risk of respiratory depression"),
    ("ntagonisme", "os efeitos se anulam", "the effects cancel each other"),
    ("iminution", "perda de efeito de um dos dois", "one of the two loses its effect"),
    ("toxicité", "aumento da toxicidade", "raised toxicity"),
    ("ugmentation", "aumento do nível no sangue de um dos dois", "raised blood level of one of the two"),
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
            List::Ansm => &["a_pt", "a_en", "b_pt", "b_en", "severity", "conditional", "mechanism_fr"],
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
    effect_fr: String,
}

diesel::define_sql_function! {
    fn fold(value: diesel::sql_types::Text) -> diesel::sql_types::Text;
}

/// # Errors
/// [`ImportError`]; bad lines are in the [`Report`], and nothing was written then.
pub fn import_interactions(connection: &mut PgConnection, list: List, path: &Path) -> Result<Report, ImportError> {
    let mut report = Report::default();
    let mut rows = Vec::new();
    for (number, line) in read_lines(path, list.columns(), |fields| read(fields, list), |_| {})? {
        report.rows += 1;
        match line {
            Ok(row) => rows.push(row),
            Err(reason) => report.bad.push((number, reason)),
        }
    }
    if !report.is_written() {
        return Ok(report);
    }
    let mut folded = Folded::default();
    let mut new = BTreeSet::new();
    for mut row in rows {
        row.a_names = folded.all(connection, row.a_names)?;
        row.b_names = folded.all(connection, row.b_names)?;
        new.insert(row);
    }
    connection.transaction(|connection| {
        replace(connection, list, new, &mut report)?;
        Ok(report)
    })
}

fn replace(connection: &mut PgConnection, list: List, new: BTreeSet<Row>, report: &mut Report) -> QueryResult<()> {
    let of_list = interactions::source.eq(list.source().0);
    let earlier: BTreeSet<Row> =
        interactions::table.filter(of_list).select(Row::as_select()).load(connection)?.into_iter().collect();
    report.unchanged = new.intersection(&earlier).count();
    (report.inserted, report.removed) = (new.len() - report.unchanged, earlier.len() - report.unchanged);
    if new != earlier {
        diesel::delete(interactions::table.filter(of_list)).execute(connection)?;
        let rows: Vec<Row> = new.into_iter().collect();
        for part in rows.chunks(500) {
            diesel::insert_into(interactions::table).values(part.to_vec()).execute(connection)?;
        }
    }
    let after = serde_json::json!({ "list": list.source().0, "inserted": report.inserted, "removed": report.removed });
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
    let original = fields.text("mechanism_fr");
    let (effect_pt, effect_en) = match list {
        List::Onc => (fields.required("effect_pt")?, fields.required("effect_en")?),
        List::Ansm => effect(original),
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
        effect_fr: original.to_owned(),
    })
}

fn effect(original: &str) -> (&'static str, &'static str) {
    let found = EFFECTS.iter().find(|(sign, ..)| original.contains(sign));
    found.map_or(("os dois juntos fazem mal", "the two together do harm"), |(_, pt, en)| (pt, en))
}

/// Names as the database folds them, each asked for once.
#[derive(Default)]
struct Folded(HashMap<String, String>);

impl Folded {
    fn all(&mut self, connection: &mut PgConnection, names: Vec<String>) -> QueryResult<Vec<String>> {
        let mut folded = BTreeSet::new();
        for name in names {
            if !self.0.contains_key(&name) {
                let answer = diesel::select(fold(&name)).get_result(connection)?;
                self.0.insert(name.clone(), answer);
            }
            folded.extend(self.0.get(&name).cloned());
        }
        Ok(folded.into_iter().collect())
    }
}
