//! What became one, and the roles that wait for a second word, in the database.

use sqlx::PgConnection;

use crate::{
    clock::Instant,
    db::{CycleId, PersonId},
    people::{Concerning, Merge, MergeKind, WaitingRole},
};

/// Lets everything that points to one person point to another, but for what stands in the tables of `but`.
///
/// # Errors
/// The constraint `person_merge_once`, when somebody else did so a moment before.
pub async fn insert_merge(
    db: &mut PgConnection,
    kind: MergeKind,
    (kept, gone): (PersonId, PersonId),
    by: PersonId,
    but: &[String],
    now: Instant,
) -> sqlx::Result<i64> {
    let id = sqlx::query_scalar!(
        "
        insert into person_merge (kind, kept_id, gone_id, by_id, at, moved) values ($1, $2, $3, $4, $5, '{}')
        returning id
        ",
        kind as _,
        kept.0,
        gone.0,
        by.0,
        now,
    )
    .fetch_one(&mut *db)
    .await?;
    sqlx::query!(
        "update person_merge set moved = repoint_person(gone_id, kept_id, $2) where id = $1",
        id,
        but
    )
    .execute(db)
    .await?;
    Ok(id)
}

/// What became one and was not undone, held until the transaction ends.
pub async fn lock_merge(db: &mut PgConnection, id: i64) -> sqlx::Result<Option<Merge>> {
    sqlx::query_as!(
        Merge,
        r#"
        select person_merge.id, kept_id as "kept: PersonId", kept.name as kept_name,
            gone_id as "gone: PersonId", gone.name as gone_name, by_id as "by: PersonId", at
        from person_merge
        join person kept on kept.id = kept_id and kept.erased_at is null
        join person gone on gone.id = gone_id
        where person_merge.id = $1 and undone_at is null
        for update of person_merge
        "#,
        id,
    )
    .fetch_optional(db)
    .await
}

/// What became one since `since` and was not undone, newest first.
pub async fn list_merges(
    db: &mut PgConnection,
    concerning: Concerning,
    since: Instant,
) -> sqlx::Result<Vec<Merge>> {
    let (kept, cycle) = match concerning {
        Concerning::Everybody => (None, None),
        Concerning::Kept(person) => (Some(person.0), None),
        Concerning::Cycle(cycle) => (None, Some(cycle.0)),
    };
    sqlx::query_as!(
        Merge,
        r#"
        select person_merge.id, kept_id as "kept: PersonId", kept.name as kept_name,
            gone_id as "gone: PersonId", gone.name as gone_name, by_id as "by: PersonId", at
        from person_merge
        join person kept on kept.id = kept_id and kept.erased_at is null
        join person gone on gone.id = gone_id
        where undone_at is null and at > $3
          and ($1::bigint is null or kept_id = $1)
          -- in a cycle: people who were entered in it or have a role in it
          and ($2::bigint is null or gone.entered_in = $2
               or exists(select from role where role.cycle_id = $2
                         and (role.person_id = gone_id or moved -> 'role.person_id' @> to_jsonb(role.id))))
        order by person_merge.id desc
        limit 200
        "#,
        kept,
        cycle,
        since,
    )
    .fetch_all(db)
    .await
}

/// Whether a person became one with somebody else, and with whom.
pub async fn find_kept(db: &mut PgConnection, gone: PersonId) -> sqlx::Result<Option<PersonId>> {
    sqlx::query_scalar!(
        r#"select kept_id as "kept: PersonId" from person_merge where gone_id = $1 and undone_at is null"#,
        gone.0
    )
    .fetch_optional(db)
    .await
}

/// Makes two of one again.
pub async fn undo_merge(db: &mut PgConnection, merge: i64, by: PersonId, now: Instant) -> sqlx::Result<()> {
    sqlx::query!(
        r#"
        update person_merge
        set undone_at = $3, undone_by = $2
        where id = $1 and repoint_back(moved, kept_id, gone_id) is not null
        "#,
        merge,
        by.0,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The cycles in which a person that is gone had or has roles.
pub async fn list_cycles_of_merge(db: &mut PgConnection, merge: i64) -> sqlx::Result<Vec<CycleId>> {
    sqlx::query_scalar!(
        r#"
        select distinct role.cycle_id as "cycle!: CycleId"
        from person_merge
        join role on role.person_id = gone_id or moved -> 'role.person_id' @> to_jsonb(role.id)
        where person_merge.id = $1
        union
        select entered_in as "cycle!: CycleId"
        from person_merge
        join person on person.id = gone_id
        where person_merge.id = $1 and entered_in is not null
        "#,
        merge,
    )
    .fetch_all(db)
    .await
}

/// Moves the roles that were left where they were: of one cycle or of all, but for some kinds; gives how many.
pub async fn move_roles(
    db: &mut PgConnection,
    merge: i64,
    cycle: Option<CycleId>,
    but: &[String],
) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"
        with followed as (
            update role
            set person_id = kept_id
            from person_merge
            where person_merge.id = $1 and role.person_id = gone_id
              and ($2::bigint is null or role.cycle_id = $2) and role.kind <> all($3)
            returning role.id
        ),
        noted as (
            update person_merge
            set moved = moved || jsonb_build_object('role.person_id',
                coalesce(moved -> 'role.person_id', '[]') || (select coalesce(jsonb_agg(id), '[]') from followed))
            where id = $1
        )
        select count(*) as "count!" from followed
        "#,
        merge,
        cycle.map(|cycle| cycle.0),
        but,
    )
    .fetch_one(db)
    .await
}

/// Whether roles were left where they were.
pub async fn has_waiting_roles(db: &mut PgConnection, merge: i64) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"
        select exists(
            select from person_merge join role on role.person_id = gone_id where person_merge.id = $1
        ) as "waits!"
        "#,
        merge,
    )
    .fetch_one(db)
    .await
}

/// Roles of a cycle that wait for a second word.
pub async fn list_waiting_roles(db: &mut PgConnection, cycle: CycleId) -> sqlx::Result<Vec<WaitingRole>> {
    sqlx::query_as!(
        WaitingRole,
        r#"
        select person_merge.id as merge, kept_id as "taker: PersonId", kept.name as taker_name, gone.name as gone_name,
            by_id as "by: PersonId", coalesce(sayer.name, '') as "sayer!",
            role.kind, role.label, role.from_day as "from", role.to_day as "to"
        from person_merge
        join role on role.person_id = gone_id and role.cycle_id = $1
        join person kept on kept.id = kept_id and kept.erased_at is null
        join person gone on gone.id = gone_id
        left join person sayer on sayer.id = by_id
        where undone_at is null
        order by person_merge.id, role.id
        limit 200
        "#,
        cycle.0,
    )
    .fetch_all(db)
    .await
}
