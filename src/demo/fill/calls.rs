//! Calls and their reports.

use sqlx::PgConnection;

use super::{
    Filling,
    parts::{agenda, attendees, recordings},
    place,
};
use crate::{
    attribution::Channel,
    clock::{Day, Instant},
    demo::facts::Call,
    forum::{Actor, CyclePlace},
    meetings::{
        self, AnnexOrder, Intention, IntentionKind, JoinShown, Kind, Meeting, NewMeeting, NewSitting, State,
        actions,
    },
    texts::{Which, markdown, store as texts},
    web::{Error, Result},
};

impl Filling {
    pub(super) async fn schedule(
        &mut self,
        db: &mut PgConnection,
        at: Instant,
        call: &'static Call,
    ) -> Result<()> {
        let place = place(db, call.cycle).await?;
        let starts_at = Instant::parse(call.starts).ok_or(Error::NotFound)?;
        let kind = Kind::parse(call.kind).unwrap_or(Kind::Other);
        let join_text = if call.state == "held" {
            String::new()
        } else {
            "https://calls.example.org/bpf-cybersecurity".to_owned()
        };
        let sitting = NewSitting {
            starts_at,
            time_known: call.time_known,
            minutes: Some(i32::from(call.minutes)),
            join_text,
            join_shown: JoinShown::SignedIn,
        };
        let new = NewMeeting {
            title: call.topic.filter(|_| kind == Kind::Session).unwrap_or_default().to_owned(),
            audience: if kind == Kind::Joint { "the NRIs".to_owned() } else { String::new() },
            summary: call.topic.unwrap_or_default().to_owned(),
            sittings: vec![sitting],
            ..NewMeeting::empty(kind)
        };
        let actor = Actor { person: None, place: &place, now: at };
        let meeting = actions::schedule(db, actor, &new).await?;
        self.serials.insert((call.cycle, call.starts), meeting.serial);
        if !call.agenda.is_empty() {
            actions::change_agenda(db, actor, &meeting, &agenda(call), true, meeting.edits).await?;
        }
        Ok(())
    }

    async fn meeting(&self, db: &mut PgConnection, place: &CyclePlace, call: &Call) -> Result<Meeting> {
        let serial = self.serials.get(&(call.cycle, call.starts)).ok_or(Error::NotFound)?;
        meetings::store::find_meeting(db, place.cycle.id, *serial).await?.ok_or(Error::NotFound)
    }

    pub(super) async fn hold(&self, db: &mut PgConnection, at: Instant, call: &Call) -> Result<()> {
        let place = place(db, call.cycle).await?;
        let actor = Actor { person: None, place: &place, now: at };
        let meeting = self.meeting(db, &place, call).await?;
        let held = actions::mark_held(db, actor, &meeting, call.ordinal.map(i32::from)).await?;
        actions::change_recordings(db, actor, &held, &recordings(call), held.edits).await?;
        if !call.attendees.is_empty() {
            let edits = self.meeting(db, &place, call).await?.edits;
            let order = if call.kind == "joint" { AnnexOrder::AsEntered } else { AnnexOrder::FamilyName };
            actions::change_attendance(db, actor, &held, &attendees(call), order, edits, Channel::Meeting)
                .await?;
        }
        // What was said of the next call stays open where no call has followed from it yet.
        if let Some(next) = call.next.as_ref().filter(|next| next.after.is_some() && place.cycle.year == 2018)
        {
            let kind = IntentionKind::parse(next.kind).unwrap_or(IntentionKind::Window);
            let intention = Intention {
                dates: next.dates.iter().filter_map(|day| Day::parse(day)).collect(),
                ..Intention::said(kind, next.text.to_owned())
            };
            let new = NewMeeting {
                intention: Some(intention),
                audience: "the NRIs".to_owned(),
                ..NewMeeting::empty(Kind::Joint)
            };
            actions::intend(db, actor, &new, Some(&held)).await?;
        }
        Ok(())
    }

    pub(super) async fn write(&self, db: &mut PgConnection, at: Instant, call: &Call) -> Result<()> {
        let Some(report) = &call.report else { return Ok(()) };
        let place = place(db, call.cycle).await?;
        let meeting = self.meeting(db, &place, call).await?;
        let actor = Actor { person: None, place: &place, now: at };
        actions::save_report(db, actor, &meeting, markdown::read(report.markdown), 0, false).await?;
        Ok(())
    }

    pub(super) async fn publish(&self, db: &mut PgConnection, at: Instant, call: &Call) -> Result<()> {
        let place = place(db, call.cycle).await?;
        let meeting = self.meeting(db, &place, call).await?;
        let text = meeting.report.ok_or(Error::NotFound)?;
        let edits = texts::find_version(db, text, Which::Working).await?.map_or(0, |working| working.edits);
        let actor = Actor { person: None, place: &place, now: at };
        debug_assert_eq!(meeting.state, State::Held);
        actions::publish_report(db, actor, &meeting, edits, "").await?;
        Ok(())
    }
}
