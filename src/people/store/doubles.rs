//! People who may be on file twice, in the database.

use sqlx::PgConnection;

use crate::{clock::Instant, db::PersonId, people::Candidate};

/// Those of some people who are on file, with what they have on record.
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
        where person.id = any($1) and person.erased_at is null
          and not exists(select from person_merge where gone_id = person.id and undone_at is null)
        order by person.id
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
