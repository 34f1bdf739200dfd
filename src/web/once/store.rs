//! Forms that were sent, in the database.

use sqlx::PgConnection;

use super::Answer;
use crate::{clock::Instant, web::stamp::Nonce};

/// Claims a form until the end of the transaction, and for good if that is committed. Waits for a transaction that
/// claimed it before; false when that was committed.
pub async fn claim(db: &mut PgConnection, nonce: Nonce, content: &[u8], now: Instant) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "insert into form_use (nonce, content, used_at) values ($1, $2, $3) on conflict do nothing",
        &nonce[..],
        content,
        now
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// What a form that held this was answered; none when it held something else.
pub async fn find_answer(
    db: &mut PgConnection,
    nonce: Nonce,
    content: &[u8],
) -> sqlx::Result<Option<Answer>> {
    sqlx::query_as!(
        Answer,
        r#"select path, coalesce(sentence, '') as "sentence!" from form_use where nonce = $1 and content = $2"#,
        &nonce[..],
        content
    )
    .fetch_optional(db)
    .await
}

/// Keeps how a form was answered.
pub async fn set_answer(
    db: &mut PgConnection,
    nonce: Nonce,
    path: Option<&str>,
    sentence: &str,
) -> sqlx::Result<()> {
    sqlx::query!("update form_use set path = $2, sentence = $3 where nonce = $1", &nonce[..], path, sentence)
        .execute(db)
        .await?;
    Ok(())
}

/// Erases what was used before a time; gives how many rows.
pub async fn erase_used(db: &mut PgConnection, before: Instant) -> sqlx::Result<u64> {
    let done = sqlx::query!("delete from form_use where used_at < $1", before).execute(db).await?;
    Ok(done.rows_affected())
}
