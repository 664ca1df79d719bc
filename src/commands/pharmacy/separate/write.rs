//! Fills the bags as proposed.

use chrono::Utc;
use chrono_tz::Tz;
use diesel::prelude::*;
use serde_json::{Value, json};

use crate::app::Abort;
use crate::clock;
use crate::commands::lines::refusal::Refusal;
use crate::commands::lines::seen::SeenLine;
use crate::commands::lines::step::{Act, Done, Task, hold, keep_event, take};
use crate::commands::pharmacy::bag::place_of_kind;
use crate::domain::stage::Move;
use crate::schema::{item_supplies, prescriptions, stock_movements};

use super::form::SeparateForm;
use super::plan::{Plan, Planned, plan};

pub const TASK: Task = Task {
    makes: Move::Separate,
    verb: "separate",
    after_the_end: false,
    action: "/lines/separation",
    list: ("/separation", "nav-separation"),
};

/// Why nothing was separated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejection {
    Line(Refusal),
    /// Something typed or scanned is wrong.
    Invalid,
    /// Other lots would be taken than the page proposed.
    OtherLots,
}

/// Fills the bags of all lines as the page proposed it. What nothing is there of stays where it is, and is short.
///
/// # Errors
/// A [`Rejection`]; the whole transaction is to be given up then.
pub fn write(
    connection: &mut PgConnection,
    user_id: i64,
    form: &SeparateForm,
    lines: &[SeenLine],
    zone: Tz,
) -> Result<(), Abort<Rejection>> {
    for line in lines {
        hold_line(connection, *line)?;
    }
    let plan = plan(connection, form, lines, zone)?;
    if plan.has_problems() {
        return Err(Abort::Rejected(Rejection::Invalid));
    }
    if plan.as_text() != form.plan {
        return Err(Abort::Rejected(Rejection::OtherLots));
    }
    for planned in &plan.lines {
        keep_supply(connection, planned)?;
    }
    let (filled, empty): (Vec<&Planned>, Vec<&Planned>) =
        plan.lines.iter().partition(|planned| !planned.picks.is_empty());
    let taken: Vec<SeenLine> = filled.iter().map(|planned| planned.line).collect();
    take(connection, TASK, user_id, &taken, |_, taken| Ok(said(&plan, taken.item_id)))
        .map_err(|abort| abort.map(Rejection::Line))?;
    for planned in empty {
        let (line, patient_id) = (planned.line, planned.item.row.patient_id);
        let act =
            Act { user_id, verb: "run_short", patient_id, prescription_id: line.prescription_id, after: line.stage };
        let did = json!({ "missing": planned.missing() });
        keep_event(connection, &act, &[Done { number: line.number, before: line.stage, did }])?;
    }
    move_units(connection, user_id, &plan, form.reason.trim())?;
    for planned in filled {
        diesel::update(item_supplies::table.find(planned.item.row.id))
            .set((
                item_supplies::separated_by.eq(user_id),
                item_supplies::checked_by.eq(None::<i64>),
                item_supplies::checked_at.eq(None::<chrono::DateTime<Utc>>),
                item_supplies::labelled_bed_id.eq(planned.item.row.bed_id),
            ))
            .execute(connection)?;
    }
    Ok(())
}

/// Nobody moves the line until the commit, and it is where it was seen.
fn hold_line(connection: &mut PgConnection, line: SeenLine) -> Result<(), Abort<Rejection>> {
    let refused = |refusal| Abort::Rejected(Rejection::Line(refusal));
    hold(connection, line).map_err(|abort| abort.map(Rejection::Line))?;
    if line.stage.after(Move::Separate).is_none() {
        return Err(refused(Refusal::Moved));
    }
    let valid = prescriptions::table.find(line.prescription_id).filter(prescriptions::valid_until.gt(clock::now()));
    let is_valid: bool = diesel::select(diesel::dsl::exists(valid)).get_result(connection)?;
    if is_valid { Ok(()) } else { Err(refused(Refusal::Ended)) }
}

/// What the event keeps of an item.
fn said(plan: &Plan, item_id: i64) -> Value {
    let planned = plan.lines.iter().find(|planned| planned.item.row.id == item_id);
    planned.map_or(Value::Null, |planned| {
        let lots: Vec<Value> =
            planned.picks.iter().map(|pick| json!({ "lot": pick.lot_id, "units": pick.units })).collect();
        json!({ "lots": lots, "missing": planned.missing() })
    })
}

/// What it needs, and whether it is short: of fewer units than its doses come to, or than somebody asked for.
fn keep_supply(connection: &mut PgConnection, planned: &Planned) -> QueryResult<()> {
    let item = &planned.item;
    let needed = i32::try_from(item.needed(planned.units)).unwrap_or(i32::MAX);
    diesel::insert_into(item_supplies::table)
        .values((
            item_supplies::item_id.eq(item.row.id),
            item_supplies::needed.eq(needed),
            item_supplies::labelled_bed_id.eq(item.row.bed_id),
        ))
        .on_conflict_do_nothing()
        .execute(connection)?;
    let lacks = match item.proposed() {
        Some(proposed) => planned.picked() < proposed,
        None => planned.missing() > 0,
    };
    let since = item.row.supply.and_then(|supply| supply.short_since).unwrap_or_else(Utc::now);
    diesel::update(item_supplies::table.find(item.row.id))
        .set((item_supplies::needed.eq(needed), item_supplies::short_since.eq(lacks.then_some(since))))
        .execute(connection)?;
    Ok(())
}

/// In the order in which the lots are held.
fn move_units(connection: &mut PgConnection, user_id: i64, plan: &Plan, reason: &str) -> QueryResult<()> {
    let bags = place_of_kind(connection, "bags")?;
    let mut picks: Vec<_> = plan
        .lines
        .iter()
        .flat_map(|planned| planned.picks.iter().map(|pick| (*pick, planned.item.row.id, planned.deviates)))
        .collect();
    picks.sort_unstable_by_key(|(pick, item_id, _)| (pick.lot_id, *item_id));
    let rows: Vec<_> = picks
        .into_iter()
        .map(|(pick, item_id, deviates)| {
            (
                stock_movements::kind.eq("separate"),
                stock_movements::lot_id.eq(pick.lot_id),
                stock_movements::from_place_id.eq(pick.place_id),
                stock_movements::to_place_id.eq(bags),
                stock_movements::units.eq(i32::try_from(pick.units).unwrap_or(i32::MAX)),
                stock_movements::item_id.eq(item_id),
                stock_movements::user_id.eq(user_id),
                stock_movements::reason.eq(if deviates { reason } else { "" }),
            )
        })
        .collect();
    diesel::insert_into(stock_movements::table).values(rows).execute(connection)?;
    Ok(())
}
