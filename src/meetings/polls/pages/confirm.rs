//! Confirming a slot: what will happen is shown first, and the invitation is looked at after.

use askama::Template;
use axum::response::Response;
use sqlx::PgConnection;

use super::PollPlace;
use crate::{
    app::Db,
    db::{PersonId, SlotId},
    mailings::{self, Audience, Kind, NewMailing},
    meetings::{
        Meeting, Sitting, State,
        pages::MeetingPath,
        polls::{
            Slot, Tally, actions,
            forms::ConfirmForm,
            hours::{self, Hour},
            store,
        },
        store as meetings,
    },
    web::{Error, Errors, Frame, Layout, Path, Query, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "meetings/polls/confirm.html")]
struct ConfirmPage {
    layout: Layout,
    meeting: Meeting,
    form: ConfirmForm,
    errors: Errors,
    minutes: i32,
    slots: Vec<(Slot, Tally)>,
    replies: i64,
    /// The required who cannot come, or did not say.
    missing: Vec<(PersonId, String)>,
    suits_nobody: bool,
    is_asking: bool,
    back: String,
}

impl ConfirmPage {
    fn moves(&self) -> bool {
        self.meeting.state == State::Scheduled
    }

    /// The sittings that can move.
    fn movable(&self) -> Vec<&Sitting> {
        actions::movable(&self.meeting)
    }

    fn is_chosen(&self, sitting: &Sitting) -> bool {
        self.form.sitting == Some(sitting.id.0)
    }

    fn hours(&self, slot: &Slot) -> Vec<Hour> {
        hours::hours(slot.starts_at, self.minutes, &[], false)
    }
}

async fn confirm_page(
    db: &mut PgConnection,
    frame: &Frame,
    of: PollPlace,
    slots: Vec<Slot>,
    form: ConfirmForm,
    errors: Errors,
) -> Result<Response> {
    let counts = store::find_counts(db, of.poll.id).await?;
    let ids: Vec<SlotId> = slots.iter().map(|slot| slot.id).collect();
    let page = ConfirmPage {
        layout: of.form_page(frame, "Choose this time"),
        errors,
        minutes: of.poll.minutes,
        slots: slots.iter().map(|slot| (*slot, counts.tally(slot))).collect(),
        replies: counts.replies,
        missing: store::list_missing(db, of.poll.id, &ids).await?,
        suits_nobody: counts.suit_nobody(&slots),
        is_asking: of.poll.window.is_open(frame.now()),
        back: of.path(),
        form: ConfirmForm { edits: of.poll.edits, ..form },
        meeting: of.at.meeting,
    };
    render_with(page.errors.status(), &page)
}

/// The slots that are meant.
fn meant(of: &PollPlace, form: &ConfirmForm, frame: &Frame) -> Result<Vec<Slot>> {
    if let Some(why) = of.poll.why_settled() {
        return Err(Error::Conflict(why.to_owned()));
    }
    if let Some(why) = actions::why_none(&of.at.meeting, frame.now()) {
        return Err(Error::Conflict(why.to_owned()));
    }
    let slots = form.slots(&of.poll).ok_or(Error::BadRequest("Choose one of the times of the poll."))?;
    if slots.iter().any(|slot| slot.starts_at <= frame.now()) {
        return Err(Error::Conflict("This time has passed. Choose another.".to_owned()));
    }
    Ok(slots)
}

/// What will happen.
pub async fn ask_confirm(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    Query(form): Query<ConfirmForm>,
) -> Result<Response> {
    let of = PollPlace::find(&mut db, &frame, path).await?;
    of.at.must_run(&frame)?;
    let slots = meant(&of, &form, &frame)?;
    confirm_page(&mut db, &frame, of, slots, form, Errors::default()).await
}

/// Lets the call be then, and begins the mail that tells of it, to be looked at.
pub async fn confirm(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<ConfirmForm>,
) -> Result<Response> {
    let of = PollPlace::find(&mut db, &frame, path).await?;
    of.at.must_run(&frame)?;
    let form = form.read()?;
    let mut tx = form.once.begin_change(&mut db).await?;
    let slots = meant(&of, &form.typed, &frame)?;
    let ids: Vec<SlotId> = slots.iter().map(|slot| slot.id).collect();
    let counts = store::find_counts(&mut tx, of.poll.id).await?;
    let missing = store::list_missing(&mut tx, of.poll.id, &ids).await?;
    let is_doubtful = counts.suit_nobody(&slots) || !missing.is_empty();
    let moves = of.at.meeting.state == State::Scheduled;
    let sittings = actions::movable(&of.at.meeting);
    let chosen = match form.typed.check(slots.clone(), &sittings, moves, is_doubtful) {
        Ok(chosen) => chosen,
        Err(errors) => return confirm_page(&mut tx, &frame, of, slots, form.typed, errors).await,
    };

    let actor = of.actor(&frame);
    let meeting = actions::confirm(&mut tx, actor, &of.at.meeting, &of.poll, &chosen).await?;
    let Some(kind) = to_tell(&mut tx, &of, &meeting, &frame).await? else {
        return tx.done(of.at.path(), "The time is set.").await;
    };
    let templates = mailings::store::list_templates(&mut tx, of.at.place.forum.id).await?;
    let template = templates.into_iter().find(|template| template.kind == kind);
    let (subject, body) = template.map_or_else(
        || {
            let (subject, body) = kind.standard();
            (subject.to_owned(), body.to_owned())
        },
        |template| (template.subject, template.body),
    );
    let audience = kind.audiences().first().copied().unwrap_or(Audience::Both);
    let new = NewMailing { audience, subject, body };
    let about = actor.citable(&meeting, true);
    let mailing = mailings::actions::write(&mut tx, actor, kind, Some(&about), &new).await?;

    let next = format!("{}/mailings/{mailing}", of.at.place.path());
    tx.done(next, "The time is set. Look at the mail that tells everybody who answered, then send it.").await
}

/// What the mail is that tells of it: that the call moved, to those who knew of it; else an invitation. None where people
/// would not find it.
async fn to_tell(
    db: &mut PgConnection,
    of: &PollPlace,
    meeting: &Meeting,
    frame: &Frame,
) -> Result<Option<Kind>> {
    let cycle = &of.at.place.cycle;
    let told = meeting.sittings_told(Kind::Invitation, cycle, frame.now());
    if told.is_empty() {
        return Ok(None);
    }
    let waits = !meetings::list_to_tell(db, &told).await?.is_empty();
    Ok(Some(if waits { Kind::Change } else { Kind::Invitation }))
}
