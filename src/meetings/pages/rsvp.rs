//! Saying on a call's page whether one comes.

use axum::{http::StatusCode, response::Response};

use super::{MeetingPath, MeetingPlace, show::ShowPage};
use crate::{
    app::Db,
    clock::Instant,
    db::PersonId,
    meetings::{
        Answer, Coming, Meeting, Said, Sitting, actions,
        forms::{ProposalForm, RsvpForm},
    },
    web::{Error, Errors, Form, Frame, Path, Result, Sent, render_with},
};

/// What a page asks about one sitting: who comes, and whether the reader does.
pub(super) struct Asked {
    /// The number of the sitting.
    pub(super) position: i32,
    /// How its fields are called.
    pub(super) answer_id: String,
    /// Likewise.
    pub(super) note_id: String,
    /// Who comes.
    pub(super) coming: Coming,
    /// What the reader said.
    pub(super) own: Option<Answer>,
    /// What stands in the form: what was typed, else what they said.
    pub(super) answer: String,
    /// Likewise.
    pub(super) note: String,
    /// What is wrong with it.
    pub(super) errors: Errors,
    /// Why nobody can say it any more.
    pub(super) closed: Option<&'static str>,
}

impl Asked {
    pub(super) fn of(
        meeting: &Meeting,
        sitting: &Sitting,
        said: &[Said],
        person: Option<PersonId>,
        typed: Option<&(RsvpForm, Errors)>,
        now: Instant,
    ) -> Self {
        let own = said.iter().find(|one| one.sitting_id == sitting.id && Some(one.person) == person);
        let own = own.map(|one| (one.answer, one.note.clone()));
        let mut asked = Self::alone(meeting, sitting, own, now);
        asked.coming = Coming::of(said, sitting.id);
        if let Some((form, errors)) = typed.filter(|(form, _)| form.sitting == sitting.position.to_string()) {
            asked.type_in(form, errors);
        }
        asked
    }

    /// The same without who else comes.
    pub(super) fn alone(
        meeting: &Meeting,
        sitting: &Sitting,
        own: Option<(Answer, String)>,
        now: Instant,
    ) -> Self {
        let (own, note) = own.map_or((None, String::new()), |(answer, note)| (Some(answer), note));
        Self {
            position: sitting.position,
            answer_id: format!("answer{}", sitting.position),
            note_id: format!("note{}", sitting.position),
            coming: Coming::default(),
            own,
            answer: own.map_or("", Answer::code).to_owned(),
            note,
            errors: Errors::default(),
            closed: meeting.why_no_answers(sitting, now),
        }
    }

    pub(super) fn type_in(&mut self, form: &RsvpForm, errors: &Errors) {
        self.answer.clone_from(&form.answer);
        self.note.clone_from(&form.note);
        self.errors = errors.clone();
    }
}

/// What to say when an answer was saved.
pub(super) fn thanks(given: Option<Answer>) -> &'static str {
    match given {
        Some(Answer::Yes) => "Noted: you come.",
        Some(Answer::Maybe) => "Noted: you come perhaps.",
        Some(Answer::No) => "Noted: you do not come.",
        None => "Your answer is taken back.",
    }
}

/// Notes whether a member comes.
pub async fn rsvp(
    mut db: Db,
    frame: Frame,
    Path(path): Path<MeetingPath>,
    form: Sent<RsvpForm>,
) -> Result<Response> {
    let at = MeetingPlace::find(&mut db, &frame, path).await?;
    let person = frame.member()?.person;
    let Form { typed: form, once, opened_at } = form.read()?;
    let unknown = Error::BadRequest("Choose one of the sittings of this call.");
    let sitting = form.sitting_of(&at.meeting).ok_or(unknown)?;
    let given = match form.check(sitting) {
        Ok(given) => given,
        Err(errors) => {
            let mut page =
                ShowPage::load(&mut db, &frame, at.place, at.meeting, ProposalForm::default()).await?;
            page.rsvp = Some((form, errors));
            return render_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };

    let mut tx = once.begin(&mut db).await?;
    let answer = given.as_ref().map(|(answer, note)| (*answer, note.as_str()));
    let said = actions::Saying { sitting: sitting.id, person, answer, opened_at };
    actions::answer(&mut tx, at.actor(&frame), &at.meeting, &said).await?;

    tx.done(at.path(), thanks(given.map(|(answer, _)| answer))).await
}
