//! The first page of the administration.

use askama::Template;
use axum::response::Response;

use crate::{
    app::Db,
    appointments::{self, Appointment},
    db::PersonId,
    people,
    web::{Frame, Layout, Result, render},
};

#[derive(Template)]
#[template(path = "admin/index.html")]
struct IndexPage {
    layout: Layout,
    people: Vec<(PersonId, String, bool)>,
    /// What waits for a second person, in every cycle too.
    waiting: Vec<Appointment>,
}

impl IndexPage {
    fn may_settle(&self, appointment: &Appointment) -> bool {
        appointment.may_be_settled_by(self.layout.frame().viewer())
    }

    fn may_take_back(&self, appointment: &Appointment) -> bool {
        appointment.was_proposed_by(self.layout.frame().viewer())
    }
}

/// Who has an account, and what the Secretariat can do.
pub async fn index(mut db: Db, frame: Frame) -> Result<Response> {
    frame.must_run_site()?;
    let people = people::store::list_with_account(&mut db).await?;
    let waiting = appointments::store::list_waiting(&mut db, None).await?;

    render(&IndexPage { layout: frame.page("Administration").private(), people, waiting })
}
