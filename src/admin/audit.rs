//! What was done on the whole site.

use axum::response::Response;

use crate::{
    activity::{self, Filter, Scope},
    app::Db,
    web::{Frame, Query, Result},
};

/// Who changed what, newest first.
pub async fn index(mut db: Db, frame: Frame, Query(filter): Query<Filter>) -> Result<Response> {
    frame.must_run_site()?;
    let layout = frame.page("Audit").crumb("Administration", "/admin").private();
    activity::audit_page(&mut db, layout, "/admin/audit".to_owned(), Scope::Site, filter).await
}

/// The same as CSV.
pub async fn table(mut db: Db, frame: Frame, Query(filter): Query<Filter>) -> Result<Response> {
    frame.must_run_site()?;
    activity::audit_table(&mut db, "audit.csv", Scope::Site, filter).await
}
