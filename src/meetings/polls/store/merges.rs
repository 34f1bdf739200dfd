//! Answers that became one, and that were parted again.

use sqlx::PgConnection;

use crate::{
    clock::Instant,
    db::{PersonId, PollId, ReplyId},
    meetings::polls::model::Merge,
};

/// Lets one answer go into another: of each slot, what was said last. What both said before is kept. Both are locked.
pub async fn insert_merge(
    db: &mut PgConnection,
    poll: PollId,
    (kept, gone): (ReplyId, ReplyId),
    by: Option<PersonId>,
    now: Instant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        insert into poll_merge (poll_id, kept_id, person_id, gone, before, merged_at, merged_by)
        select $1, $2, gone.person_id, to_jsonb(gone) || jsonb_build_object('answers', answers_of(gone.id)),
            jsonb_build_object('answers', answers_of($2)), $4, $5
        from poll_reply as gone
        where gone.id = $3
        ",
        poll.0,
        kept.0,
        gone.0,
        now,
        by.map(|person| person.0),
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "
        insert into poll_answer (slot_id, reply_id, fit, answered_at)
        select slot_id, $1, fit, answered_at from poll_answer where reply_id = $2
        on conflict (slot_id, reply_id) do update set fit = excluded.fit, answered_at = excluded.answered_at
            where poll_answer.answered_at < excluded.answered_at
        ",
        kept.0,
        gone.0,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!("delete from poll_reply where id = $1", gone.0).execute(db).await?;
    Ok(())
}

/// The answers to a poll that became one, newest first.
pub async fn list_merges(db: &mut PgConnection, poll: PollId) -> sqlx::Result<Vec<Merge>> {
    sqlx::query_as!(
        Merge,
        "
        select poll_merge.id, kept.name as kept, gone.name as gone, merged_at as at
        from poll_merge
        join poll_reply on poll_reply.id = kept_id
        join person as kept on kept.id = poll_reply.person_id
        join person as gone on gone.id = poll_merge.person_id
        where poll_merge.poll_id = $1
        order by poll_merge.id desc
        limit 50
        ",
        poll.0,
    )
    .fetch_all(db)
    .await
}

/// Whose answer it is into which somebody's went.
pub async fn find_kept(
    db: &mut PgConnection,
    poll: PollId,
    gone: PersonId,
) -> sqlx::Result<Option<PersonId>> {
    sqlx::query_scalar!(
        r#"
        with recursive one as (
            select poll_reply.person_id, 1 as step
            from poll_merge join poll_reply on poll_reply.id = kept_id
            where poll_merge.poll_id = $1 and poll_merge.person_id = $2
            union all
            select poll_reply.person_id, step + 1
            from one
            join poll_merge on poll_merge.poll_id = $1 and poll_merge.person_id = one.person_id
            join poll_reply on poll_reply.id = kept_id
            where step < 10
        )
        select person_id as "person!: PersonId" from one order by step desc limit 1
        "#,
        poll.0,
        gone.0,
    )
    .fetch_optional(db)
    .await
}

/// Parts two answers again; false when that cannot be, as whose answer had gone has answered since. What was said of a
/// slot after they became one stays with the one that was kept.
pub async fn undo_merge(db: &mut PgConnection, poll: PollId, merge: i64) -> sqlx::Result<bool> {
    let back = sqlx::query_scalar!(
        r#"
        insert into poll_reply (poll_id, person_id, guest, shows_name, zone, in_grace, first_at, answered_at)
        select poll_id, person_id, (gone->>'guest')::boolean, (gone->>'shows_name')::boolean, gone->>'zone',
            (gone->>'in_grace')::boolean, (gone->>'first_at')::timestamptz, (gone->>'answered_at')::timestamptz
        from poll_merge
        where id = $1 and poll_id = $2
        on conflict do nothing
        returning id as "id: ReplyId"
        "#,
        merge,
        poll.0,
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(back) = back else { return Ok(false) };
    sqlx::query!(
        "
        delete from poll_answer
        using poll_merge
        where poll_merge.id = $1 and reply_id = kept_id and poll_answer.answered_at <= merged_at
        ",
        merge,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "
        insert into poll_answer (slot_id, reply_id, fit, answered_at)
        select said.slot, case when said.of_gone then $2 else kept_id end, said.fit, said.at
        from poll_merge
        cross join lateral (
            select true as of_gone, * from jsonb_to_recordset(gone->'answers') as g (slot bigint, fit text, at timestamptz)
            union all
            select false, * from jsonb_to_recordset(before->'answers') as b (slot bigint, fit text, at timestamptz)
        ) as said
        where poll_merge.id = $1 and exists(select from poll_slot where poll_slot.id = said.slot)
        on conflict do nothing
        ",
        merge,
        back.0,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!("delete from poll_merge where id = $1", merge).execute(db).await?;
    Ok(true)
}
