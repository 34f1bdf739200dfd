//! Pages of tasks.

mod board;
mod end;
mod hold;
mod show;
mod write;

pub use board::{board, board_as};
pub use end::{ask_drop, ask_finish, drop, finish};
pub use hold::{answer, ask, begin, release, take};
pub use show::show;
pub use write::{create, edit, new, update};

use super::{Task, store};
use crate::{
    app::Db,
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
