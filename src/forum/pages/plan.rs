//! The work plan: as a page, as a calendar, as a table; adding and changing milestones.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use icalendar::{Calendar, Component, Event};
use sqlx::PgConnection;

use crate::{
    app::Db,
    clock::Day,
    db::MilestoneId,
    forum::{
        Actor, CyclePlace, Milestone, MilestoneKind, Move, Step, Year, actions, find_cycle,
        forms::MilestoneForm, steps, store,
    },
    web::{Error, Errors, Format, Frame, Layout, Path, Result, Sent, csv, render, render_with, typed},
    windows::{self, Tool},
};

#[derive(Template)]
#[template(path = "forum/plan.html")]
struct PlanPage {
    layout: Layout,
    place: CyclePlace,
    steps: Vec<Step>,
    milestones: Vec<Milestone>,
    moves: Vec<Move>,
    tools: Vec<Tool>,
    may_edit: bool,
}

impl PlanPage {
    /// What the milestone is called whose day moved.
    fn title_of(&self, moved: &Move) -> &str {
        let milestone = self.milestones.iter().find(|milestone| milestone.id == moved.milestone);
        milestone.map_or("", |milestone| &milestone.title)
    }

    /// What the milestone opens and closes.
    fn tool_of(&self, milestone: &Milestone) -> Option<&Tool> {
        self.tools.iter().find(|tool| milestone.tool == Some(tool.id))
    }

    /// Whether that should be open by now, and waits for a word.
    fn waits(&self, milestone: &Milestone) -> bool {
        let now = self.layout.frame().now();
        !milestone.dropped
            && milestone.opens.is_some()
            && self.tool_of(milestone).is_some_and(|tool| tool.waits(now))
    }
}

/// The work plan, with the history of its dates.
pub async fn plan(mut db: Db, frame: Frame, Path((slug, year)): Path<(String, Year)>) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    let (milestones, moves) = store::find_plan(&mut db, place.cycle.id).await?;
    let tools = windows::store::list_tools(&mut db, place.cycle.id).await?;

    let path = place.path();
    let layout = place.page(&frame, "Work plan", "/plan").record();
    let layout =
        layout.describe(format!("The milestones of {}, as planned and as they stand.", place.name()));
    let layout = layout.alternate("text/calendar", "Work plan as a calendar", format!("{path}/plan.ics"));
    let layout = layout.alternate("text/csv", "Work plan as a table", format!("{path}/plan.csv"));
    let steps = steps(&milestones, place.cycle.state, frame.today());
    let may_edit = frame.viewer().runs(place.cycle.id);
    render(&PlanPage { layout, place, steps, milestones, moves, tools, may_edit })
}

/// The work plan as a calendar of whole days.
pub async fn plan_calendar(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    let milestones = store::list_milestones(&mut db, place.cycle.id).await?;

    let mut calendar = Calendar::new();
    calendar.name(&format!("{}: work plan", place.name()));
    for milestone in milestones.iter().filter(|milestone| !milestone.dropped) {
        let mut event = Event::new();
        event.uid(&format!("milestone-{}@intersession", milestone.id));
        event.summary(&milestone.title).description(&milestone.note);
        event.url(&frame.app().absolute(&format!("{}/plan#m{}", place.path(), milestone.id)));
        event.add_property("DTSTAMP", frame.now().0.strftime("%Y%m%dT%H%M%SZ").to_string());
        event.append_property(date("DTSTART", milestone.opens.unwrap_or(milestone.day())));
        event.append_property(date("DTEND", milestone.day().plus(1)));
        calendar.push(event);
    }
    Ok(typed(Format::Ics, calendar.to_string()))
}

fn date(name: &str, day: Day) -> icalendar::Property {
    let value = day.0.strftime("%Y%m%d").to_string();
    icalendar::Property::new(name, value).add_parameter("VALUE", "DATE").done()
}

/// The work plan as CSV.
pub async fn plan_table(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    let milestones = store::list_milestones(&mut db, place.cycle.id).await?;

    let tools = windows::store::list_tools(&mut db, place.cycle.id).await?;

    let header =
        ["cycle", "milestone", "kind", "owner", "opens", "planned", "due", "done", "state", "note", "tool"];
    let tool =
        |milestone: &Milestone| tools.iter().find(|tool| milestone.tool == Some(tool.id)).map(Tool::path);
    let rows = milestones.iter().map(|milestone| {
        vec![
            place.name(),
            milestone.title.clone(),
            milestone.kind.code().to_owned(),
            milestone.owner.clone(),
            Day::iso(milestone.opens),
            Day::iso(milestone.planned),
            Day::iso(milestone.due),
            Day::iso(milestone.done),
            milestone.state(frame.today()).label().to_owned(),
            milestone.note.clone(),
            tool(milestone).unwrap_or_default(),
        ]
    });
    let table = csv(std::iter::once(header.map(str::to_owned).to_vec()).chain(rows))?;
    Ok(typed(Format::Csv, table))
}

#[derive(Template)]
#[template(path = "forum/milestone_form.html")]
struct MilestonePage {
    layout: Layout,
    place: CyclePlace,
    before: Option<Milestone>,
    form: MilestoneForm,
    errors: Errors,
    /// What it can open and close.
    tools: Vec<Tool>,
    /// What somebody else saved meanwhile.
    theirs: Vec<(&'static str, String)>,
}

impl MilestonePage {
    fn kinds(&self) -> Vec<(&'static str, &'static str)> {
        MilestoneKind::ALL.iter().map(|(_, code, label)| (*code, *label)).collect()
    }
}

/// What a milestone can open and close: what is not settled, and what no other one does already.
async fn offered(db: &mut Db, place: &CyclePlace, before: Option<&Milestone>) -> Result<Vec<Tool>> {
    let mut tools = windows::store::list_tools(db, place.cycle.id).await?;
    let own = before.and_then(|before| before.tool);
    let plan = store::list_milestones(db, place.cycle.id).await?;
    let taken: Vec<i64> = plan.iter().filter_map(|one| one.tool).filter(|tool| Some(*tool) != own).collect();
    tools.retain(|tool| Some(tool.id) == own || !tool.settled && !taken.contains(&tool.id));
    Ok(tools)
}

fn form_page(
    frame: &Frame,
    place: CyclePlace,
    before: Option<Milestone>,
    tools: Vec<Tool>,
    form: MilestoneForm,
    errors: Errors,
) -> Result<Response> {
    let status = errors.status();
    let title = if before.is_some() { "Change a milestone" } else { "Add a milestone" };
    let layout = place.page(frame, title, "/plan").private();
    let edits = before.as_ref().map_or(0, |before| before.edits);
    let is_stale = errors.is_empty() && form.edits != edits;
    let theirs = before
        .as_ref()
        .filter(|_| is_stale)
        .map(|before| MilestoneForm::of(before).facts(&tools))
        .unwrap_or_default();
    let status = if is_stale { StatusCode::CONFLICT } else { status };
    let form = MilestoneForm { edits, ..form };
    render_with(status, &MilestonePage { layout, place, before, form, errors, tools, theirs })
}

/// The form for a new milestone.
pub async fn new_milestone(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    let tools = offered(&mut db, &place, None).await?;
    form_page(&frame, place, None, tools, MilestoneForm::default(), Errors::default())
}

/// Adds a milestone.
pub async fn create_milestone(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    form: Sent<MilestoneForm>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    let form = form.read()?;
    let tools = offered(&mut db, &place, None).await?;
    let new = match form.typed.check(None, &tools, frame.today()) {
        Ok(new) => new,
        Err(errors) => return form_page(&frame, place, None, tools, form.typed, errors),
    };

    let mut tx = form.once.begin(&mut db).await?;
    actions::add_milestone(&mut tx, Actor::of(&frame, &place), &new).await?;

    let sentence =
        what_became(&mut tx, &frame, &place, (&tools, new.tool), "The milestone was added.").await?;
    tx.done(format!("{}/plan", place.path()), sentence).await
}

/// The form to change a milestone.
pub async fn edit_milestone(
    mut db: Db,
    frame: Frame,
    Path((slug, year, milestone)): Path<(String, Year, i64)>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    let before = store::find_milestone(&mut db, place.cycle.id, MilestoneId(milestone))
        .await?
        .ok_or(Error::NotFound)?;
    frame.must_run(place.cycle.id)?;
    let tools = offered(&mut db, &place, Some(&before)).await?;
    let form = MilestoneForm::of(&before);
    form_page(&frame, place, Some(before), tools, form, Errors::default())
}

/// Changes a milestone.
pub async fn update_milestone(
    mut db: Db,
    frame: Frame,
    Path((slug, year, milestone)): Path<(String, Year, i64)>,
    form: Sent<MilestoneForm>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    let before = store::find_milestone(&mut db, place.cycle.id, MilestoneId(milestone))
        .await?
        .ok_or(Error::NotFound)?;
    frame.must_run(place.cycle.id)?;
    let form = form.read()?;
    let tools = offered(&mut db, &place, Some(&before)).await?;
    let new = match form.typed.check(Some(&before), &tools, frame.today()) {
        Ok(new) => new,
        Err(errors) => return form_page(&frame, place, Some(before), tools, form.typed, errors),
    };

    let mut tx = form.once.begin_change(&mut db).await?;
    let saved = actions::change_milestone(&mut tx, Actor::of(&frame, &place), &before, &new).await?;

    if !saved {
        return form_page(&frame, place, Some(before), tools, form.typed, Errors::default());
    }
    let sentence =
        what_became(&mut tx, &frame, &place, (&tools, new.tool), "The milestone was changed.").await?;
    tx.done(format!("{}/plan", place.path()), sentence).await
}

/// What was done, and what became by it of the tool that the milestone points to; `tools` are as they were before.
async fn what_became(
    db: &mut PgConnection,
    frame: &Frame,
    place: &CyclePlace,
    (tools, tool): (&[Tool], Option<i64>),
    done: &str,
) -> Result<String> {
    let Some(before) = tools.iter().find(|one| Some(one.id) == tool) else { return Ok(done.to_owned()) };
    let after = windows::store::lock_tool(db, place.cycle.id, before.id).await?;
    let became = after.and_then(|after| after.since(before.window, frame.now()));
    Ok(became.map_or_else(|| done.to_owned(), |became| format!("{done} {became}")))
}
