//! Opening what takes input, by the work plan and by a person's word.

use sqlx::PgConnection;

use crate::{
    activity::{self, Act, Diff, Visibility},
    forum::{Actor, Milestone, NewMilestone},
    web::{Error, Result, time},
    windows::{self, Tool},
};

/// Moves the window of the tool that a milestone points to, where its days or whether it counts have changed. Gives what
/// changed.
///
/// # Errors
/// Conflict when the tool is gone.
pub(super) async fn steer(
    db: &mut PgConnection,
    actor: Actor<'_>,
    before: Option<&Milestone>,
    new: &NewMilestone,
) -> Result<Diff> {
    let Some(id) = new.tool.filter(|_| before.is_none_or(|before| new.steers_otherwise(before))) else {
        return Ok(Diff::new());
    };
    let gone = || Error::Conflict("What this milestone is to open is gone. Choose again.".to_owned());
    let tool = windows::store::lock_tool(db, actor.place.cycle.id, id).await?.ok_or_else(gone)?;
    let window = new.window(&tool, actor.now);
    if window == tool.window {
        return Ok(Diff::new());
    }
    let reason =
        if new.reason.is_empty() { format!("By the work plan: {}", new.title) } else { new.reason.clone() };
    windows::store::set_window(db, id, window, &reason, actor.now).await?;
    Ok(Diff::new()
        .field("tool_opens", time::iso(tool.window.opens_at), time::iso(window.opens_at))
        .field("tool_waits", tool.window.waits, window.waits)
        .field("tool_closes", time::iso(tool.window.closes_at), time::iso(window.closes_at)))
}

/// Opens a tool now, as a person says so. Gives what was opened.
///
/// # Errors
/// Conflict when it is open, or cannot be opened any more.
pub async fn open(db: &mut PgConnection, actor: Actor<'_>, window: i64) -> Result<Tool> {
    let tool = windows::store::lock_tool(db, actor.place.cycle.id, window).await?.ok_or(Error::NotFound)?;
    if let Some(why) = tool.why_not_opened(actor.now) {
        return Err(Error::Conflict(why.to_owned()));
    }
    let open = windows::Window { opens_at: actor.now, waits: false, ..tool.window };
    windows::store::set_window(db, window, open, "", actor.now).await?;
    windows::store::set_opened(db, window, actor.now).await?;
    let tool = Tool { window: open, ..tool };
    record_opened(db, actor, &tool).await?;
    Ok(tool)
}

/// Puts on record, in public, that a tool is open.
pub async fn record_opened(db: &mut PgConnection, actor: Actor<'_>, tool: &Tool) -> Result<()> {
    let summary = format!("{} is open until {}.", tool.title(), time::end(tool.window.closes_at));
    record(db, actor, tool, (tool.kind.opened(), Visibility::Public), summary).await
}

/// Puts on record that a tool waits for somebody who runs the cycle to open it: they are told at once, by the act.
pub async fn record_waiting(db: &mut PgConnection, actor: Actor<'_>, tool: &Tool) -> Result<()> {
    let summary =
        format!("By the work plan it is the day to open {}: that waits for your word.", tool.name());
    record(db, actor, tool, ("tool.waits", Visibility::Cycle), summary).await
}

async fn record(
    db: &mut PgConnection,
    actor: Actor<'_>,
    tool: &Tool,
    (verb, visibility): (&'static str, Visibility),
    summary: String,
) -> Result<()> {
    let act = Act { reference: Some(tool.reference), ..actor.act(verb, visibility, summary, Diff::new()) };
    Ok(activity::store::record(db, actor.now, act).await?)
}
