//! Making and changing a poll.

use std::borrow::Cow;

use askama::Template;
use axum::{http::StatusCode, response::Response};

use super::{PollPlace, zone_of};
use crate::{
    app::Db,
    forum::{self, Steering},
    meetings::{
        pages::{MeetingPath, MeetingPlace},
        polls::{
            Poll, Slot, actions,
            forms::{MOST_SLOTS, NewPoll, PollForm},
            model::Required,
            store,
        },
    },
    web::{Error, Errors, Frame, Layout, Path, Result, Sent, render_with, time},
};

#[derive(Template)]
#[template(path = "meetings/polls/form.html")]
struct FormPage {
    layout: Layout,
    before: Option<Poll>,
    form: PollForm,
    errors: Errors,
    holders: Vec<Required>,
    /// The milestone that closes it.
    milestone: Option<Steering>,
    /// What somebody else saved meanwhile.
    theirs: Vec<(&'static str, String)>,
    plan: String,
    back: String,
}

impl FormPage {
    fn zones(&self) -> Vec<(&str, Cow<'_, str>)> {
        time::zones_with(["UTC", self.form.zone.as_str()])
    }

    fn place(&self) -> String {
        time::place(&self.form.zone)
    }

    fn most(&self) -> usize {
        MOST_SLOTS
    }

    /// Slots that were dropped: they are asked about again when they are typed again.
    fn dropped(&self) -> Vec<&Slot> {
        self.before.iter().flat_map(|poll| &poll.slots).filter(|slot| slot.dropped_at.is_some()).collect()
    }
}

fn facts(poll: &Poll) -> Vec<(&'static str, String)> {
    let zone = poll.time_zone();
    let times: Vec<String> = poll
        .asked()
        .map(|slot| {
            let (day, clock) = time::local_fields(slot.starts_at, &zone);
            format!("{} {clock}", day.0)
        })
        .collect();
    vec![
        ("Minutes", poll.minutes.to_string()),
        ("Times", format!("{} ({})", times.join(", "), time::place(&poll.zone))),
        ("Closes", time::text(poll.window.closes_at, Some(&zone))),
        ("Note", poll.note.clone()),
    ]
}

async fn new_page(
    db: &mut Db,
    frame: &Frame,
    at: &MeetingPlace,
    form: PollForm,
    errors: Errors,
) -> Result<Response> {
    let holders = store::list_role_holders(db, at.place.cycle.id, frame.today()).await?;
    let layout = at.form_page(frame, "Find a time");
    let page = FormPage {
        layout,
        before: None,
        form,
        errors,
        holders,
        milestone: None,
        theirs: Vec::new(),
        plan: format!("{}/plan", at.place.path()),
        back: at.path(),
    };
    render_with(page.errors.status(), &page)
}

/// Goes on where a poll can be made.
async fn must_be_open(db: &mut Db, frame: &Frame, at: &MeetingPlace) -> Result<()> {
    at.must_run(frame)?;
    if let Some(why) = actions::why_none(&at.meeting, frame.now()) {
        return Err(Error::Conflict(why.to_owned()));
    }
    let running = store::find_poll(db, at.meeting.id).await?.filter(|poll| poll.chosen().is_empty());
    if running.is_some_and(|poll| poll.why_settled().is_none()) {
        return Err(Error::Conflict(
            "A poll is running already about this call. Change that one.".to_owned(),
        ));
    }
    Ok(())
}

/// The form of a poll, ready with what is known.
pub async fn new(mut db: Db, frame: Frame, Path(path): Path<MeetingPath>) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    must_be_open(&mut db, &frame, &at).await?;
    let zone = zone_of(&mut db, frame.viewer(), frame.viewer().person()).await?;
    let zone = zone.as_ref().and_then(|zone| zone.iana_name()).unwrap_or("UTC");
    let form = PollForm::fresh(&at.meeting, zone, frame.now());
    new_page(&mut db, &frame, &at, form, Errors::default()).await
}

async fn check(
    db: &mut Db,
    frame: &Frame,
    at: &MeetingPlace,
    form: &PollForm,
    before: Option<&Poll>,
) -> Result<Result<NewPoll, Errors>> {
    let mut holders = store::list_role_holders(db, at.place.cycle.id, frame.today()).await?;
    if let Some(poll) = before {
        // Who was required before stays so, whatever became of their role.
        holders.extend(store::list_required(db, poll.id).await?);
    }
    Ok(form.check(before, &holders, frame.now()))
}

/// Asks people, or fills the form on where a button for that was pressed.
pub async fn create(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<PollForm>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_run(&frame)?;
    let form = form.read()?;
    if form.typed.is_filled_on() {
        return new_page(&mut db, &frame, &at, form.typed.copied(), Errors::default()).await;
    }
    let new = match check(&mut db, &frame, &at, &form.typed, None).await? {
        Ok(new) => new,
        Err(errors) => return new_page(&mut db, &frame, &at, form.typed, errors).await,
    };

    let mut tx = form.once.begin_change(&mut db).await?;
    actions::make(&mut tx, at.actor(&frame), &at.meeting, &new).await?;

    let notice = if new.later {
        "The poll is ready. It opens when you say so, or by the work plan."
    } else {
        "The poll is open. Ask people by mail, or pass its address on."
    };
    tx.done(format!("{}/poll", at.path()), notice).await
}

async fn edit_page(
    db: &mut Db,
    frame: &Frame,
    of: PollPlace,
    form: PollForm,
    errors: Errors,
    is_old: bool,
) -> Result<Response> {
    let mut holders = store::list_role_holders(db, of.at.place.cycle.id, frame.today()).await?;
    for one in store::list_required(db, of.poll.id).await? {
        if !holders.iter().any(|holder| holder.person == one.person) {
            holders.push(one);
        }
    }
    let (theirs, status) =
        if is_old { (facts(&of.poll), StatusCode::CONFLICT) } else { (Vec::new(), errors.status()) };
    let form = PollForm { edits: of.poll.edits, ..form };
    let layout = of.form_page(frame, "Change the poll");
    let back = of.path();
    let milestone = forum::store::find_steering(db, of.poll.window_id).await?;
    let plan = format!("{}/plan", of.at.place.path());
    let before = Some(of.poll);
    let page = FormPage { layout, before, form, errors, holders, milestone, theirs, plan, back };
    render_with(status, &page)
}

fn must_be_unsettled(of: &PollPlace) -> Result<()> {
    match of.poll.why_settled() {
        Some(why) => Err(Error::Conflict(why.to_owned())),
        None => Ok(()),
    }
}

/// The form to change a poll.
pub async fn edit(mut db: Db, frame: Frame, Path(path): Path<MeetingPath>) -> Result<Response> {
    let of = PollPlace::find(&mut db, &frame, path).await?;
    of.at.must_run(&frame)?;
    must_be_unsettled(&of)?;
    let required = store::list_required(&mut db, of.poll.id).await?;
    let form = PollForm::of(&of.poll, &required);
    edit_page(&mut db, &frame, of, form, Errors::default(), false).await
}

/// Changes a poll. A form that was opened before somebody else's save shows both.
pub async fn update(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<PollForm>,
) -> Result<Response> {
    let of = PollPlace::find(&mut db, &frame, path.clone()).await?;
    of.at.must_run(&frame)?;
    must_be_unsettled(&of)?;
    let form = form.read()?;
    if form.typed.is_filled_on() {
        return edit_page(&mut db, &frame, of, form.typed.copied(), Errors::default(), false).await;
    }
    let new = match check(&mut db, &frame, &of.at, &form.typed, Some(&of.poll)).await? {
        Ok(new) => new,
        Err(errors) => return edit_page(&mut db, &frame, of, form.typed, errors, false).await,
    };

    let mut tx = form.once.begin_change(&mut db).await?;
    let edits = form.typed.edits;
    if actions::change(&mut tx, of.actor(&frame), &of.at.meeting, &of.poll, &new, edits).await? {
        return tx.done(of.path(), "The poll was changed. What was answered is kept.").await;
    }
    drop(tx);
    let newer = PollPlace::find(&mut db, &frame, path).await?;
    edit_page(&mut db, &frame, newer, form.typed, Errors::default(), true).await
}
