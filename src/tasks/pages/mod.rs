//! Pages of tasks.

mod board;
mod call;
mod end;
mod hold;
mod link;
mod show;
mod write;

pub use board::{board, board_as};
pub use call::{ask_call, call};
pub use end::{ask_drop, ask_finish, drop, finish};
pub use hold::{answer, ask, begin, release, stand, take};
pub use link::{act_by_link, show_by_link};
pub use show::show;
pub use write::{create, edit, new, update};

use super::{ClaimState, Task, store};
use crate::{
    app::Db,
    db::PersonId,
    forum::{Actor, CyclePlace, Year, find_cycle},
    web::{Error, Frame, Layout, Result},
};

/// The address of a task: forum, year, number.
type TaskPath = (String, Year, i32);

/// A task and where it is: what every page under its address begins with.
struct TaskPlace {
    place: CyclePlace,
    task: Task,
}

impl TaskPlace {
    async fn find(db: &mut Db, frame: &Frame, (slug, year, serial): TaskPath) -> Result<Self> {
        let place = find_cycle(db, frame, &slug, year).await?;
        let task = store::find_task(db, place.cycle.id, serial).await?.ok_or(Error::NotFound)?;
        Ok(Self { place, task })
    }

    /// The same, for somebody who signed in.
    async fn for_member(db: &mut Db, frame: &Frame, path: TaskPath) -> Result<(Self, PersonId)> {
        let at = Self::find(db, frame, path).await?;
        let person = frame.member()?.person;
        Ok((at, person))
    }

    /// The same, for those who run its cycle.
    async fn for_runner(db: &mut Db, frame: &Frame, path: TaskPath) -> Result<Self> {
        let at = Self::find(db, frame, path).await?;
        frame.must_run(at.place.cycle.id)?;
        Ok(at)
    }

    /// The same, for those who write in its cycle.
    async fn for_writer(db: &mut Db, frame: &Frame, path: TaskPath) -> Result<Self> {
        let at = Self::find(db, frame, path).await?;
        frame.must_write_in(at.place.cycle.id)?;
        Ok(at)
    }

    /// The same, for those who hold the task, and who write in its cycle. One that has ended is left to the verbs, which
    /// say so.
    async fn for_holder(db: &mut Db, frame: &Frame, path: TaskPath) -> Result<Self> {
        let (at, person) = Self::for_member(db, frame, path).await?;
        if frame.viewer().writes_in(at.place.cycle.id) || at.task.has_ended() {
            return Ok(at);
        }
        let claims = store::list_claims(db, at.task.id).await?;
        let holds = claims.iter().any(|claim| claim.person == person && claim.state == ClaimState::Held);
        let who_can = "Who has this task can do this, and those who write in this cycle.";
        if holds { Ok(at) } else { Err(Error::Forbidden(who_can)) }
    }

    fn path(&self) -> String {
        self.task.path(&self.place)
    }

    fn actor(&self, frame: &Frame) -> Actor<'_> {
        Actor::of(frame, &self.place)
    }

    /// A page for those who do something with the task.
    fn form_page(&self, frame: &Frame, title: &str) -> Layout {
        let layout = self.place.page(frame, title, "/tasks").private();
        let layout = layout.crumb("Tasks", format!("{}/tasks", self.place.path()));
        layout.crumb(self.task.title.clone(), self.path())
    }
}
