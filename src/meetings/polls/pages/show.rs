//! A poll: the times, one's own answer, and how it stands.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use jiff::tz::TimeZone;
use serde::Deserialize;
use sqlx::PgConnection;

use super::{PollPlace, reader::Reader, zone_of};
use crate::{
    app::Db,
    db::SlotId,
    forum::CyclePlace,
    meetings::{
        Meeting,
        pages::MeetingPath,
        polls::{
            Fit, Poll, Reply, Slot, Stage, Tally,
            forms::AnswerForm,
            hours::{self, Hour},
            model::Counts,
            ranking::{self, Order, Ranked, Twins},
            store::{self, Absent},
        },
    },
    people,
    web::{Errors, Frame, Layout, Path, Query, Result, render_with, time},
};

/// How many slots stand first, with who is missing.
const TOP: usize = 3;

/// How many names are listed of each.
const NAMES: i64 = 12;

#[derive(Template)]
#[template(path = "meetings/polls/show.html")]
pub(super) struct PollPage {
    layout: Layout,
    place: CyclePlace,
    meeting: Meeting,
    pub(super) poll: Poll,
    path: String,
    stage: Stage,
    reader: Reader,
    own: Option<Reply>,
    form: AnswerForm,
    errors: Errors,
    /// Why what was sent was not taken.
    refused: Option<String>,
    zone: Option<TimeZone>,
    counts: Counts,
    order: Order,
    ranked: Vec<Ranked>,
    absent: Vec<Absent>,
    twins: Option<Twins>,
    may_run: bool,
    has_account: bool,
}

/// What was typed, and what became of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    pub(super) form: AnswerForm,
    pub(super) errors: Errors,
    /// Why it was not taken.
    pub(super) refused: Option<String>,
}

impl PollPage {
    /// The poll as this reader sees it, with what they typed.
    pub(super) async fn load(
        db: &mut PgConnection,
        frame: &Frame,
        PollPlace { at, poll }: PollPlace,
        reader: Reader,
        typed: Option<Typed>,
        order: Order,
    ) -> Result<Self> {
        let now = frame.now();
        let may_run = frame.viewer().runs(at.place.cycle.id) && !matches!(reader, Reader::Linked(..));
        let own = match reader.person() {
            Some(person) => store::find_reply(db, poll.id, person).await?,
            None => None,
        };
        let has_account = match &reader {
            Reader::Member(_) => true,
            Reader::Guest => false,
            Reader::Linked(person, _) => people::store::entered::has_account(db, *person).await?,
        };
        let zone = zone_of(db, frame.viewer(), reader.person()).await?;
        let counts = store::find_counts(db, poll.id).await?;
        let replies = counts.replies;
        let ranked = ranking::ranked(&poll, &counts.tallies, order);
        let top: Vec<SlotId> = ranked
            .iter()
            .filter(|one| one.slot.dropped_at.is_none() && replies > 0)
            .take(TOP)
            .map(|one| one.slot.id)
            .collect();
        let absent = store::list_absent(db, poll.id, &top, may_run, NAMES).await?;
        let twins = if may_run && replies > 1 {
            let ahead: Vec<SlotId> = poll.ahead(now).map(|slot| slot.id).collect();
            let can = store::list_can(db, &ahead).await?;
            ranking::twins(&poll, &can, usize::try_from(replies).unwrap_or_default(), now)
        } else {
            None
        };
        let path = format!("{}/poll", at.path());
        let Typed { form, errors, refused } = typed.unwrap_or_else(|| Typed {
            form: own.as_ref().map(AnswerForm::of).unwrap_or_default(),
            ..Typed::default()
        });
        let title = match at.meeting.short_title() {
            title if at.meeting.number().is_some() || !at.meeting.own_title.is_empty() => {
                format!("When should {title} be?")
            }
            _ => "When should the next call be?".to_owned(),
        };
        let layout = if reader.is_linked() {
            frame.page(title).private()
        } else {
            let layout = at.place.page(frame, title, "/meetings");
            let layout = layout.crumb("Calls", format!("{}/meetings", at.place.path()));
            layout.crumb(at.meeting.short_title(), at.path()).describe(format!(
                "A poll about when {} should be. Anybody may answer.",
                at.meeting.title(&at.place)
            ))
        };
        Ok(Self {
            layout,
            stage: poll.stage(now),
            place: at.place,
            meeting: at.meeting,
            poll,
            path,
            reader,
            own,
            form,
            errors,
            refused,
            zone,
            counts,
            order,
            ranked,
            absent,
            twins,
            may_run,
            has_account,
        })
    }

    pub(super) fn answer(&self) -> Result<Response> {
        let status = if self.refused.is_some() { StatusCode::CONFLICT } else { self.errors.status() };
        render_with(status, self)
    }

    /// The whole address of the page, of a link that stands for somebody.
    fn own_link(&self) -> String {
        self.layout.frame().app().absolute(self.layout.path())
    }

    /// Whether this reader is asked if their name is to be shown: with an account it is as their settings say.
    fn asks_name(&self) -> bool {
        !self.has_account
    }

    fn action(&self) -> &str {
        match self.reader {
            Reader::Linked(..) => self.layout.path(),
            _ => &self.path,
        }
    }

    fn when(&self, slot: &Slot) -> String {
        time::html(slot.starts_at, self.zone.as_ref())
    }

    fn closes(&self) -> String {
        time::end_html(self.poll.window.closes_at, self.zone.as_ref())
    }

    /// When it is to open, where that was planned.
    fn opens(&self) -> Option<String> {
        let opens_at = self.poll.window.opens_at;
        (opens_at > self.layout.frame().now()).then(|| time::html(opens_at, self.zone.as_ref()))
    }

    fn was_opened(&self) -> bool {
        !self.poll.window.is_early(self.layout.frame().now())
    }

    fn is_unsettled(&self) -> bool {
        self.poll.why_settled().is_none()
    }

    fn tally(&self, slot: &Slot) -> Tally {
        self.counts.tally(slot)
    }

    /// Whether a slot came after they answered.
    fn is_new_to_reader(&self, slot: &Slot) -> bool {
        self.own.as_ref().is_some_and(|own| own.of(&slot.id).is_none() && slot.added_at > own.answered_at)
    }

    /// Whether they said something of a slot, which they may take back.
    fn is_answered(&self, slot: &Slot) -> bool {
        self.own.as_ref().is_some_and(|own| own.of(&slot.id).is_some())
    }

    fn takes_answers(&self) -> bool {
        self.stage == Stage::Asking
    }

    /// Slots that can still be chosen by this reader.
    fn may_choose(&self, slot: &Slot) -> bool {
        self.may_run
            && self.is_unsettled()
            && slot.dropped_at.is_none()
            && slot.starts_at > self.layout.frame().now()
    }

    fn top(&self) -> &[Ranked] {
        let asked = self.ranked.iter().filter(|one| one.slot.dropped_at.is_none()).count();
        if self.counts.replies == 0 { &[] } else { &self.ranked[..asked.min(TOP)] }
    }

    fn absent_at(&self, slot: &Slot) -> Vec<&Absent> {
        self.absent.iter().filter(|one| one.slot == slot.id).collect()
    }

    fn unnamed_at(&self, slot: &Slot) -> i64 {
        let named = self.absent_at(slot);
        let all = named.first().map_or_else(|| self.counts.replies - self.tally(slot).can(), |one| one.of);
        all - i64::try_from(named.len()).unwrap_or_default()
    }

    fn nights(&self, slot: &Slot) -> Option<String> {
        hours::nights(slot.starts_at, self.poll.minutes)
    }

    fn hours(&self, slot: &Slot) -> Vec<Hour> {
        hours::hours(slot.starts_at, self.poll.minutes, &[], false)
    }

    fn required_names(&self) -> String {
        self.counts.required.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    fn needs_required(&self) -> bool {
        !self.counts.required.is_empty()
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates pass references")]
    fn slot_of(&self, id: &SlotId) -> Option<&Slot> {
        self.poll.slot(*id)
    }
}

/// By what the slots are ordered.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub struct By {
    by: Order,
}

/// A poll.
pub async fn show(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    Query(By { by }): Query<By>,
) -> Result<Response> {
    let of = PollPlace::find(&mut db, &frame, path).await?;
    let reader = frame.viewer().person().map_or(Reader::Guest, Reader::Member);
    PollPage::load(&mut db, &frame, of, reader, None, by).await?.answer()
}
