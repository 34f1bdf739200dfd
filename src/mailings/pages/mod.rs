//! The pages of this slice.

mod show;
mod template;
mod write;

pub use show::{discard, index, send, send_test, show};
pub use template::{create_template, edit_template, templates, update_template};
pub use write::{create, edit, new, update};

use super::{Mailing, store};
use crate::{
    app::Db,
    forum::{CyclePlace, Year, find_cycle},
    web::{Error, Frame, Result},
};

/// The address of a mailing: forum, year, number.
type MailingPath = (String, Year, i64);

/// A mailing, for those who run its cycle.
async fn find(db: &mut Db, frame: &Frame, path: &MailingPath) -> Result<(CyclePlace, Mailing)> {
    let (slug, year, id) = path;
    let place = find_cycle(db, frame, slug, *year).await?;
    let mailing = store::find_mailing(db, place.cycle.id, *id).await?;
    frame.must_run(place.cycle.id)?;
    Ok((place, mailing.ok_or(Error::NotFound)?))
}
