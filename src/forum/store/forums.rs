//! Forums in the database.

use sqlx::PgConnection;

use crate::clock::Instant;
use crate::db::ForumId;
use crate::forum::Forum;

/// All forums, by name.
pub async fn list_forums(db: &mut PgConnection) -> sqlx::Result<Vec<Forum>> {
    sqlx::query_as!(Forum, "select id, slug, name, title, summary, edits from forum order by name limit 200")
        .fetch_all(db)
        .await
}

/// A forum by its address.
pub async fn find_forum(db: &mut PgConnection, slug: &str) -> sqlx::Result<Option<Forum>> {
    sqlx::query_as!(Forum, "select id, slug, name, title, summary, edits from forum where slug = $1", slug)
        .fetch_optional(db)
        .await
}

/// The present address of a forum that had this one before.
pub async fn find_moved(db: &mut PgConnection, former: &str) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!(
        "select forum.slug from forum_former_slug join forum on forum.id = forum_id where forum_former_slug.slug = $1",
        former
    )
    .fetch_optional(db)
    .await
}

/// Whether another forum has, or had, this address.
pub async fn is_taken(db: &mut PgConnection, slug: &str, but: Option<ForumId>) -> sqlx::Result<bool> {
    let but = but.map(|forum| forum.0);
    sqlx::query_scalar!(
        r#"
        select exists(select from forum where slug = $1 and id is distinct from $2)
            or exists(select from forum_former_slug where slug = $1 and forum_id is distinct from $2) as "taken!"
        "#,
        slug,
        but,
    )
    .fetch_one(db)
    .await
}

/// Adds a forum.
pub async fn insert_forum(db: &mut PgConnection, forum: &Forum, now: Instant) -> sqlx::Result<ForumId> {
    sqlx::query_scalar!(
        "insert into forum (slug, name, title, summary, created_at) values ($1, $2, $3, $4, $5) returning id",
        forum.slug,
        forum.name,
        forum.title,
        forum.summary,
        now,
    )
    .fetch_one(db)
    .await
}

/// Changes a forum, if nobody did since its `edits`; an address that it leaves behind goes on answering.
pub async fn set_forum(db: &mut PgConnection, forum: &Forum, former: &str) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "
        update forum
        set slug = $3, name = $4, title = $5, summary = $6, edits = edits + 1
        where id = $1 and edits = $2
        ",
        forum.id.0,
        forum.edits,
        forum.slug,
        forum.name,
        forum.title,
        forum.summary,
    )
    .execute(&mut *db)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    if former != forum.slug {
        sqlx::query!("delete from forum_former_slug where slug = $1", forum.slug).execute(&mut *db).await?;
        sqlx::query!("insert into forum_former_slug (slug, forum_id) values ($1, $2)", former, forum.id.0)
            .execute(db)
            .await?;
    }
    Ok(true)
}

/// Takes turns on a forum: of two who open the same year at once, the second sees the first.
pub async fn lock_forum(db: &mut PgConnection, forum: ForumId) -> sqlx::Result<()> {
    sqlx::query!("select id from forum where id = $1 for update", forum.0).fetch_one(db).await?;
    Ok(())
}
