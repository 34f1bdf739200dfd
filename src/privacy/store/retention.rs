//! Retention in the database.

use sqlx::PgConnection;

use crate::{
    clock::Instant,
    privacy::retention::{Kept, Periods, RAN},
};

/// Takes the job, if it is due and nobody else holds it, until the end of the transaction.
pub async fn claim(db: &mut PgConnection, now: Instant) -> sqlx::Result<bool> {
    let claimed = sqlx::query!(
        "select name from job where name = 'retention' and due_at <= $1 for update skip locked",
        now
    )
    .fetch_optional(db)
    .await?;
    Ok(claimed.is_some())
}

/// When the job is due next.
pub async fn set_due(db: &mut PgConnection, at: Instant) -> sqlx::Result<()> {
    sqlx::query!("update job set due_at = $1 where name = 'retention'", at).execute(db).await?;
    Ok(())
}

/// For how many days each kind is kept, and how often that was saved.
pub async fn find_periods(db: &mut PgConnection) -> sqlx::Result<(Periods, i32)> {
    let row = sqlx::query!(
        r#"
        select max(days) filter (where kind = 'links') as "links!",
            max(days) filter (where kind = 'sign_ups') as "sign_ups!",
            max(days) filter (where kind = 'messages') as "messages!",
            max(days) filter (where kind = 'answers') as "answers!",
            max(edits) as "edits!"
        from retention
        "#
    )
    .fetch_one(db)
    .await?;
    let periods =
        Periods { links: row.links, sign_ups: row.sign_ups, messages: row.messages, answers: row.answers };
    Ok((periods, row.edits))
}

/// Sets for how many days each kind is kept, if nobody did since `edits`; else false.
pub async fn set_periods(db: &mut PgConnection, periods: &Periods, edits: i32) -> sqlx::Result<bool> {
    let kinds = Kept::ALL.map(|kept| kept.code().to_owned());
    let done = sqlx::query!(
        "
        update retention
        set days = new.days, edits = retention.edits + 1
        from unnest($1::text[], $2::integer[]) as new (kind, days)
        where retention.kind = new.kind and retention.edits = $3
        ",
        &kinds[..],
        &Kept::ALL.map(|kept| periods.of(&kept))[..],
        edits,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Erases links that were used or had ended before a time, but requests for an account; gives how many.
pub async fn erase_links(db: &mut PgConnection, before: Instant) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "delete from link where purpose <> 'sign_up' and least(expires_at, used_at) < $1",
        before
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}

/// Erases requests for an account that were made before a time; gives how many.
pub async fn erase_sign_ups(db: &mut PgConnection, before: Instant) -> sqlx::Result<u64> {
    let done = sqlx::query!("delete from link where purpose = 'sign_up' and created_at < $1", before)
        .execute(db)
        .await?;
    Ok(done.rows_affected())
}

/// Erases changes of address that were done, or begun and left, before a time; gives how many.
pub async fn erase_address_changes(db: &mut PgConnection, before: Instant) -> sqlx::Result<u64> {
    let done = sqlx::query!("delete from address_change where coalesce(done_at, created_at) < $1", before)
        .execute(db)
        .await?;
    Ok(done.rows_affected())
}

/// The last runs: when, and what was erased.
pub async fn list_runs(db: &mut PgConnection, most: i64) -> sqlx::Result<Vec<(Instant, String)>> {
    let rows = sqlx::query!(
        r#"select at as "at: Instant", summary from activity where verb = $1 order by id desc limit $2"#,
        RAN,
        most
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.at, row.summary)).collect())
}
