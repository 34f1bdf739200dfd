//! What is done to forums.

use sqlx::PgConnection;

use crate::{
    activity::{self, Act, Diff, Visibility},
    clock::Instant,
    db::{PersonId, ReferenceId},
    forum::{Forum, store},
    references::{self, Citable, Kind},
    web::{Errors, Result},
};

/// Makes a forum, or says what to mend: its address may be, or have been, another one's.
pub async fn make_forum(
    db: &mut PgConnection,
    by: Option<PersonId>,
    mut forum: Forum,
    now: Instant,
) -> Result<Result<Forum, Errors>> {
    if store::is_taken(db, &forum.slug, None).await? {
        return Ok(Err(address_taken()));
    }
    forum.id = store::insert_forum(db, &forum, now).await?;
    let reference = set_forum_reference(db, &forum).await?;
    let summary = format!("The forum “{}” was opened.", forum.title);
    let act = Act {
        actor: by,
        verb: "forum.made",
        forum: Some(forum.id),
        cycle: None,
        reference: Some(reference),
        visibility: Visibility::Public,
        summary,
        diff: Diff::new(),
    };
    activity::store::record(db, now, act).await?;
    Ok(Ok(forum))
}

/// Changes a forum, if nobody did since the form was opened, else false; its former address goes on answering.
/// Or says what to mend: the new address may be, or have been, another one's.
pub async fn change_forum(
    db: &mut PgConnection,
    by: PersonId,
    before: &Forum,
    after: &Forum,
    now: Instant,
) -> Result<Result<bool, Errors>> {
    if store::is_taken(db, &after.slug, Some(before.id)).await? {
        return Ok(Err(address_taken()));
    }
    if !store::set_forum(db, after, &before.slug).await? {
        return Ok(Ok(false));
    }
    if before.slug != after.slug {
        references::store::set_prefix(db, &before.path(), &after.path()).await?;
    }
    let reference = set_forum_reference(db, after).await?;
    let diff = Diff::new()
        .field("slug", &before.slug, &after.slug)
        .field("name", &before.name, &after.name)
        .field("title", &before.title, &after.title)
        .field("summary", &before.summary, &after.summary);
    let act = Act {
        actor: Some(by),
        verb: "forum.changed",
        forum: Some(after.id),
        cycle: None,
        reference: Some(reference),
        visibility: Visibility::Audit,
        summary: "The description of the forum was changed.".to_owned(),
        diff,
    };
    activity::store::record(db, now, act).await?;
    Ok(Ok(true))
}

fn address_taken() -> Errors {
    Errors::one("slug", "Another forum has, or had, this address. Choose another one.")
}

async fn set_forum_reference(db: &mut PgConnection, forum: &Forum) -> sqlx::Result<ReferenceId> {
    let citable = Citable {
        kind: Kind::Forum,
        forum: forum.id,
        cycle: None,
        label: forum.title.clone(),
        path: forum.path(),
        visible: true,
    };
    references::store::set_reference(db, &citable).await
}
