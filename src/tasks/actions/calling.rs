//! Calling for volunteers by mail.

use sqlx::PgConnection;

use crate::{
    forum::Actor,
    mailings::{self, Audience, Kind, NewMailing},
    tasks::{Task, store},
    web::Result,
};

/// Begins a mailing that calls for volunteers for these tasks, in the forum's own words for that or the standard ones;
/// gives its number. It is looked at, changed and sent where all mailings are.
pub async fn call(db: &mut PgConnection, actor: Actor<'_>, tasks: &[&Task]) -> Result<i64> {
    let kind = Kind::Volunteers;
    let templates = mailings::store::list_templates(db, actor.place.forum.id).await?;
    let own = templates.into_iter().find(|template| template.kind == kind);
    let (subject, body) = own.map_or_else(
        || {
            let (subject, body) = kind.standard();
            (subject.to_owned(), body.to_owned())
        },
        |own| (own.subject, own.body),
    );
    let new = NewMailing { audience: Audience::Both, subject, body };
    let mailing = mailings::actions::write(db, actor, kind, None, &new).await?;
    let tasks: Vec<i64> = tasks.iter().map(|task| task.id.0).collect();
    store::insert_calls(db, mailing, &tasks).await?;
    Ok(mailing)
}
