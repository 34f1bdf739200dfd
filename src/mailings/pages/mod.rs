//! The pages of this slice.

mod index;
mod show;
mod template;
mod write;

pub use index::index;
pub use show::{discard, send, send_test, show};
pub use template::{create_template, edit_template, templates, update_template};
pub use write::{Begin, Beginning, ask, begin, create, edit, new, update};

use axum::http::StatusCode;

use super::{Mailing, store};
use crate::{
    app::Db,
    forum::{CyclePlace, Year, find_cycle},
    web::{Error, Errors, Frame, Layout, Result},
};

/// What this part of a cycle is called.
const TITLE: &str = "Announcements by mail";

/// The address of a mailing or a template: forum, year, number.
type NumberPath = (String, Year, i64);

/// A cycle, for those who run it.
async fn find_place(db: &mut Db, frame: &Frame, slug: &str, year: Year) -> Result<CyclePlace> {
    let place = find_cycle(db, frame, slug, year).await?;
    frame.must_run(place.cycle.id)?;
    Ok(place)
}

/// A mailing, for those who run its cycle.
async fn find(db: &mut Db, frame: &Frame, (slug, year, id): &NumberPath) -> Result<(CyclePlace, Mailing)> {
    let place = find_cycle(db, frame, slug, *year).await?;
    let mailing = store::find_mailing(db, place.cycle.id, *id).await?;
    frame.must_run(place.cycle.id)?;
    Ok((place, mailing.ok_or(Error::NotFound)?))
}

fn mailings(place: &CyclePlace) -> String {
    format!("{}/mailings", place.path())
}

/// A page under the list of mailings.
fn under(place: &CyclePlace, frame: &Frame, title: impl Into<String>) -> Layout {
    place.page(frame, title, "none").private().crumb(TITLE, mailings(place))
}

/// Pairs of label and value.
type Facts = Vec<(&'static str, String)>;

/// What somebody else saved since a form was opened, and under which status the form is shown. `edits` are those of the
/// form and those of what is saved.
fn meanwhile(errors: &Errors, edits: (i32, i32), saved: impl FnOnce() -> Facts) -> (Facts, StatusCode) {
    if errors.is_empty() && edits.0 != edits.1 {
        return (saved(), StatusCode::CONFLICT);
    }
    (Facts::new(), errors.status())
}
