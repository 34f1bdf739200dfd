//! A cycle's own page: where are we, what comes next, what can I do.

use askama::Template;
use axum::response::Response;

use crate::{
    activity::{self, Happened},
    app::Db,
    db::CycleId,
    forum::{self, CyclePlace, CycleState, Milestone, Step, Year, find_cycle, steps},
    meetings::{Meeting, Phase, State, store},
    web::{Frame, Layout, Path, Result, render, time},
    windows::{self, Tool},
};

#[derive(Template)]
#[template(path = "meetings/cycle.html")]
struct CyclePage {
    layout: Layout,
    place: CyclePlace,
    steps: Vec<Step>,
    now: Now,
    next: Option<Meeting>,
    intended: Vec<Meeting>,
    dropped: Vec<Meeting>,
    latest: Vec<Meeting>,
    lately: Vec<Happened>,
    due: Vec<Milestone>,
    may_run: bool,
    may_write: bool,
    may_change_site: bool,
}

impl CyclePage {
    fn path(&self, meeting: &Meeting) -> String {
        meeting.path(&self.place)
    }

    fn phase(&self, meeting: &Meeting) -> Phase {
        meeting.phase(self.layout.frame().now())
    }

    fn leaf(&self, meeting: &Meeting) -> (String, String) {
        meeting.as_of().map(time::leaf).unwrap_or_default()
    }

    fn days_left(&self, milestone: &Milestone) -> i32 {
        self.layout.today().days_until(milestone.due)
    }
}

/// The one main thing to do now.
enum Now {
    /// The cycle is being prepared.
    Prepare,
    /// A call lies ahead or is under way.
    Join(Box<Meeting>),
    /// A call is over, and somebody has to say so.
    Record(Box<Meeting>),
    /// The last call's report can be read.
    Read(Box<Meeting>),
    /// The cycle is over, or was declined.
    Over,
    /// People are asked when a call should be.
    Answer(Box<Meeting>),
    /// What the work plan opens today waits for a word.
    Open(Box<Tool>),
    /// It is time to find a time for a call.
    Find(Box<Meeting>),
    /// Nothing is scheduled.
    Wait,
}

fn what_now(
    state: CycleState,
    meetings: &[Meeting],
    frame: &Frame,
    (may_write, may_run): (bool, bool),
    waiting: Option<Tool>,
) -> Now {
    let phase = |wanted: Phase| {
        meetings.iter().find(|meeting| meeting.phase(frame.now()) == wanted).cloned().map(Box::new)
    };
    if matches!(state, CycleState::Closed | CycleState::Declined) {
        return Now::Over;
    }
    let to_record = phase(Phase::Unconfirmed).filter(|_| may_write);
    if let Some(meeting) = phase(Phase::InProgress) {
        return Now::Join(meeting);
    }
    if let Some(meeting) = to_record {
        return Now::Record(meeting);
    }
    if let Some(tool) = waiting {
        return Now::Open(Box::new(tool));
    }
    let find = |fits: &dyn Fn(&&Meeting) -> bool| meetings.iter().find(fits).cloned().map(Box::new);
    if let Some(meeting) = find(&|meeting| meeting.is_due()).filter(|_| may_run) {
        return Now::Find(meeting);
    }
    if let Some(meeting) = find(&|meeting| meeting.is_asked_about(frame.now())) {
        return Now::Answer(meeting);
    }
    if let Some(meeting) = phase(Phase::Ahead) {
        return Now::Join(meeting);
    }
    let last = meetings.iter().rev().find(|meeting| meeting.state == State::Held);
    match last {
        Some(meeting) => Now::Read(Box::new(meeting.clone())),
        None if matches!(state, CycleState::Proposed | CycleState::Submitted) => Now::Prepare,
        None => Now::Wait,
    }
}

/// What should be open by now by the work plan, and waits for a word.
async fn find_waiting(
    db: &mut Db,
    milestones: &[Milestone],
    frame: &Frame,
    cycle: CycleId,
) -> Result<Option<Tool>> {
    let planned = |tool: &Tool| {
        milestones.iter().any(|one| one.tool == Some(tool.id) && one.opens.is_some() && !one.dropped)
    };
    let tools = windows::store::list_tools(db, cycle).await?;
    Ok(tools.into_iter().find(|tool| tool.waits(frame.now()) && planned(tool)))
}

/// For how many days a call that was dropped is spoken of where the next one is.
const DROPPED_DAYS: i64 = 30;

fn was_dropped_lately(meeting: &Meeting, frame: &Frame) -> bool {
    meeting.dropped.as_ref().is_some_and(|dropped| dropped.at.plus_days(DROPPED_DAYS) > frame.now())
}

/// Where are we.
pub async fn cycle(mut db: Db, frame: Frame, Path((slug, year)): Path<(String, Year)>) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    let milestones = forum::store::list_milestones(&mut db, place.cycle.id).await?;
    let meetings = store::list_current(&mut db, place.cycle.id).await?;
    let lately = activity::store::list_lately_in(&mut db, place.cycle.id).await?;

    let path = place.path();
    let layout = place.page(&frame, place.cycle.title.clone(), "").describe(place.cycle.summary.clone());
    let layout = layout.alternate(
        "application/atom+xml",
        format!("Calls of {}", place.name()),
        format!("{path}/meetings.atom"),
    );
    let layout = layout.alternate(
        "text/calendar",
        format!("Calendar of {}", place.name()),
        format!("{path}/meetings.ics"),
    );
    let running = !matches!(place.cycle.state, CycleState::Closed | CycleState::Declined);
    let is_ahead =
        |meeting: &&Meeting| matches!(meeting.phase(frame.now()), Phase::Ahead | Phase::InProgress);
    let may_write = frame.viewer().writes_in(place.cycle.id);
    let may_run = frame.viewer().runs(place.cycle.id);
    let waiting =
        if may_run { find_waiting(&mut db, &milestones, &frame, place.cycle.id).await? } else { None };
    let page = CyclePage {
        steps: steps(&milestones, place.cycle.state, frame.today()),
        now: what_now(place.cycle.state, &meetings, &frame, (may_write, may_run), waiting),
        next: meetings.iter().find(is_ahead).cloned(),
        intended: meetings
            .iter()
            .filter(|meeting| meeting.state == State::Intended && running)
            .cloned()
            .collect(),
        dropped: meetings.iter().filter(|meeting| was_dropped_lately(meeting, &frame)).cloned().collect(),
        latest: meetings.iter().rev().filter(|meeting| meeting.state == State::Held).cloned().collect(),
        due: milestones.into_iter().filter(|milestone| running && milestone.is_open(frame.today())).collect(),
        may_run,
        may_write,
        may_change_site: frame.viewer().runs_site(),
        layout,
        place,
        lately,
    };
    render(&page)
}
