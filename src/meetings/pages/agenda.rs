//! The agenda, and what participants want on it.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use serde::Deserialize;

use super::{MeetingPath, MeetingPlace, show::ShowPage};
use crate::{
    app::Db,
    forum::Year,
    meetings::{
        Meeting, actions,
        forms::{AgendaForm, ProposalForm},
        store,
    },
    web::{Error, Errors, Frame, Layout, Path, Result, Sent, render_with},
    windows::Standing,
};

#[derive(Template)]
#[template(path = "meetings/agenda.html")]
struct AgendaPage {
    layout: Layout,
    meeting: Meeting,
    form: AgendaForm,
    errors: Errors,
    theirs: Option<AgendaForm>,
    back: String,
}

fn page(frame: &Frame, at: MeetingPlace, form: AgendaForm, errors: Errors) -> Result<Response> {
    let layout = at.form_page(frame, "Agenda");
    let page = AgendaPage { layout, back: at.path(), meeting: at.meeting, form, errors, theirs: None };
    render_with(page.errors.status(), &page)
}

/// The form for the agenda.
pub async fn edit_agenda(mut db: Db, frame: Frame, Path(path): Path<MeetingPath>) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_run(&frame)?;
    let details = store::find_details(&mut db, at.meeting.id).await?;
    let form = AgendaForm::of(&details.agenda, at.meeting.agenda_published, at.meeting.edits);
    page(&frame, at, form, Errors::default())
}

/// Saves the agenda; or shows the form with more rows.
pub async fn update_agenda(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<AgendaForm>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    at.must_run(&frame)?;
    let form = form.read()?;
    if form.typed.more.is_some() {
        return page(&frame, at, form.typed, Errors::default());
    }
    let (items, published) = match form.typed.check() {
        Ok(checked) => checked,
        Err(errors) => return page(&frame, at, form.typed, errors),
    };

    let edits = form.typed.edits;
    let mut tx = form.once.begin_change(&mut db).await?;
    let saved =
        actions::change_agenda(&mut tx, at.actor(&frame), &at.meeting, &items, published, edits).await?;
    if saved {
        return tx.done(at.path(), "The agenda was saved.").await;
    }
    drop(tx);

    let details = store::find_details(&mut db, at.meeting.id).await?;
    let theirs = Some(AgendaForm::of(&details.agenda, at.meeting.agenda_published, at.meeting.edits));
    let form = AgendaForm { edits: at.meeting.edits, ..form.typed };
    let layout = at.form_page(&frame, "Agenda");
    let page =
        AgendaPage { layout, back: at.path(), meeting: at.meeting, form, errors: Errors::default(), theirs };
    render_with(StatusCode::CONFLICT, &page)
}

/// The call, with what was typed and why it was not taken.
async fn propose_again(
    mut db: Db,
    frame: &Frame,
    at: MeetingPlace,
    typed: ProposalForm,
    (errors, status): (Errors, StatusCode),
) -> Result<Response> {
    let page = ShowPage::load(&mut db, frame, at.place, at.meeting, typed).await?;
    let mut page = page.with_record(&mut db).await?;
    page.errors = errors;
    render_with(status, &page)
}

/// Takes a proposal for the agenda, from anybody who signed in.
pub async fn propose(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<ProposalForm>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    let by = frame.member()?.person;
    let form = form.read()?;
    let (title, reason) = match form.typed.check() {
        Ok(checked) => checked,
        Err(errors) => {
            return propose_again(db, &frame, at, form.typed, (errors, StatusCode::UNPROCESSABLE_ENTITY))
                .await;
        }
    };

    let mut tx = form.once.begin(&mut db).await?;
    let proposal = (title.as_str(), reason.as_str());
    let standing =
        match actions::propose(&mut tx, at.actor(&frame), &at.meeting, by, form.opened_at, proposal).await {
            Err(Error::Conflict(why)) => {
                drop(tx);
                let errors = Errors::one("title", why);
                return propose_again(db, &frame, at, form.typed, (errors, StatusCode::CONFLICT)).await;
            }
            other => other?,
        };

    let message = match standing {
        Standing::InGrace => "Proposals closed while you were writing. Yours was taken, and is marked so.",
        _ => "Your proposal is with the facilitators.",
    };
    tx.done(at.path(), message).await
}

#[derive(Debug, Deserialize)]
pub struct Decision {
    decision: String,
}

/// Accepts or declines a proposal.
pub async fn decide(
    mut db: Db,
    frame: Frame,
    Path((slug, year, serial, proposal)): Path<(String, Year, i32, i64)>,
    form: Sent<Decision>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, (slug, year, serial)).await?;
    at.must_run(&frame)?;
    let form = form.read()?;
    let accept = match form.typed.decision.as_str() {
        "accept" => true,
        "decline" => false,
        _ => return Err(Error::BadRequest("Choose whether to accept or to decline.")),
    };

    let mut tx = form.once.begin(&mut db).await?;
    actions::decide_proposal(&mut tx, at.actor(&frame), &at.meeting, proposal, accept).await?;

    let message = if accept { "Accepted: it stands at the end of the agenda." } else { "Declined." };
    tx.done(at.path(), message).await
}
