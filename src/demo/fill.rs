//! Letting the story happen again, through the verbs of the slices.

use std::collections::HashMap;

use sqlx::PgConnection;

use super::{
    facts::{ACCOUNTS, Call, Cycle, FORUM, Milestone, Move, Role},
    story::{Event, story},
};
use crate::{
    accounts,
    app::App,
    attribution::Channel,
    clock::{Day, Instant},
    db::{ForumId, PersonId},
    forum::{
        self, Actor, CyclePlace, CycleState, Forum, MilestoneKind, NewCycle, NewMilestone, NewRole, StateStep,
    },
    meetings::{
        self, AnnexOrder, Intention, IntentionKind, JoinShown, Kind, Meeting, NewAgendaItem, NewAttendee,
        NewMeeting, NewRecording, NewSitting, Place, RecordingKind, Shown, State, actions,
    },
    people::{self, Email},
    texts::{Which, markdown, store as texts},
    viewer::RoleKind,
    web::{Error, Result},
};

/// Fills an empty site, all or nothing. A sign-in link for each role, as a path.
pub async fn fill(app: &App) -> Result<Vec<(&'static str, String)>> {
    let mut tx = app.db.begin().await?;
    let mut filling = Filling { people: HashMap::new(), serials: HashMap::new() };
    let links = filling.accounts(&mut tx, app.now()).await?;
    for (at, event) in story() {
        filling
            .happen(&mut tx, at, event)
            .await
            .inspect_err(|_| tracing::error!(at = %at.0, "The demo's story stops here."))?;
    }
    tx.commit().await?;
    Ok(links)
}

struct Filling {
    /// Who is on file, by name.
    people: HashMap<&'static str, PersonId>,
    /// The serial of each call, by its start.
    serials: HashMap<(i32, &'static str), i32>,
}

impl Filling {
    async fn accounts(&mut self, db: &mut PgConnection, now: Instant) -> Result<Vec<(&'static str, String)>> {
        let mut signed = Vec::new();
        for account in ACCOUNTS {
            let email = Email::parse(account.address).ok_or(Error::NotFound)?;
            let person =
                people::store::insert_person(db, account.name, account.nri.unwrap_or_default(), now).await?;
            people::store::insert_address(db, person, &email, Some(now), now).await?;
            let id =
                accounts::store::insert_account(db, person, "", account.role == "secretariat", now).await?;
            signed.push((account.name, accounts::sign_in_link(db, id, now).await?));
            self.people.insert(account.name, person);
        }
        let description = Forum {
            id: ForumId(0),
            slug: FORUM.slug.to_owned(),
            name: FORUM.subject.to_owned(),
            title: FORUM.name.to_owned(),
            summary: FORUM.summary.to_owned(),
            edits: 0,
        };
        let opened = story().first().map_or(now, |(at, _)| at.plus_days(-1));
        let made = forum::actions::make_forum(db, Some(self.secretariat()?), description, opened).await?;
        made.map_err(|_| anyhow::anyhow!("the demo's forum could not be made"))?;
        Ok(signed)
    }

    fn secretariat(&self) -> Result<PersonId> {
        let first = ACCOUNTS.first().and_then(|account| self.people.get(account.name));
        Ok(*first.ok_or_else(|| anyhow::anyhow!("the demo has no Secretariat"))?)
    }

    fn secretariat_in<'a>(&self, place: &'a CyclePlace, at: Instant) -> Result<Actor<'a>> {
        Ok(Actor { person: Some(self.secretariat()?), place, now: at })
    }

    async fn happen(&mut self, db: &mut PgConnection, at: Instant, event: Event) -> Result<()> {
        match event {
            Event::Open(cycle) => self.open(db, at, cycle).await,
            Event::MoveOn(cycle, to) => self.move_on(db, at, cycle, to).await,
            Event::Give(cycle, role) => self.give(db, at, cycle, role).await,
            Event::Plan(cycle, milestone) => self.plan(db, at, cycle, milestone).await,
            Event::Move(cycle, milestone, moved) => self.change(db, at, cycle, milestone, Some(moved)).await,
            Event::Reach(cycle, milestone) => self.change(db, at, cycle, milestone, None).await,
            Event::Schedule(call) => self.schedule(db, at, call).await,
            Event::Hold(call) => self.hold(db, at, call).await,
            Event::Write(call) => self.write(db, at, call).await,
            Event::Publish(call) => self.publish(db, at, call).await,
        }
    }

    async fn open(&self, db: &mut PgConnection, at: Instant, cycle: &Cycle) -> Result<()> {
        let forum = forum::store::find_forum(db, FORUM.slug).await?.ok_or(Error::NotFound)?;
        let event = &cycle.annual_meeting;
        let new = NewCycle {
            year: cycle.year,
            title: cycle.theme.to_owned(),
            summary: cycle.summary.to_owned(),
            event_name: event.name.to_owned(),
            event_city: event.city.to_owned(),
            event_zone: event.zone.to_owned(),
            event_first: Day::parse(event.first_day),
            event_last: Day::parse(event.last_day),
        };
        let opened = forum::actions::open_cycle(db, Some(self.secretariat()?), &forum, &new, at).await?;
        opened.map_err(|_| anyhow::anyhow!("the demo's cycle {} could not be opened", cycle.year))?;
        Ok(())
    }

    async fn move_on(&self, db: &mut PgConnection, at: Instant, cycle: &Cycle, to: CycleState) -> Result<()> {
        let place = place(db, cycle.year).await?;
        let decision = to.is_decision().then(|| {
            let on = Day::parse(cycle.decision.on).unwrap_or(at.day());
            (on, cycle.decision.body.to_owned(), cycle.decision.note.to_owned())
        });
        let step = StateStep { from: place.cycle.state, to, decision };
        forum::actions::move_on(db, self.secretariat_in(&place, at)?, &step).await
    }

    async fn give(&self, db: &mut PgConnection, at: Instant, cycle: &Cycle, role: &Role) -> Result<()> {
        let place = place(db, cycle.year).await?;
        let kind = match role.role {
            "facilitator" => RoleKind::Facilitator,
            "lead_expert" => RoleKind::LeadExpert,
            "editor" => RoleKind::Editor,
            "consultant" => RoleKind::Consultant,
            "secretariat" => RoleKind::Secretariat,
            "nris_relay" => RoleKind::NrisRelay,
            "nri_focal_point" => RoleKind::FocalPoint,
            _ => RoleKind::Participant,
        };
        let new = NewRole {
            who: self.people.get(role.person).copied().ok_or_else(|| role.person.to_owned()),
            kind,
            label: if role.label == kind.label() { String::new() } else { role.label.to_owned() },
            from: Day::parse(role.from.unwrap_or(cycle.opened)).unwrap_or(at.day()),
            to: role.to.and_then(Day::parse),
        };
        forum::actions::give_role(db, self.secretariat_in(&place, at)?, &new).await
    }

    async fn plan(
        &self,
        db: &mut PgConnection,
        at: Instant,
        cycle: &Cycle,
        milestone: &Milestone,
    ) -> Result<()> {
        let place = place(db, cycle.year).await?;
        let planned = Day::parse(milestone.planned).unwrap_or(at.day());
        let new = new_milestone(milestone, planned, None, "", 0);
        forum::actions::add_milestone(db, self.secretariat_in(&place, at)?, &new).await?;
        Ok(())
    }

    async fn change(
        &self,
        db: &mut PgConnection,
        at: Instant,
        cycle: &Cycle,
        milestone: &Milestone,
        moved: Option<&Move>,
    ) -> Result<()> {
        let place = place(db, cycle.year).await?;
        let plan = forum::store::list_milestones(db, place.cycle.id).await?;
        let before = plan.into_iter().find(|one| one.title == milestone.title).ok_or(Error::NotFound)?;
        let new = match moved {
            Some(moved) => new_milestone(
                milestone,
                Day::parse(moved.to).unwrap_or(before.due),
                None,
                moved.reason,
                before.edits,
            ),
            None => {
                new_milestone(milestone, before.due, milestone.actual.and_then(Day::parse), "", before.edits)
            }
        };
        forum::actions::change_milestone(db, self.secretariat_in(&place, at)?, &before, &new).await?;
        Ok(())
    }

    async fn schedule(&mut self, db: &mut PgConnection, at: Instant, call: &'static Call) -> Result<()> {
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
            minutes: i32::from(call.minutes),
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

    async fn hold(&self, db: &mut PgConnection, at: Instant, call: &Call) -> Result<()> {
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
            let intention = Intention {
                kind: IntentionKind::parse(next.kind).unwrap_or(IntentionKind::Window),
                text: next.text.to_owned(),
                dates: next.dates.iter().filter_map(|day| Day::parse(day)).collect(),
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

    async fn write(&self, db: &mut PgConnection, at: Instant, call: &Call) -> Result<()> {
        let Some(report) = &call.report else { return Ok(()) };
        let place = place(db, call.cycle).await?;
        let meeting = self.meeting(db, &place, call).await?;
        let actor = Actor { person: None, place: &place, now: at };
        actions::save_report(db, actor, &meeting, markdown::read(report.markdown), 0, false).await?;
        Ok(())
    }

    async fn publish(&self, db: &mut PgConnection, at: Instant, call: &Call) -> Result<()> {
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

async fn place(db: &mut PgConnection, year: i32) -> Result<CyclePlace> {
    forum::store::find_cycle(db, FORUM.slug, year).await?.ok_or(Error::NotFound)
}

fn new_milestone(
    milestone: &Milestone,
    due: Day,
    done: Option<Day>,
    reason: &str,
    edits: i32,
) -> NewMilestone {
    let kind = match milestone.kind {
        "kick_off" => MilestoneKind::Call,
        "background_paper" => MilestoneKind::Paper,
        "contributions" => MilestoneKind::Input,
        "mag_update" => MilestoneKind::Update,
        "draft_output" => MilestoneKind::Draft,
        "final_output" => MilestoneKind::Output,
        other => MilestoneKind::parse(other).unwrap_or(MilestoneKind::Other),
    };
    NewMilestone {
        title: milestone.title.to_owned(),
        kind,
        owner: milestone.owner.to_owned(),
        opens: None,
        due,
        done,
        dropped: false,
        note: milestone.note.unwrap_or_default().to_owned(),
        reason: reason.to_owned(),
        edits,
    }
}

fn agenda(call: &Call) -> Vec<NewAgendaItem> {
    let item = |depth: i16, title: &str, minutes: Option<u16>, presenter: Option<&str>| NewAgendaItem {
        depth,
        title: title.to_owned(),
        minutes: minutes.map(i32::from),
        presenter: presenter.unwrap_or_default().to_owned(),
        link: String::new(),
    };
    let with_points = |one: &super::facts::AgendaItem| {
        let mut items = vec![item(0, one.title, one.minutes, one.presenter)];
        items.extend(one.points.iter().map(|point| item(1, point, None, None)));
        items
    };
    call.agenda.iter().flat_map(with_points).collect()
}

fn recordings(call: &Call) -> Vec<NewRecording> {
    let recording = |recording: &super::facts::Recording| NewRecording {
        sitting: 1,
        kind: RecordingKind::parse(recording.kind).unwrap_or(RecordingKind::Other),
        url: recording.url.to_owned(),
        access_code: recording.access_code.unwrap_or_default().to_owned(),
        code_public: recording.access_code_public,
        available_until: None,
        checked_on: None,
    };
    call.recordings.iter().filter(|recording| recording.public).map(recording).collect()
}

fn attendees(call: &Call) -> Vec<NewAttendee> {
    let attendee = |one: &super::facts::Attendee| {
        let (affiliation, role) = (one.affiliation.unwrap_or_default(), one.role.unwrap_or_default());
        let words = format!("{affiliation} {role}").to_lowercase();
        let place = match (words.contains("facilitator"), words.contains("secretariat")) {
            (true, _) => Place::Facilitator,
            (_, true) => Place::Secretariat,
            _ => Place::Other,
        };
        let (name, affiliation, role) = (one.name.to_owned(), affiliation.to_owned(), role.to_owned());
        NewAttendee { sitting: 1, name, affiliation, role, group: None, place, shown: Shown::Full }
    };
    call.attendees.iter().map(attendee).collect()
}
