//! One call: when, how to join, agenda, report, recordings, participants.

use std::sync::Arc;

use askama::Template;
use axum::{http::HeaderMap, response::Response};

use super::{files::in_format, find_meeting, joining::join_lines, rsvp::Asked};
use crate::{
    app::{App, Db},
    forum::{CyclePlace, Year, find_cycle},
    mailings,
    meetings::{
        AgendaItem, AnnexRow, Meeting, Phase, Recording, Said, Sitting, SittingMove, State, actions, annex,
        calendar, counted,
        forms::{ProposalForm, RsvpForm},
        store::{self, Details},
    },
    texts::{self, VersionLine, VersionState},
    web::{Error, Errors, Format, Frame, Layout, Named, Path, Result, render, time, typed, wanted},
    windows::Window,
};

#[derive(Template)]
#[template(path = "meetings/show.html")]
pub(super) struct ShowPage {
    pub(super) layout: Layout,
    pub(super) place: CyclePlace,
    pub(super) meeting: Meeting,
    pub(super) details: Details,
    /// The published report, in HTML; empty where there is none, and in files, which have their own.
    pub(super) record: Arc<str>,
    pub(super) annex: Vec<AnnexRow>,
    pub(super) count: usize,
    pub(super) path: String,
    phase: Phase,
    may_run: bool,
    may_write: bool,
    proposal: ProposalForm,
    pub(super) errors: Errors,
    /// What was typed about coming, and what is wrong with it.
    pub(super) rsvp: Option<(RsvpForm, Errors)>,
    /// How many do not know yet how the call stands now; for those who run it.
    untold: usize,
}

impl ShowPage {
    /// What is on record about a call as this viewer sees it, but for the report, with what they typed as a proposal.
    pub(super) async fn load(
        db: &mut Db,
        frame: &Frame,
        place: CyclePlace,
        meeting: Meeting,
        proposal: ProposalForm,
    ) -> Result<Self> {
        let mut details = store::find_details(db, meeting.id).await?;
        let may_write = frame.viewer().writes_in(place.cycle.id);
        if meeting.record_waits && !may_write {
            details.withhold_record();
        }
        let may_run = frame.viewer().runs(place.cycle.id);
        let ahead: Vec<&Sitting> = meeting.sittings_ahead(frame.now()).collect();
        let untold = if may_run && !ahead.is_empty() {
            mailings::persons(&store::list_to_tell(db, &ahead).await?)
        } else {
            0
        };
        let path = meeting.path(&place);
        let phase = meeting.phase(frame.now());
        Ok(Self {
            layout: layout(frame, &place, &meeting, &path, out(&details).is_some()),
            annex: annex(&details.attendees, meeting.annex_order),
            count: counted(&details.attendees),
            may_run,
            may_write,
            errors: Errors::default(),
            rsvp: None,
            untold,
            place,
            meeting,
            details,
            record: Arc::default(),
            path,
            phase,
            proposal,
        })
    }

    /// The page, with the report.
    pub(super) async fn with_record(mut self, db: &mut Db) -> Result<Self> {
        if let Some((text, version)) = self.meeting.report.zip(self.published()) {
            self.record = texts::published_record(db, self.layout.frame().app(), text, version).await?;
        }
        Ok(self)
    }

    fn is_member(&self) -> bool {
        self.layout.frame().viewer().is_member()
    }

    fn shows_join(&self, sitting: &Sitting) -> bool {
        sitting.shows_join(self.is_member(), self.layout.frame().now())
    }

    fn shows_agenda(&self) -> bool {
        !self.details.agenda.is_empty() && (self.meeting.agenda_published || self.may_write)
    }

    /// Minutes of the agenda's items, where any has some.
    fn agenda_minutes(&self) -> Option<i32> {
        let minutes: Vec<i32> = self.details.agenda.iter().filter_map(|item| item.minutes).collect();
        (!minutes.is_empty()).then(|| minutes.iter().sum())
    }

    /// How long the longest sitting is, where that is known.
    fn call_minutes(&self) -> Option<i32> {
        self.meeting.sittings.iter().filter_map(|sitting| sitting.minutes).max()
    }

    fn agenda_is_too_long(&self) -> bool {
        self.agenda_minutes().zip(self.call_minutes()).is_some_and(|(sum, longest)| sum > longest)
    }

    fn sub_items(&self, index: usize) -> Vec<&AgendaItem> {
        self.details.agenda.iter().skip(index + 1).take_while(|item| item.depth > 0).collect()
    }

    fn moves_of(&self, sitting: &Sitting) -> Vec<&SittingMove> {
        self.details.moves.iter().filter(|moved| moved.sitting_id == sitting.id).collect()
    }

    fn is_over(&self, recording: &Recording) -> bool {
        recording.is_over(self.layout.today())
    }

    fn sitting_of(&self, recording: &Recording) -> i32 {
        self.meeting
            .sittings
            .iter()
            .find(|sitting| sitting.id == recording.sitting_id)
            .map_or(1, |sitting| sitting.position)
    }

    fn shows_code(&self, recording: &Recording) -> bool {
        recording.shows_code(self.is_member())
    }

    fn is_past(&self, sitting: &Sitting) -> bool {
        sitting.ends_at() <= self.layout.frame().now()
    }

    fn join_lines(&self, sitting: &Sitting) -> Vec<Vec<(String, bool)>> {
        join_lines(sitting)
    }

    /// For each sitting that is not over, who comes, and the form to say so.
    fn asked(&self) -> Vec<Asked> {
        let (person, now) = (self.layout.frame().viewer().person(), self.layout.frame().now());
        let sittings = self.meeting.sittings.iter();
        let open = sittings.filter(|one| one.cancelled_at.is_none() && !self.is_past(one));
        open.map(|sitting| {
            Asked::of(&self.meeting, sitting, &self.details.said, person, self.rsvp.as_ref(), now)
        })
        .collect()
    }

    /// What was said of a sitting, for those who run the cycle.
    fn answers_of(&self, asked: &Asked) -> Vec<&Said> {
        let sitting = self.meeting.sittings.iter().find(|one| one.position == asked.position);
        let said = self.details.said.iter();
        said.filter(|one| sitting.is_some_and(|sitting| sitting.id == one.sitting_id)).collect()
    }

    fn takes_poll_answers(&self) -> bool {
        self.meeting.is_asked_about(self.layout.frame().now())
    }

    /// Whether a poll about it is ready and not open yet.
    fn prepares_poll(&self) -> bool {
        self.meeting.poll.is_some_and(|poll| poll.is_early(self.layout.frame().now()))
    }

    /// Whether a poll can look for another time.
    fn may_ask(&self) -> bool {
        self.may_run && self.meeting.poll.is_none() && self.phase == Phase::Ahead
    }

    fn is_to_come(&self) -> bool {
        matches!(self.phase, Phase::Ahead | Phase::InProgress)
    }

    /// A sitting has begun: there is something to record.
    fn is_record_open(&self) -> bool {
        let has_begun = |sitting: &Sitting| sitting.starts_at <= self.layout.frame().now();
        match self.meeting.state {
            State::Held => true,
            State::Scheduled => self.meeting.sittings.iter().any(has_begun),
            State::Intended | State::Cancelled => false,
        }
    }

    /// Whether there is anything that this viewer can do with it now.
    fn has_work(&self) -> bool {
        self.may_write && self.is_record_open() || self.may_run && self.phase != Phase::Cancelled
    }

    /// Whether people can be invited: there is a time ahead, in public.
    fn may_invite(&self) -> bool {
        let cycle = &self.place.cycle;
        self.may_run && self.phase == Phase::Ahead && !cycle.is_draft() && !cycle.trial
    }

    fn may_be_held(&self) -> bool {
        matches!(self.phase, Phase::InProgress | Phase::Unconfirmed)
    }

    fn may_be_cancelled(&self) -> bool {
        matches!(self.meeting.state, State::Scheduled | State::Intended)
    }

    fn may_be_deleted(&self) -> bool {
        actions::why_not_deleted(&self.meeting, &self.details).is_none()
    }

    fn import_path(&self) -> String {
        format!("{}/meetings/import?onto={}", self.place.path(), self.meeting.serial)
    }

    fn takes_proposals(&self) -> bool {
        self.meeting.proposals.is_some_and(|(_, window)| window.is_open(self.layout.frame().now()))
    }

    /// When proposals are not taken yet, from when until when they will be.
    fn proposals_to_come(&self) -> Option<Window> {
        let now = self.layout.frame().now();
        let ahead = self.phase == Phase::Ahead;
        self.meeting.proposals.map(|(_, window)| window).filter(|window| ahead && window.is_early(now))
    }

    /// Where a press opens them.
    fn opens_proposals(&self) -> String {
        let window = self.meeting.proposals.map_or(0, |(window, _)| window);
        format!("{}/tools/{window}/open", self.place.path())
    }

    pub(super) fn published(&self) -> Option<&VersionLine> {
        out(&self.details)
    }

    pub(super) fn withdrawn(&self) -> Option<&VersionLine> {
        self.details.report.as_ref().filter(|version| version.state == VersionState::Withdrawn)
    }
}

/// The version of the report that is out.
fn out(details: &Details) -> Option<&VersionLine> {
    details.report.as_ref().filter(|version| version.state == VersionState::Published)
}

fn layout(frame: &Frame, place: &CyclePlace, meeting: &Meeting, path: &str, has_report: bool) -> Layout {
    let when = meeting.first().map(|sitting| time::day(sitting.starts_at.day())).unwrap_or_default();
    let layout = place.page(frame, meeting.short_title(), "/meetings").record();
    let layout = layout.crumb("Calls", format!("{}/meetings", place.path()));
    let described = if meeting.summary.is_empty() {
        format!("{}. {when}.", meeting.title(place))
    } else {
        meeting.summary.clone()
    };
    let mut layout = layout.describe(described).alternate("text/calendar", "Calendar", format!("{path}.ics"));
    layout = layout.alternate("application/json", "JSON", format!("{path}.json"));
    if has_report {
        layout = layout.alternate("text/markdown", "Markdown", format!("{path}.md"));
        layout = layout.alternate("text/plain", "Plain text", format!("{path}.txt"));
    }
    layout
}

const FORMATS: [Format; 5] = [Format::Ics, Format::Json, Format::Markdown, Format::Text, Format::HtmlFile];

/// One call, in the format that is wanted.
pub async fn show(
    mut db: Db,
    app: App,
    frame: Frame,
    headers: HeaderMap,
    Path((slug, year, named)): Path<(String, Year, Named)>,
) -> Result<Response> {
    let serial = named.slug.parse().map_err(|_| Error::NotFound)?;
    let format = wanted(named.format, &headers, &FORMATS).ok_or(Error::NotFound)?;
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    let meeting = find_meeting(&mut db, &place, serial).await?;

    match format {
        Format::Html => {
            let page = ShowPage::load(&mut db, &frame, place, meeting, ProposalForm::default()).await?;
            render(&page.with_record(&mut db).await?)
        }
        Format::Ics => Ok(typed(Format::Ics, calendar::calendar(&app, &place, &[meeting]))),
        _ => in_format(&mut db, &app, &frame, place, meeting, format).await,
    }
}
