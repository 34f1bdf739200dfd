//! Who took part: the list that the annex is made of.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use super::{MeetingPath, MeetingPlace};
use crate::{
    app::Db,
    attribution::Channel,
    db::PersonId,
    forum,
    meetings::{
        AnnexOrder, Attendee, Expected, Meeting, Place, Shown, actions,
        forms::{AttendanceForm, AttendanceRow},
        store,
    },
    people::{OnFile, StakeholderGroup, store as people},
    web::{Errors, Frame, Layout, Path, Result, Sent, render_with},
};

#[derive(Template)]
#[template(path = "meetings/participants.html")]
struct AttendancePage {
    layout: Layout,
    meeting: Meeting,
    groups: Vec<StakeholderGroup>,
    on_file: OnFile,
    /// Who may have been there and is not in the list.
    expected: Vec<Expected>,
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

    /// Who on file might be meant by a row.
    fn offered(&self, row: &AttendanceRow) -> Vec<(String, String)> {
        self.on_file.offered(&row.name, &row.person)
    }

    fn is_ticked(&self, one: &Expected) -> bool {
        self.form.came.contains(&one.key())
    }

    fn orders(&self) -> &'static [AnnexOrder] {
        AnnexOrder::ALL
    }
}

/// What rows can be chosen from.
struct Choices {
    /// The groups of the forum that are offered, and those that were stated before.
    groups: Vec<StakeholderGroup>,
    on_file: OnFile,
    /// Who is linked already.
    before: Vec<PersonId>,
    expected: Vec<Expected>,
}

impl Choices {
    async fn find(db: &mut Db, at: &MeetingPlace) -> Result<Self> {
        let attendees = store::find_details(db, at.meeting.id).await?.attendees;
        let all = forum::store::list_groups(db, at.place.forum.id).await?;
        let mut groups: Vec<_> = all.iter().filter(|group| !group.hidden).map(forum::Group::stated).collect();
        for stated in attendees.iter().filter_map(Attendee::group) {
            let key = stated.key();
            if !groups.iter().any(|group| group.code == key) {
                let of_site = all.iter().find(|group| group.code == stated.code);
                let label = of_site.filter(|_| stated.label.is_empty()).map(|group| group.site_label.clone());
                groups.push(StakeholderGroup { code: key, label: label.unwrap_or(stated.label) });
            }
        }
        let on_file = OnFile::of(people::list_on_file(db).await?);
        let before = attendees.iter().filter_map(|attendee| attendee.person).collect();
        let expected = match at.meeting.as_of() {
            Some(day) => store::list_expected(db, &at.meeting, day).await?,
            None => Vec::new(),
        };
        Ok(Self { groups, on_file, before, expected })
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
    let Choices { groups, on_file, expected, .. } = Choices::find(db, &at).await?;
    let layout = at.form_page(frame, "Participants");
    let back = at.path();
    let meeting = at.meeting;
    let page = AttendancePage { layout, meeting, groups, on_file, expected, form, errors, theirs, back };
    let status = if page.theirs.is_some() { StatusCode::CONFLICT } else { page.errors.status() };
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
    let Choices { groups, on_file, before, expected } = Choices::find(&mut db, &at).await?;
    let (attendees, order) = match form.typed.check(&at.meeting, &groups, &on_file, &before, &expected) {
        Ok(checked) => checked,
        Err(errors) => return page(&mut db, &frame, at, form.typed, errors, None).await,
    };

    let edits = form.typed.edits;
    let mut tx = form.once.begin_change(&mut db).await?;
    let actor = at.actor(&frame);
    let saved =
        actions::change_attendance(&mut tx, actor, &at.meeting, &attendees, order, edits, Channel::Meeting)
            .await?;
    if saved {
        return tx.done(at.path(), "The list of participants was saved.").await;
    }
    drop(tx);

    let details = store::find_details(&mut db, at.meeting.id).await?;
    let theirs = AttendanceForm::of(&at.meeting, &details.attendees);
    let form = AttendanceForm { edits: at.meeting.edits, ..form.typed };
    page(&mut db, &frame, at, form, Errors::default(), Some(theirs)).await
}
