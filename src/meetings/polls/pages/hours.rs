//! The hours of one slot around the world.

use askama::Template;
use axum::response::Response;

use super::PollPlace;
use crate::{
    app::Db,
    db::SlotId,
    forum::Year,
    meetings::polls::{
        Slot,
        hours::{self, Hour},
        store,
    },
    web::{Error, Frame, Layout, Path, Result, render},
};

#[derive(Template)]
#[template(path = "meetings/polls/hours.html")]
struct HoursPage {
    layout: Layout,
    slot: Slot,
    minutes: i32,
    hours: Vec<Hour>,
    back: String,
}

/// Where it would be when, for the regions and for those who answered.
pub async fn hours(
    mut db: Db,
    frame: Frame,
    Path((slug, year, serial, slot)): Path<(String, Year, i32, i64)>,
) -> Result<Response> {
    let of = PollPlace::find(&mut db, &frame, (slug, year, serial)).await?;
    let slot = of.poll.slot(SlotId(slot)).copied().ok_or(Error::NotFound)?;
    let zones = store::list_zones(&mut db, of.poll.id).await?;
    let sees_all = frame.viewer().runs(of.at.place.cycle.id);

    let layout = of.form_page(&frame, "The hours around the world");
    let hours = hours::hours(slot.starts_at, of.poll.minutes, &zones, sees_all);
    render(&HoursPage { layout, slot, minutes: of.poll.minutes, hours, back: of.path() })
}
