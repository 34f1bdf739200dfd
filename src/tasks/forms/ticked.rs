//! Tasks that are ticked in a list.

use serde::Deserialize;

use crate::{tasks::Task, web::Errors};

/// Which tasks are ticked, by number.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Ticked {
    /// The numbers.
    pub task: Vec<String>,
}

impl Ticked {
    /// All of these.
    #[must_use]
    pub fn all<'a>(tasks: impl IntoIterator<Item = &'a Task>) -> Self {
        Self { task: tasks.into_iter().map(|task| task.serial.to_string()).collect() }
    }

    /// Whether one is among them.
    #[must_use]
    pub fn has(&self, task: &Task) -> bool {
        let serial = task.serial.to_string();
        self.task.contains(&serial)
    }

    /// Those of these tasks that are ticked, one at least.
    ///
    /// # Errors
    /// When none is.
    pub fn check<'a>(&self, tasks: &'a [Task]) -> Result<Vec<&'a Task>, Errors> {
        let ticked: Vec<&Task> = tasks.iter().filter(|task| self.has(task)).collect();
        let mut errors = Errors::default();
        if ticked.is_empty() {
            errors.add("task", "Tick one task at least that still wants volunteers.");
        }
        errors.or(ticked)
    }
}
