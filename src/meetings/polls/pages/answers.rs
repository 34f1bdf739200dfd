//! Who said what: a part of the answers at a time. Who runs the cycle makes one of two that are of one person.

use askama::Template;
use axum::response::Response;
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::{PollPlace, zone_of};
use crate::{
    app::Db,
    db::ReplyId,
    meetings::{
        pages::MeetingPath,
        polls::{Poll, Reply, Slot, actions, forms::MergeForm, model::Merge, store},
    },
    web::{Error, Frame, Layout, Path, Pressed, Query, Result, Sent, render, time},
};

/// How many answers stand beside each other.
const BESIDE: usize = 8;

#[derive(Template)]
#[template(path = "meetings/polls/answers.html")]
struct AnswersPage {
    layout: Layout,
    poll: Poll,
    path: String,
    replies: Vec<Reply>,
    /// After which answer the next part begins.
    next: Option<i64>,
    is_first: bool,
    count: i64,
    merges: Vec<Merge>,
    zone: Option<TimeZone>,
    may_run: bool,
}

impl AnswersPage {
    fn when(&self, slot: &Slot) -> String {
        time::html(slot.starts_at, self.zone.as_ref())
    }

    fn shows(&self, reply: &Reply) -> bool {
        self.may_run || reply.is_named()
    }
}

/// Where a part begins.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub struct Part {
    after: i64,
}

/// Who said what.
pub async fn answers(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    Query(Part { after }): Query<Part>,
) -> Result<Response> {
    let of = PollPlace::find(&mut db, &frame, path).await?;
    let may_run = frame.viewer().runs(of.at.place.cycle.id);
    let most = i64::try_from(BESIDE + 1).unwrap_or(i64::MAX);
    let mut replies = store::list_replies(&mut db, of.poll.id, ReplyId(after), most).await?;
    let has_more = replies.len() > BESIDE;
    replies.truncate(BESIDE);
    let count = store::count_replies(&mut db, of.poll.id).await?;
    let merges = if may_run { store::list_merges(&mut db, of.poll.id).await? } else { Vec::new() };
    let zone = zone_of(&mut db, frame.viewer(), frame.viewer().person()).await?;

    let layout = of.at.place.page(&frame, "Who answered what", "/meetings");
    let layout = layout.crumb("Calls", format!("{}/meetings", of.at.place.path()));
    let layout = layout.crumb(of.at.meeting.short_title(), of.at.path()).crumb("Poll", of.path());
    let next = replies.last().filter(|_| has_more).map(|reply| reply.id.0);
    let path = of.path();
    let is_first = after == 0;
    render(&AnswersPage {
        layout,
        poll: of.poll,
        path,
        replies,
        next,
        is_first,
        count,
        merges,
        zone,
        may_run,
    })
}

#[derive(Template)]
#[template(path = "meetings/polls/merge.html")]
struct MergePage {
    layout: Layout,
    poll: Poll,
    keep: Reply,
    gone: Reply,
    back: String,
}

impl MergePage {
    fn both(&self) -> [&Reply; 2] {
        [&self.keep, &self.gone]
    }
}

async fn find_both(db: &mut Db, of: &PollPlace, form: &MergeForm) -> Result<(Reply, Reply)> {
    let (keep, gone) = form.both().ok_or(Error::BadRequest("Choose two different answers."))?;
    let keep = store::find_reply_by_id(db, of.poll.id, keep).await?;
    let gone = store::find_reply_by_id(db, of.poll.id, gone).await?;
    keep.zip(gone).ok_or_else(|| {
        let sentence =
            "One of these answers was taken back or became one with another meanwhile. Look at them again.";
        Error::Conflict(sentence.to_owned())
    })
}

/// Both answers beside each other, before they become one.
pub async fn ask_merge(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    Query(form): Query<MergeForm>,
) -> Result<Response> {
    let of = PollPlace::find(&mut db, &frame, path).await?;
    of.at.must_run(&frame)?;
    let (keep, gone) = find_both(&mut db, &of, &form).await?;
    let layout = of.form_page(&frame, "Make one answer of two");
    let back = format!("{}/answers", of.path());
    render(&MergePage { layout, poll: of.poll, keep, gone, back })
}

/// Makes them one.
pub async fn merge(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<MergeForm>,
) -> Result<Response> {
    let of = PollPlace::find(&mut db, &frame, path).await?;
    of.at.must_run(&frame)?;
    let form = form.read()?;
    let both = form.typed.both().ok_or(Error::BadRequest("Choose two different answers."))?;

    let mut tx = form.once.begin(&mut db).await?;
    actions::merge(&mut tx, of.actor(&frame), &of.at.meeting, &of.poll, both).await?;

    tx.done(format!("{}/answers", of.path()), "They are one answer now. You can part them again below.").await
}

/// Parts them again.
pub async fn part(
    mut db: Db,
    frame: Frame,
    Path((slug, year, serial, merge)): Path<(String, crate::forum::Year, i32, i64)>,
    form: Sent<Pressed>,
) -> Result<Response> {
    let of = PollPlace::find(&mut db, &frame, (slug, year, serial)).await?;
    of.at.must_run(&frame)?;
    let form = form.read()?;

    let mut tx = form.once.begin(&mut db).await?;
    actions::part(&mut tx, of.actor(&frame), &of.at.meeting, &of.poll, merge).await?;

    tx.done(format!("{}/answers", of.path()), "They are two answers again.").await
}
