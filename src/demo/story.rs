//! The facts in the order of time.

use super::facts::{
    CHECK_INS, CYCLES, Call, Cycle, Milestone, Move, Role, TASKS, Task, Then, VOLUNTEERS, Volunteers, calls,
};
use crate::{
    clock::{Day, Instant},
    forum::CycleState,
};

/// Something that happened.
#[derive(Clone, Copy)]
pub(super) enum Event {
    /// A cycle was proposed.
    Open(&'static Cycle),
    /// A cycle went on to a state.
    MoveOn(&'static Cycle, CycleState),
    /// Somebody was given a role.
    Give(&'static Cycle, &'static Role),
    /// A milestone was planned.
    Plan(&'static Cycle, &'static Milestone),
    /// Its day moved.
    Move(&'static Cycle, &'static Milestone, &'static Move),
    /// It was reached.
    Reach(&'static Cycle, &'static Milestone),
    /// A call was scheduled.
    Schedule(&'static Call),
    /// It was held.
    Hold(&'static Call),
    /// Its report was written.
    Write(&'static Call),
    /// Its report was published.
    Publish(&'static Call),
    /// A task was written down.
    Note(&'static Task),
    /// Somebody took it.
    Take(&'static Task, &'static str),
    /// Something became of it.
    Settle(&'static Task),
    /// Who has it said how it stands.
    Say(&'static Task),
    /// It was asked how tasks stand.
    CheckIn,
    /// Volunteers were called for by mail.
    CallFor(&'static Volunteers),
}

/// For how many days before a call it was announced, as a rule.
const ANNOUNCED: i64 = 10;

/// All that happened, in order. Of what happened on one day, what was told first comes first.
pub(super) fn story() -> Vec<(Instant, Event)> {
    let mut story: Vec<(Instant, Event)> = CYCLES
        .iter()
        .flat_map(cycle)
        .chain(calls().flat_map(call))
        .chain(TASKS.iter().flat_map(task))
        .chain(VOLUNTEERS.iter().map(|call| (on(call.on, 9), Event::CallFor(call))))
        .chain(CHECK_INS.iter().map(|day| (on(day, 8), Event::CheckIn)))
        .collect();
    // What lies ahead of the demo's clock was announced before it starts.
    let eve = on_the_eve();
    for (at, _) in &mut story {
        *at = (*at).min(eve);
    }
    story.sort_by_key(|(at, _)| *at);
    story
}

/// An hour before the demo begins.
fn on_the_eve() -> Instant {
    Instant::parse(super::facts::CLOCK_START).map_or(super::clock().now(), |start| start.plus_minutes(-60))
}

/// A day of the facts, at an hour.
fn on(day: &str, hour: i64) -> Instant {
    Day::parse(day).map_or(super::clock().now(), |day| day.start().plus_minutes(hour * 60))
}

fn cycle(cycle: &'static Cycle) -> Vec<(Instant, Event)> {
    let opened = on(cycle.opened, 9);
    let decided = on(cycle.decision.on, 15);
    let mut events = vec![(opened, Event::Open(cycle))];
    events.push((opened.plus_minutes(60), Event::MoveOn(cycle, CycleState::Submitted)));
    events.push((decided, Event::MoveOn(cycle, CycleState::Approved)));
    events.push((decided.plus_minutes(60), Event::MoveOn(cycle, CycleState::Running)));
    events.extend(cycle.closed.map(|day| (on(day, 17), Event::MoveOn(cycle, CycleState::Closed))));
    events.extend(
        cycle.roles.iter().map(|role| (on(role.from.unwrap_or(cycle.opened), 10), Event::Give(cycle, role))),
    );
    for milestone in cycle.milestones {
        events.push((opened.plus_minutes(30), Event::Plan(cycle, milestone)));
        events.extend(
            milestone.moves.iter().map(|moved| (on(moved.on, 11), Event::Move(cycle, milestone, moved))),
        );
        events.extend(milestone.actual.map(|day| (on(day, 16), Event::Reach(cycle, milestone))));
    }
    events
}

fn call(call: &'static Call) -> Vec<(Instant, Event)> {
    let Some(starts) = Instant::parse(call.starts) else { return Vec::new() };
    let opened =
        CYCLES.iter().find(|cycle| cycle.year == call.cycle).map_or(starts, |cycle| on(cycle.opened, 11));
    let mut events = vec![(starts.plus_days(-ANNOUNCED).max(opened), Event::Schedule(call))];
    let ended = starts.plus_minutes(i64::from(call.minutes));
    if call.state == "held" {
        events.push((ended, Event::Hold(call)));
    }
    if let Some(report) = &call.report {
        events.push((ended.plus_minutes(30), Event::Write(call)));
        events.extend(
            report.published.map(|day| (on(day, 12).max(ended.plus_minutes(60)), Event::Publish(call))),
        );
    }
    events
}

/// A task is written down when the report that it came of is out.
fn task(task: &'static Task) -> Vec<(Instant, Event)> {
    let source = |(start, _)| calls().find(|call| call.cycle == task.cycle && call.starts == start);
    let report = task.of.and_then(source).and_then(|call| call.report.as_ref());
    let out = report.and_then(|report| report.published).map(|day| on(day, 18));
    let written = out.map_or(on(task.on, 17), |out| out.max(on(task.on, 17)));
    let mut events = vec![(written, Event::Note(task))];
    let taken = task.taken.map_or(written.plus_minutes(60), |day| on(day, 11));
    events.extend(task.takers.iter().map(|taker| (taken, Event::Take(task, taker))));
    events.extend(task.said.map(|(day, _)| (on(day, 12), Event::Say(task))));
    let settled = match task.then {
        Then::Waits => return events,
        Then::Asked(_) => taken,
        Then::Begun => taken.plus_days(2),
        Then::GivenBack(_) => taken.plus_days(9),
        Then::Done(day, _) | Then::Dropped(day, _) => on(day, 12).max(taken),
    };
    events.push((settled, Event::Settle(task)));
    events
}
