//! Taking a task, answering, saying how it stands and giving it back by a personal link: no sign-in, and the page says
//! for whom it acts.

use askama::Template;
use axum::response::Response;
use sqlx::{PgConnection, Postgres, Transaction};

use super::TaskPlace;
use crate::{
    clock::Instant,
    db::{PersonId, TaskId},
    forum::{self, Actor},
    links::{self, Link},
    people,
    tasks::{Answer, Claim, Said, Task, Waiting, actions, forms::NoteForm, store},
    web::{Error, Errors, Form, Frame, Layout, Result, render_with},
};

/// What the link can do now.
enum Offer {
    /// Nothing, and why.
    Nothing(&'static str),
    /// Take a place.
    Take,
    /// Say yes or no.
    Answer,
    /// Say how it stands, or give it back.
    Stand,
}

#[derive(Template)]
#[template(path = "tasks/link.html")]
struct LinkPage {
    layout: Layout,
    /// For whom the link acts.
    name: String,
    task: Task,
    path: String,
    /// Where the board is.
    board: String,
    /// What they have to do with the task now.
    own: Option<Claim>,
    answers: Vec<Answer>,
    note: String,
    errors: Errors,
}

impl LinkPage {
    fn offer(&self) -> Offer {
        match &self.own {
            _ if self.task.has_ended() => {
                Offer::Nothing(self.task.why_not_taken().unwrap_or("This task has ended."))
            }
            Some(claim) if claim.is_held() => Offer::Stand,
            Some(_) => Offer::Answer,
            None => self.task.why_not_taken().map_or(Offer::Take, Offer::Nothing),
        }
    }

    fn waiting(&self) -> Option<Waiting> {
        self.own.as_ref().and_then(|claim| claim.waiting)
    }

    /// What they said last since they have it.
    fn said(&self) -> Option<(Said, Instant)> {
        let own = self.own.as_ref()?;
        let last = self.answers.iter().find(|answer| answer.person == own.person && answer.at >= own.since);
        last.map(|answer| (answer.said, answer.at))
    }

    fn is_overdue(&self) -> bool {
        self.task.is_overdue(self.layout.today())
    }
}

/// For whom a link acts, and the task that it is about.
struct Linked {
    person: PersonId,
    at: TaskPlace,
}

impl Linked {
    /// # Errors
    /// Gone, when the task was deleted with its test cycle.
    async fn find(db: &mut PgConnection, link: &Link, task: TaskId) -> Result<Self> {
        let person = link.stands_for.ok_or(Error::NotFound)?;
        let Some((slug, year, serial)) = store::find_place_of_task(db, task).await? else {
            return Err(Error::Gone("This task was deleted with its test cycle.".to_owned()));
        };
        let place = forum::store::find_cycle(db, &slug, year).await?.ok_or(Error::NotFound)?;
        let task = store::find_task(db, place.cycle.id, serial).await?.ok_or(Error::NotFound)?;
        Ok(Self { person, at: TaskPlace { place, task } })
    }

    async fn page(
        self,
        db: &mut PgConnection,
        frame: &Frame,
        note: String,
        errors: Errors,
    ) -> Result<Response> {
        let Self { person, at } = self;
        let name = people::store::find_name(db, person).await?.ok_or(Error::NotFound)?;
        let claims = store::list_claims(db, at.task.id).await?;
        let own = claims.into_iter().find(|claim| claim.person == person && claim.ended_at.is_none());
        let answers = store::list_answers(db, at.task.id).await?;
        let layout = frame.page(at.task.title.clone()).private();
        let (status, path) = (errors.status(), at.path());
        let board = format!("{}/tasks", at.place.path());
        render_with(
            status,
            &LinkPage { layout, name, path, board, task: at.task, own, answers, note, errors },
        )
    }
}

/// The task, and what the link can do. Changes nothing.
pub async fn show_by_link(
    db: &mut PgConnection,
    frame: &Frame,
    link: &Link,
    task: TaskId,
) -> Result<Response> {
    Linked::find(db, link, task).await?.page(db, frame, String::new(), Errors::default()).await
}

/// Does what was chosen, for whom the link stands; as often as they like, until the task ends.
pub async fn act_by_link(
    mut tx: Transaction<'_, Postgres>,
    frame: &Frame,
    link: &Link,
    task: TaskId,
    form: Form<NoteForm>,
) -> Result<Response> {
    let linked = Linked::find(&mut tx, link, task).await?;
    let note = match form.typed.optional() {
        Ok(note) => note,
        Err(errors) => return linked.page(&mut tx, frame, form.typed.note, errors).await,
    };

    let (person, task) = (linked.person, &linked.at.task);
    let actor = Actor { person: Some(person), place: &linked.at.place, now: frame.now() };
    let sentence = match form.typed.answer.as_str() {
        "take" => {
            actions::take(&mut tx, actor, task, person).await?;
            "It is yours. Thank you. Here you can say how it stands, and give it back."
        }
        "yes" | "no" => {
            let says_yes = form.typed.answer == "yes";
            actions::answer(&mut tx, actor, task, person, says_yes, &note).await?;
            if says_yes { "It is yours. Thank you." } else { "Noted: somebody else will do it." }
        }
        "back" => {
            actions::release(&mut tx, actor, task, person, &note).await?;
            "You gave it back. Thank you for saying so."
        }
        act => {
            let said = Said::parse(act);
            let said = said.ok_or(Error::BadRequest("Press one of the buttons on the page of the link."))?;
            actions::say(&mut tx, actor, task, person, (said, &note)).await?;
            said.thanks()
        }
    };
    links::store::set_seen(&mut tx, link.id, frame.now()).await?;
    tx.commit().await?;

    Ok(frame.done(frame.path(), sentence))
}
