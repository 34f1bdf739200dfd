//! People who are on file twice, in the database.

use sqlx::PgConnection;

use super::work::list_roles_of;
use crate::{
    clock::Instant,
    db::{CycleId, PersonId},
    people::{Candidate, Email, Entered, Merge, MergeKind, Offer, WaitingRole},
};

/// Takes an address from a person who has no account, for whoever proved that it is theirs; gives whose it was.
pub async fn release_address(db: &mut PgConnection, email: &Email) -> sqlx::Result<Option<PersonId>> {
    sqlx::query_scalar!(
        r#"
        delete from address
        where email = $1 and not exists(select from account where account.person_id = address.person_id)
        returning person_id as "person: PersonId"
        "#,
        email.as_str(),
    )
    .fetch_optional(db)
    .await
}

/// Notes that an address of this person was mailed and answered, where it is their only one.
pub async fn confirm_only_address(db: &mut PgConnection, person: PersonId, now: Instant) -> sqlx::Result<()> {
    sqlx::query!(
        "
        update address
        set confirmed_at = $2
        where person_id = $1 and confirmed_at is null
          and (select count(*) from address other where other.person_id = $1) = 1
        ",
        person.0,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The address by which a person is reached, the oldest first.
pub async fn find_address(db: &mut PgConnection, person: PersonId) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!(
        "select email from address where person_id = $1 order by created_at, email limit 1",
        person.0
    )
    .fetch_optional(db)
    .await
}

/// Whether somebody has an account.
pub async fn has_account(db: &mut PgConnection, person: PersonId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select exists(select from account where person_id = $1) as "has!""#, person.0)
        .fetch_one(db)
        .await
}

/// Offers a person on file to the owner of an account.
pub async fn insert_offer(
    db: &mut PgConnection,
    taker: PersonId,
    person: PersonId,
    now: Instant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into person_offer (taker_id, person_id, offered_at) values ($1, $2, $3) on conflict do nothing",
        taker.0,
        person.0,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Whom the owner of an account may be, once their address is confirmed.
pub async fn list_offers(db: &mut PgConnection, taker: PersonId) -> sqlx::Result<Vec<Offer>> {
    let rows = sqlx::query!(
        r#"
        select person.id, person.name,
            coalesce((select name from affiliation where person_id = person.id order by position, id limit 1), '')
                as "affiliation!",
            (select count(distinct sitting.meeting_id) from attribution
             join attendance on attendance.attribution_id = attribution.id
             join sitting on sitting.id = attendance.sitting_id
             where attribution.person_id = person.id) as "calls!"
        from person_offer
        join person on person.id = person_offer.person_id
        where taker_id = $1 and declined_at is null and person.erased_at is null
          and not exists(select from person_merge where gone_id = person.id and undone_at is null)
          and not exists(select from account where account.person_id = person.id)
          and exists(select from address where address.person_id = taker_id and confirmed_at is not null)
        order by person.id
        limit 5
        "#,
        taker.0,
    )
    .fetch_all(&mut *db)
    .await?;
    let mut offers = Vec::new();
    for row in rows {
        let roles = list_roles_of(db, row.id).await?;
        let (name, affiliation, calls) = (row.name, row.affiliation, row.calls);
        offers.push(Offer { person: row.id, name, affiliation, roles, calls });
    }
    Ok(offers)
}

/// Notes that it is somebody else; false when nobody was offered.
pub async fn decline_offer(
    db: &mut PgConnection,
    taker: PersonId,
    person: PersonId,
    now: Instant,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update person_offer set declined_at = $3 where taker_id = $1 and person_id = $2 and declined_at is null",
        taker.0,
        person.0,
        now,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

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
        select person_merge.id, kind as "kind: MergeKind", kept_id as "kept: PersonId", kept.name as kept_name,
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

/// What became one since `since`: of one person where named, else all, newest first.
pub async fn list_merges(
    db: &mut PgConnection,
    kept: Option<PersonId>,
    since: Instant,
) -> sqlx::Result<Vec<Merge>> {
    sqlx::query_as!(
        Merge,
        r#"
        select person_merge.id, kind as "kind: MergeKind", kept_id as "kept: PersonId", kept.name as kept_name,
            gone_id as "gone: PersonId", gone.name as gone_name, by_id as "by: PersonId", at
        from person_merge
        join person kept on kept.id = kept_id and kept.erased_at is null
        join person gone on gone.id = gone_id
        where undone_at is null and at > $2 and ($1::bigint is null or kept_id = $1)
        order by person_merge.id desc
        limit 200
        "#,
        kept.map(|kept| kept.0),
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

/// Moves the roles of a cycle after all; gives how many.
pub async fn move_roles(db: &mut PgConnection, merge: i64, cycle: CycleId) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"
        with confirmed as (
            update role
            set person_id = kept_id
            from person_merge
            where person_merge.id = $1 and role.person_id = gone_id and role.cycle_id = $2
            returning role.id
        ),
        noted as (
            update person_merge
            set moved = moved || jsonb_build_object('role.person_id',
                coalesce(moved -> 'role.person_id', '[]') || (select coalesce(jsonb_agg(id), '[]') from confirmed))
            where id = $1
        )
        select count(*) as "count!" from confirmed
        "#,
        merge,
        cycle.0,
    )
    .fetch_one(db)
    .await
}

/// Whether somebody has or had a role by which a cycle is run.
pub async fn runs_cycle(db: &mut PgConnection, person: PersonId, cycle: CycleId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"
        select exists(
            select from role
            where person_id = $1 and cycle_id = $2 and kind in ('facilitator', 'co_facilitator')
        ) as "runs!"
        "#,
        person.0,
        cycle.0,
    )
    .fetch_one(db)
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

/// Roles of a cycle that wait for somebody's word.
pub async fn list_waiting_roles(db: &mut PgConnection, cycle: CycleId) -> sqlx::Result<Vec<WaitingRole>> {
    sqlx::query_as!(
        WaitingRole,
        r#"
        select person_merge.id as merge, kept_id as "taker: PersonId", kept.name as taker_name, gone.name as gone_name,
            role.kind, role.label, role.from_day as "from", role.to_day as "to"
        from person_merge
        join role on role.person_id = gone_id and role.cycle_id = $1
        join person kept on kept.id = kept_id and kept.erased_at is null
        join person gone on gone.id = gone_id
        where person_merge.kind = 'take_over' and undone_at is null
        order by person_merge.id, role.id
        limit 200
        "#,
        cycle.0,
    )
    .fetch_all(db)
    .await
}

/// What became one in a cycle since `since`: take-overs of people who were entered in it or have a role in it.
pub async fn list_take_overs(
    db: &mut PgConnection,
    cycle: CycleId,
    since: Instant,
) -> sqlx::Result<Vec<Merge>> {
    sqlx::query_as!(
        Merge,
        r#"
        select person_merge.id, kind as "kind: MergeKind", kept_id as "kept: PersonId", kept.name as kept_name,
            gone_id as "gone: PersonId", gone.name as gone_name, by_id as "by: PersonId", at
        from person_merge
        join person kept on kept.id = kept_id and kept.erased_at is null
        join person gone on gone.id = gone_id
        where kind = 'take_over' and undone_at is null and at > $2
          and (gone.entered_in = $1
               or exists(select from role where role.cycle_id = $1
                         and (role.person_id = gone_id or moved -> 'role.person_id' @> to_jsonb(role.id))))
        order by person_merge.id desc
        limit 200
        "#,
        cycle.0,
        since,
    )
    .fetch_all(db)
    .await
}

/// Enters a person for a cycle.
pub async fn set_entered(
    db: &mut PgConnection,
    person: PersonId,
    cycle: CycleId,
    by: PersonId,
) -> sqlx::Result<()> {
    sqlx::query!("update person set entered_in = $2, entered_by = $3 where id = $1", person.0, cycle.0, by.0)
        .execute(db)
        .await?;
    Ok(())
}

/// People without an account who were entered in a cycle or have a role in it, by name.
pub async fn list_entered(db: &mut PgConnection, cycle: CycleId) -> sqlx::Result<Vec<Entered>> {
    sqlx::query_as!(
        Entered,
        r#"
        select person.id, person.name,
            coalesce((select name from affiliation where person_id = person.id order by position, id limit 1), '')
                as "affiliation!",
            exists(select from address where address.person_id = person.id) as "has_address!"
        from person
        where person.erased_at is null
          and (person.entered_in = $1 or person.id in (select role.person_id from role where role.cycle_id = $1))
          and not exists(select from account where account.person_id = person.id)
          and not exists(select from person_merge where gone_id = person.id and undone_at is null)
        order by person.name, person.id
        limit 500
        "#,
        cycle.0,
    )
    .fetch_all(db)
    .await
}

/// Some people, with what they have on record.
pub async fn list_candidates(db: &mut PgConnection, people: &[i64]) -> sqlx::Result<Vec<Candidate>> {
    sqlx::query_as!(
        Candidate,
        r#"
        select person.id, person.name,
            coalesce((select name from affiliation where person_id = person.id order by position, id limit 1), '')
                as "affiliation!",
            exists(select from account where account.person_id = person.id) as "has_account!",
            (select count(*) from role where role.person_id = person.id) as "roles!",
            (select count(distinct sitting.meeting_id) from attribution
             join attendance on attendance.attribution_id = attribution.id
             join sitting on sitting.id = attendance.sitting_id
             where attribution.person_id = person.id) as "calls!"
        from person
        where person.id = any($1)
        "#,
        people,
    )
    .fetch_all(db)
    .await
}

/// Pairs of people of whom somebody said that they are two, the lower number first.
pub async fn list_apart(db: &mut PgConnection) -> sqlx::Result<Vec<(PersonId, PersonId)>> {
    let rows =
        sqlx::query!(r#"select one_id as "one: PersonId", other_id as "other: PersonId" from person_apart"#)
            .fetch_all(db)
            .await?;
    Ok(rows.into_iter().map(|row| (row.one, row.other)).collect())
}

/// Notes that two people are two.
pub async fn insert_apart(
    db: &mut PgConnection,
    one: PersonId,
    other: PersonId,
    by: PersonId,
    now: Instant,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        insert into person_apart (one_id, other_id, said_by, at) values (least($1::bigint, $2), greatest($1::bigint, $2), $3, $4)
        on conflict do nothing
        ",
        one.0,
        other.0,
        by.0,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}
