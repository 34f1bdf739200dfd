//! Moving a call that was held, or a report that was imported, to the cycle that it is of.

use askama::Template;
use axum::response::Response;

use super::{MeetingPath, MeetingPlace, review::is_taken_ordinal};
use crate::{
    app::Db,
    forum::{self, CyclePlace},
    meetings::{Kind, Meeting, actions, forms::RefileForm, store},
    web::{Error, Errors, Frame, Layout, Path, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "meetings/refile.html")]
struct RefilePage {
    layout: Layout,
    meeting: Meeting,
    /// The cycles that it can go to.
    offered: Vec<CyclePlace>,
    form: RefileForm,
    errors: Errors,
    back: String,
}

impl RefilePage {
    fn is_numbered(&self) -> bool {
        self.meeting.kind == Kind::Virtual
    }
}

/// The other cycles that this viewer runs. What is public stays so, and what is real does not become a test, which can be
/// deleted whole.
async fn list_offered(db: &mut Db, frame: &Frame, from: &CyclePlace) -> Result<Vec<CyclePlace>> {
    let mut places = forum::store::list_places(db).await?;
    let from = &from.cycle;
    places.retain(|place| {
        let to = &place.cycle;
        let fits = (from.is_draft() || !to.is_draft()) && (from.trial || !to.trial);
        to.id != from.id && fits && frame.viewer().runs(to.id)
    });
    Ok(places)
}

fn page(
    frame: &Frame,
    at: MeetingPlace,
    offered: Vec<CyclePlace>,
    form: RefileForm,
    errors: Errors,
) -> Result<Response> {
    let layout = at.form_page(frame, "Move the call to another cycle");
    let page = RefilePage { layout, back: at.path(), meeting: at.meeting, offered, form, errors };
    render_with(page.errors.status(), &page)
}

/// Asks where it belongs.
pub async fn ask_refile(mut db: Db, frame: Frame, Path(path): Path<MeetingPath>) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_run(&frame)?;
    if let Some(why) = actions::why_not_refiled(&at.meeting) {
        return Err(Error::Conflict(why.to_owned()));
    }
    let offered = list_offered(&mut db, &frame, &at.place).await?;
    let form = RefileForm::of(&at.meeting);
    page(&frame, at, offered, form, Errors::default())
}

/// Moves it.
pub async fn refile(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<RefileForm>,
) -> Result<Response> {
    let found = MeetingPlace::find(&mut db, &frame, path).await;
    if let (Err(Error::NotFound), true) = (&found, frame.viewer().is_member()) {
        // The second click of two may come when the call has left: it leads to where the first one did.
        form.read()?.once.begin(&mut db).await?;
        return Err(Error::NotFound);
    }
    let at = found?;
    at.must_run(&frame)?;
    let form = form.read()?;
    let offered = list_offered(&mut db, &frame, &at.place).await?;
    let refiled = match form.typed.check(&at.meeting, &offered) {
        Ok(refiled) => refiled,
        Err(errors) => return page(&frame, at, offered, form.typed, errors),
    };

    let mut tx = form.once.begin(&mut db).await?;
    let moved =
        actions::refile(&mut tx, at.actor(&frame), &at.meeting, &refiled.to, refiled.number, &refiled.reason)
            .await;
    let meeting = match moved {
        Err(Error::Internal(cause)) if is_taken_ordinal(&cause) => {
            drop(tx);
            let calls = store::list_meetings(&mut db, refiled.to.cycle.id).await?;
            let errors = Errors::one("ordinal", taken(&calls, &refiled.to, refiled.number));
            return page(&frame, at, offered, form.typed, errors);
        }
        moved => moved?,
    };

    let sentence = "The call was moved to this cycle. Its former address leads here.";
    tx.done(meeting.path(&refiled.to), sentence).await
}

/// Which call has the number.
fn taken(calls: &[Meeting], to: &CyclePlace, number: Option<i32>) -> String {
    let holder = calls.iter().find(|call| call.ordinal == number).map(Meeting::short_title);
    format!(
        "In {} this number is taken, by {}. Check which one is right, or leave it empty for the next one.",
        to.name(),
        holder.unwrap_or_else(|| "another call".to_owned()),
    )
}
