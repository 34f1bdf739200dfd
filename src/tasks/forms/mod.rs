//! What is typed for a task.

mod ending;
mod note;
mod task;
mod ticked;

pub use ending::FinishForm;
pub use note::NoteForm;
pub use task::{NewTask, TaskForm};
pub use ticked::Ticked;

use crate::web::Errors;

/// The most that the words around a title have, in characters.
const WORDS: usize = 4_000;

/// Plain text of several lines, up to [`WORDS`].
fn words(errors: &mut Errors, field: &str, typed: &str) -> String {
    let text = typed.replace("\r\n", "\n").trim().to_owned();
    let length = text.chars().count();
    if length > WORDS {
        errors.add(field, format!("Shorten it: it has {length} characters, and {WORDS} fit."));
    }
    text
}
