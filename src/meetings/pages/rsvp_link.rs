//! Saying by a personal link whether one comes: no sign-in, and the page says for whom it acts.

use askama::Template;
use axum::response::Response;
use jiff::tz::TimeZone;
use sqlx::{PgConnection, Postgres, Transaction};

use super::{
    joining::join_lines,
    rsvp::{Asked, thanks},
};
use crate::{
    db::{PersonId, SittingId},
    forum::{self, Actor, CyclePlace},
    links::{self, Link},
    meetings::{Answer, Meeting, Sitting, actions, forms::RsvpForm, store},
    people, subscriptions,
    web::{Error, Errors, Form, Frame, Layout, Result, render_with, time},
};

#[derive(Template)]
#[template(path = "meetings/rsvp.html")]
struct RsvpPage {
    layout: Layout,
    /// For whom the link acts.
    name: String,
    place: CyclePlace,
    meeting: Meeting,
    sitting: Sitting,
    asked: Asked,
    /// The zone of whoever reads, where they chose one here or for their mail.
    zone: Option<TimeZone>,
}

impl RsvpPage {
    fn when(&self) -> String {
        if self.sitting.time_known {
            time::html(self.sitting.starts_at, self.zone.as_ref())
        } else {
            time::day_html(self.sitting.starts_at.day())
        }
    }

    fn shows_join(&self) -> bool {
        let now = self.layout.frame().now();
        // Who was asked and said nothing can say it no more once it has begun, and may still join.
        let may_come = self.asked.own.map_or(self.sitting.is_on(now), Answer::may_come);
        self.sitting.shows_join(may_come, now)
    }

    fn join_lines(&self) -> Vec<Vec<(String, bool)>> {
        join_lines(&self.sitting)
    }

    fn path(&self) -> String {
        self.meeting.path(&self.place)
    }
}

/// For whom a link acts, and the sitting that it is about.
struct Linked {
    person: PersonId,
    place: CyclePlace,
    meeting: Meeting,
    sitting: Sitting,
}

impl Linked {
    /// # Errors
    /// Gone, with the reason, when the call was deleted.
    async fn find(db: &mut PgConnection, link: &Link, sitting: SittingId) -> Result<Self> {
        let person = link.stands_for.ok_or(Error::NotFound)?;
        let Some((slug, year, serial)) = store::find_place_of_sitting(db, sitting).await? else {
            let reason = store::find_deleted_of_sitting(db, sitting).await?;
            return Err(Error::Gone(reason.map_or_else(
                || "This call was deleted: there is nothing left to come to.".to_owned(),
                |reason| format!("This call was scheduled by mistake and deleted. {reason}"),
            )));
        };
        let place = forum::store::find_cycle(db, &slug, year).await?.ok_or(Error::NotFound)?;
        let meeting = store::find_meeting(db, place.cycle.id, serial).await?.ok_or(Error::NotFound)?;
        let sitting = meeting.sittings.iter().find(|one| one.id == sitting).cloned();
        let sitting = sitting.ok_or(Error::NotFound)?;
        Ok(Self { person, place, meeting, sitting })
    }

    async fn page(
        self,
        db: &mut PgConnection,
        frame: &Frame,
        typed: Option<(RsvpForm, Errors)>,
    ) -> Result<Response> {
        let own = store::find_answer(db, self.person, self.sitting.id).await?;
        let name = people::store::find_name(db, self.person).await?.ok_or(Error::NotFound)?;
        let reader = subscriptions::store::find_reader(db, self.person).await?;
        let zone = frame.viewer().zone.clone().or_else(|| reader.map(|reader| reader.time_zone()));
        let mut asked = Asked::alone(&self.meeting, &self.sitting, own, frame.now());
        let mut status = axum::http::StatusCode::OK;
        if let Some((form, errors)) = typed {
            status = errors.status();
            asked.type_in(&form, &errors);
        }
        let layout = frame.page(self.meeting.title(&self.place)).private();
        let Self { place, meeting, sitting, .. } = self;
        render_with(status, &RsvpPage { layout, name, place, meeting, sitting, asked, zone })
    }
}

/// The call, and the form. Changes nothing.
pub async fn show_by_link(
    db: &mut PgConnection,
    frame: &Frame,
    link: &Link,
    sitting: SittingId,
) -> Result<Response> {
    Linked::find(db, link, sitting).await?.page(db, frame, None).await
}

/// Notes whether the person comes for whom the link stands; as often as they like, until the sitting begins.
pub async fn answer_by_link(
    mut tx: Transaction<'_, Postgres>,
    frame: &Frame,
    link: &Link,
    sitting: SittingId,
    form: Form<RsvpForm>,
) -> Result<Response> {
    let linked = Linked::find(&mut tx, link, sitting).await?;
    let given = match form.typed.check(&linked.sitting) {
        Ok(given) => given,
        Err(errors) => return linked.page(&mut tx, frame, Some((form.typed, errors))).await,
    };

    let actor = Actor { person: Some(linked.person), place: &linked.place, now: frame.now() };
    let answer = given.as_ref().map(|(answer, note)| (*answer, note.as_str()));
    let said = actions::Saying { sitting, person: linked.person, answer, opened_at: form.opened_at };
    actions::answer(&mut tx, actor, &linked.meeting, &said).await?;
    links::store::set_seen(&mut tx, link.id, frame.now()).await?;
    tx.commit().await?;

    Ok(frame.done(frame.path(), thanks(given.map(|(answer, _)| answer))))
}
