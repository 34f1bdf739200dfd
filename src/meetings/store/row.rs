//! Meetings as rows, and meetings of rows.

use crate::{
    clock::{Day, Instant},
    db::{CycleId, MeetingId, MilestoneId, SittingId, TextId},
    meetings::{
        AnnexOrder, Intention, IntentionKind, JoinShown, Kind, Meeting, ReportState, Sitting, State,
        model::Dropped,
    },
    windows::Window,
};

/// A meeting with one of its sittings: a row for each, and one for a meeting that has none.
pub(super) struct Row {
    pub(super) id: MeetingId,
    pub(super) cycle_id: CycleId,
    pub(super) serial: i32,
    pub(super) kind: Kind,
    pub(super) state: State,
    pub(super) ordinal: Option<i32>,
    pub(super) provisional: Option<i64>,
    pub(super) title: String,
    pub(super) audience: String,
    pub(super) summary: String,
    pub(super) place: String,
    pub(super) agenda_published: bool,
    pub(super) annex_order: AnnexOrder,
    pub(super) intention_kind: Option<IntentionKind>,
    pub(super) intention_text: String,
    pub(super) intention_dates: Vec<Day>,
    pub(super) intention_from: Option<Day>,
    pub(super) intention_to: Option<Day>,
    pub(super) intention_milestone_id: Option<MilestoneId>,
    pub(super) milestone_title: Option<String>,
    pub(super) intention_due_at: Option<Instant>,
    pub(super) poll_opens_at: Option<Instant>,
    pub(super) poll_closes_at: Option<Instant>,
    pub(super) poll_waits: Option<bool>,
    pub(super) dropped_at: Option<Instant>,
    pub(super) drop_reason: String,
    pub(super) report_text_id: Option<TextId>,
    pub(super) report_state: ReportState,
    pub(super) record_waits: bool,
    pub(super) window_id: Option<i64>,
    pub(super) opens_at: Option<Instant>,
    pub(super) closes_at: Option<Instant>,
    pub(super) waits: Option<bool>,
    pub(super) by_import: bool,
    pub(super) edits: i32,
    pub(super) sitting_id: Option<SittingId>,
    pub(super) position: Option<i32>,
    pub(super) starts_at: Option<Instant>,
    pub(super) time_known: Option<bool>,
    pub(super) minutes: Option<i32>,
    pub(super) join_text: Option<String>,
    pub(super) join_shown: Option<JoinShown>,
    pub(super) join_recheck: Option<bool>,
    pub(super) cancelled_at: Option<Instant>,
    pub(super) cancel_reason: Option<String>,
    pub(super) uid: Option<String>,
    pub(super) sequence: Option<i32>,
    pub(super) changed_at: Option<Instant>,
}

impl Row {
    fn take_sitting(&mut self) -> Option<Sitting> {
        Some(Sitting {
            id: self.sitting_id?,
            position: self.position?,
            starts_at: self.starts_at?,
            time_known: self.time_known?,
            minutes: self.minutes,
            join_text: self.join_text.take()?,
            join_shown: self.join_shown?,
            join_recheck: self.join_recheck?,
            cancelled_at: self.cancelled_at,
            cancel_reason: self.cancel_reason.take()?,
            uid: self.uid.take()?,
            sequence: self.sequence?,
            changed_at: self.changed_at?,
        })
    }

    fn into_meeting(mut self) -> Meeting {
        let sittings = self.take_sitting().into_iter().collect();
        let (text, dates) = (self.intention_text, self.intention_dates);
        let window = |opens_at: Option<Instant>, closes_at: Option<Instant>, waits: Option<bool>| {
            Some(Window { opens_at: opens_at?, closes_at: closes_at?, waits: waits? })
        };
        Meeting {
            id: self.id,
            cycle: self.cycle_id,
            serial: self.serial,
            kind: self.kind,
            state: self.state,
            ordinal: self.ordinal,
            provisional: self.provisional.and_then(|number| i32::try_from(number).ok()),
            own_title: self.title,
            audience: self.audience,
            summary: self.summary,
            place: self.place,
            agenda_published: self.agenda_published,
            annex_order: self.annex_order,
            intention: self.intention_kind.map(|kind| Intention {
                kind,
                text,
                dates,
                from: self.intention_from,
                to: self.intention_to,
                milestone: self.intention_milestone_id,
                milestone_title: self.milestone_title,
            }),
            due_at: self.intention_due_at,
            poll: window(self.poll_opens_at, self.poll_closes_at, self.poll_waits),
            dropped: self.dropped_at.map(|at| Dropped { at, reason: self.drop_reason }),
            report: self.report_text_id,
            report_state: self.report_state,
            record_waits: self.record_waits,
            proposals: self.window_id.zip(window(self.opens_at, self.closes_at, self.waits)),
            by_import: self.by_import,
            edits: self.edits,
            sittings,
        }
    }
}

/// Meetings with their sittings, by when they begin, those without a time last.
pub(super) fn meetings(rows: Vec<Row>) -> Vec<Meeting> {
    let mut meetings: Vec<Meeting> = Vec::with_capacity(rows.len());
    for mut row in rows {
        match meetings.last_mut().filter(|last| last.id == row.id) {
            Some(last) => last.sittings.extend(row.take_sitting()),
            None => meetings.push(row.into_meeting()),
        }
    }
    let begins = |meeting: &Meeting| meeting.sittings.iter().map(|sitting| sitting.starts_at).min();
    meetings.sort_by_key(|meeting| (begins(meeting).is_none(), begins(meeting), meeting.serial));
    meetings
}
