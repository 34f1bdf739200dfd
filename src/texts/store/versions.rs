//! Texts and their versions, as they are written.

use sqlx::PgConnection;

use crate::{
    clock::Instant,
    db::{TextId, VersionId},
};

/// Adds a text without versions.
pub async fn insert_text(db: &mut PgConnection, now: Instant) -> sqlx::Result<TextId> {
    sqlx::query_scalar!("insert into text (created_at) values ($1) returning id", now).fetch_one(db).await
}

/// Deletes a text with all its versions.
pub async fn delete_text(db: &mut PgConnection, text: TextId) -> sqlx::Result<()> {
    sqlx::query!("delete from version where text_id = $1", text.0).execute(&mut *db).await?;
    sqlx::query!(
        "delete from revision where paragraph_id in (select id from paragraph where text_id = $1)",
        text.0
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!("delete from paragraph where text_id = $1", text.0).execute(&mut *db).await?;
    sqlx::query!("delete from text where id = $1", text.0).execute(db).await?;
    Ok(())
}

/// Takes turns on a text.
pub async fn lock_text(db: &mut PgConnection, text: TextId) -> sqlx::Result<()> {
    sqlx::query!("select id from text where id = $1 for update", text.0).fetch_one(db).await?;
    Ok(())
}

/// Adds a version to be written.
pub async fn insert_working(db: &mut PgConnection, text: TextId, now: Instant) -> sqlx::Result<VersionId> {
    sqlx::query_scalar!(
        "insert into version (text_id, state, created_at) values ($1, 'working', $2) returning id",
        text.0,
        now
    )
    .fetch_one(db)
    .await
}

/// Counts a save.
pub async fn set_saved(db: &mut PgConnection, version: VersionId) -> sqlx::Result<()> {
    sqlx::query!("update version set edits = edits + 1 where id = $1", version.0).execute(db).await?;
    Ok(())
}

/// Drops a version that is being written; its paragraphs were taken out before.
pub async fn delete_working(db: &mut PgConnection, version: VersionId) -> sqlx::Result<()> {
    sqlx::query!("delete from version where id = $1 and state = 'working'", version.0).execute(db).await?;
    Ok(())
}

/// Publishes a version under the next number of its text.
pub async fn set_published(
    db: &mut PgConnection,
    version: VersionId,
    note: &str,
    now: Instant,
) -> sqlx::Result<i32> {
    sqlx::query_scalar!(
        r#"
        update version
        set state = 'published', note = $2, published_at = $3, edits = edits + 1,
            number = (select coalesce(max(other.number), 0) + 1 from version as other where other.text_id = version.text_id)
        where id = $1
        returning number as "number!"
        "#,
        version.0,
        note,
        now,
    )
    .fetch_one(db)
    .await
}

/// Takes all published versions of a text back, with the reason: how many there were.
pub async fn set_withdrawn(
    db: &mut PgConnection,
    text: TextId,
    reason: &str,
    now: Instant,
) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "
        update version
        set state = 'withdrawn', withdrawn_at = $2, withdrawn_reason = $3
        where text_id = $1 and state = 'published'
        ",
        text.0,
        now,
        reason,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}
