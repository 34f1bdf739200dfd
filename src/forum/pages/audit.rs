//! What was done in a cycle, for those who run it.

use axum::response::Response;

use crate::{
    activity::{self, Filter, Scope},
    app::Db,
    forum::{Year, find_cycle},
    web::{Frame, Path, Query, Result},
};

/// Who changed what, newest first.
pub async fn audit(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    Query(filter): Query<Filter>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run(place.cycle.id)?;

    let layout = place.page(&frame, "Audit", "none").private();
    let path = format!("{}/audit", place.path());
    activity::audit_page(&mut db, layout, path, Scope::Cycle(place.cycle.id), filter).await
}

/// The same as CSV.
pub async fn audit_table(
    mut db: Db,
    frame: Frame,
    Path((slug, year)): Path<(String, Year)>,
    Query(filter): Query<Filter>,
) -> Result<Response> {
    let place = find_cycle(&mut db, &frame, &slug, year).await?;
    frame.must_run(place.cycle.id)?;
    let name = format!("{}-{}-audit.csv", place.forum.slug, place.cycle.year);
    activity::audit_table(&mut db, &name, Scope::Cycle(place.cycle.id), filter).await
}
