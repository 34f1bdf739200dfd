//! Who took part: the list that the annex is made of.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{MeetingPath, MeetingPlace, status};
use crate::{
    app::{App, Db},
    attribution::Channel,
    meetings::{AnnexOrder, Meeting, Place, Shown, actions, forms::AttendanceForm, store},
    people::{StakeholderGroup, store as people},
    web::{Errors, Frame, Layout, Path, Result, Sent, render_with, see_other},
};

#[derive(Template)]
#[template(path = "meetings/participants.html")]
struct AttendancePage {
    layout: Layout,
    meeting: Meeting,
    groups: Vec<StakeholderGroup>,
    form: AttendanceForm,
    errors: Errors,
    theirs: Option<AttendanceForm>,
    back: String,
}

impl AttendancePage {
    fn places(&self) -> &'static [Place] {
        Place::ALL
    }

    fn shown(&self) -> &'static [Shown] {
        Shown::ALL
    }

    fn orders(&self) -> &'static [AnnexOrder] {
        AnnexOrder::ALL
    }
}

async fn page(
    db: &mut Db,
    frame: &Frame,
    at: MeetingPlace,
    form: AttendanceForm,
    errors: Errors,
    theirs: Option<AttendanceForm>,
) -> Result<Response> {
    let groups = people::list_groups(db).await?;
    let layout = at.form_page(frame, "Participants");
    let page = AttendancePage { layout, back: at.path(), meeting: at.meeting, groups, form, errors, theirs };
    let status = if page.theirs.is_some() { StatusCode::CONFLICT } else { status(&page.errors) };
    render_with(status, &page)
}

/// The form for the list of participants.
pub async fn edit_attendance(mut db: Db, frame: Frame, Path(path): Path<MeetingPath>) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_write(&frame)?;
    let details = store::find_details(&mut db, at.meeting.id).await?;
    let form = AttendanceForm::of(&at.meeting, &details.attendees);
    page(&mut db, &frame, at, form, Errors::default(), None).await
}

/// Saves the list of participants; or shows the form with more rows.
pub async fn update_attendance(
    mut db: Db,
    app: App,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<AttendanceForm>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_write(&frame)?;
    let form = form.read()?;
    if form.typed.more.is_some() {
        return page(&mut db, &frame, at, form.typed, Errors::default(), None).await;
    }
    let groups = people::list_groups(&mut db).await?;
    let (attendees, order) = match form.typed.check(&at.meeting, &groups) {
        Ok(checked) => checked,
        Err(errors) => return page(&mut db, &frame, at, form.typed, errors, None).await,
    };

    let edits = form.typed.edits;
    let mut tx = db.begin().await?;
    let actor = at.actor(&frame);
    let saved =
        actions::change_attendance(&mut tx, actor, &at.meeting, &attendees, order, edits, Channel::Meeting)
            .await?;
    tx.commit().await?;

    if saved {
        return Ok(see_other(at.path()).flash(&app, "The list of participants was saved.").into_response());
    }
    let details = store::find_details(&mut db, at.meeting.id).await?;
    let theirs = AttendanceForm::of(&at.meeting, &details.attendees);
    let form = AttendanceForm { edits: at.meeting.edits, ..form.typed };
    page(&mut db, &frame, at, form, Errors::default(), Some(theirs)).await
}
