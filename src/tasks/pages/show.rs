//! One task: what is to be done, who has it, and what I can do now.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use super::{TaskPath, TaskPlace};
use crate::{
    app::Db,
    db::PersonId,
    tasks::{Answer, Called, Claim, ClaimState, Task, TaskState, Waiting, forms::NoteForm, store},
    web::{Errors, Frame, Layout, Path, Result, render_with},
};

#[derive(Template)]
#[template(path = "tasks/show.html")]
pub(super) struct ShowPage {
    layout: Layout,
    task: Task,
    path: String,
    claims: Vec<Claim>,
    /// What was said of how it stands, newest first.
    answers: Vec<Answer>,
    /// The calls for volunteers that went out by mail, oldest first.
    called: Vec<Called>,
    /// Where the mailings of the cycle are.
    mailings: String,
    /// Whom it can be given to; for facilitators.
    askable: Vec<(PersonId, String)>,
    note: NoteForm,
    errors: Errors,
    may_run: bool,
    may_write: bool,
}

impl ShowPage {
    pub(super) async fn load(
        db: &mut Db,
        frame: &Frame,
        at: TaskPlace,
        note: NoteForm,
        errors: Errors,
    ) -> Result<Self> {
        let claims = store::list_claims(db, at.task.id).await?;
        let answers = store::list_answers(db, at.task.id).await?;
        let called = store::list_called(db, &[at.task.id]).await?;
        let cycle = at.place.cycle.id;
        let may_run = frame.viewer().runs(cycle);
        let askable = if may_run && !at.task.has_ended() && at.task.holders < at.task.wanted {
            store::list_askable(db, cycle, at.task.id, frame.today()).await?
        } else {
            Vec::new()
        };
        let path = at.path();
        let TaskPlace { place, task } = at;
        let mailings = format!("{}/mailings", place.path());
        let layout = place.page(frame, task.title.clone(), "/tasks");
        let layout = layout.crumb("Tasks", format!("{}/tasks", place.path()));
        let layout = layout.describe(format!("A task of {}: {}.", place.name(), task.state.label()));
        let may_write = frame.viewer().writes_in(cycle);
        Ok(Self {
            layout,
            task,
            path,
            claims,
            answers,
            called,
            mailings,
            askable,
            note,
            errors,
            may_run,
            may_write,
        })
    }

    pub(super) fn answer(&self) -> Result<Response> {
        let status = if self.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        render_with(status, self)
    }

    /// What the reader has to do with it now.
    fn own(&self) -> Option<&Claim> {
        let person = self.layout.frame().viewer().person()?;
        self.claims.iter().find(|claim| claim.person == person && claim.ended_at.is_none())
    }

    fn holds(&self) -> bool {
        self.own().is_some_and(Claim::is_held)
    }

    fn is_asked(&self) -> bool {
        self.own().is_some_and(|claim| !claim.is_held())
    }

    /// Whose answer to a check-in is waited for: for them, and for those who run the cycle.
    fn unanswered(&self) -> Vec<(&Claim, Waiting)> {
        let reader = self.layout.frame().viewer().person();
        let is_shown = |claim: &&Claim| self.may_run || Some(claim.person) == reader;
        let claims = self.claims.iter().filter(is_shown);
        claims.filter_map(|claim| claim.waiting.map(|waiting| (claim, waiting))).collect()
    }

    /// Whether the reader can take it, or could if they signed in.
    fn may_be_taken(&self) -> bool {
        self.own().is_none() && self.task.why_not_taken().is_none()
    }

    fn is_member(&self) -> bool {
        self.layout.frame().viewer().is_member()
    }

    fn may_begin(&self) -> bool {
        self.task.state == TaskState::Claimed && (self.holds() || self.may_write)
    }

    fn may_finish(&self) -> bool {
        !self.task.has_ended() && self.may_write
    }

    /// The mail that called for volunteers.
    fn mailing(&self, called: &Called) -> String {
        format!("{}/{}", self.mailings, called.mailing)
    }

    fn is_overdue(&self) -> bool {
        self.task.is_overdue(self.layout.today())
    }

    /// Who has it, or had it to the end.
    fn holders(&self) -> Vec<&Claim> {
        let held =
            |claim: &&Claim| matches!(claim.state, ClaimState::Held | ClaimState::Done | ClaimState::Dropped);
        self.claims.iter().filter(held).collect()
    }

    /// Who was asked and has not answered: between facilitators and them.
    fn waits_for(&self) -> Vec<&Claim> {
        let asked = |claim: &&Claim| self.may_run && claim.state == ClaimState::Asked;
        self.claims.iter().filter(asked).collect()
    }

    /// Who said no, and why: for facilitators.
    fn declined(&self) -> Vec<&Claim> {
        let said_no = |claim: &&Claim| self.may_run && claim.state == ClaimState::Declined;
        self.claims.iter().filter(said_no).collect()
    }

    /// Who had it and has it no more; what they said when they gave it back, for those who run the cycle.
    fn had(&self) -> Vec<&Claim> {
        let had = |claim: &&Claim| matches!(claim.state, ClaimState::Released | ClaimState::Lapsed);
        self.claims.iter().filter(had).collect()
    }
}

/// One task.
pub async fn show(mut db: Db, frame: Frame, Path(path): Path<TaskPath>) -> Result<Response> {
    let at = TaskPlace::find(&mut db, &frame, path).await?;
    ShowPage::load(&mut db, &frame, at, NoteForm::default(), Errors::default()).await?.answer()
}
