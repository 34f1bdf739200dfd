//! What lists of participants show of a person.

use sqlx::PgConnection;

use crate::{
    clock::Instant,
    db::{MeetingId, PersonId},
    meetings::Shown,
};

/// What they show in general; gives what it was.
pub async fn set_shown(db: &mut PgConnection, person: PersonId, shown: Shown) -> sqlx::Result<Shown> {
    sqlx::query_scalar!(
        r#"
        update person set annex_shown = $2
        from (select id, annex_shown from person where id = $1 for update) as before
        where person.id = before.id
        returning before.annex_shown as "before: Shown"
        "#,
        person.0,
        shown as _,
    )
    .fetch_one(db)
    .await
}

/// What they show for one call in whose list the person stands; none takes an own word back.
pub async fn set_choice(
    db: &mut PgConnection,
    person: PersonId,
    meeting: MeetingId,
    shown: Option<Shown>,
    now: Instant,
) -> sqlx::Result<()> {
    let Some(shown) = shown else {
        sqlx::query!(
            "delete from annex_choice where person_id = $1 and meeting_id = $2",
            person.0,
            meeting.0
        )
        .execute(db)
        .await?;
        return Ok(());
    };
    sqlx::query!(
        "
        insert into annex_choice (person_id, meeting_id, shown, chosen_at)
        select $1, $2, $3, $4
        where exists(
            select from sitting
            join attendance on attendance.sitting_id = sitting.id
            join attribution on attribution.id = attribution_id
            where sitting.meeting_id = $2 and attribution.person_id = $1
        )
        on conflict (person_id, meeting_id) do update set shown = excluded.shown, chosen_at = excluded.chosen_at
            where annex_choice.shown <> excluded.shown
        ",
        person.0,
        meeting.0,
        shown as _,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}
