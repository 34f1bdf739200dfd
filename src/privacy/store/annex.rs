//! What lists of participants show of a person.

use sqlx::PgConnection;

use crate::{
    clock::Instant,
    db::{MeetingId, PersonId},
    meetings::{self, Shown},
};

/// A call in whose list a person stands, and what that shows of them.
pub type ShownIn = (MeetingId, Shown);

/// What the lists show of a person whose report is out: one row for each time that the person stands in one.
pub async fn list_published(db: &mut PgConnection, person: PersonId) -> sqlx::Result<Vec<ShownIn>> {
    let rows = sqlx::query!(
        r#"
        select meeting.id as "meeting: MeetingId", attendance.shown as "list: Shown",
            person.annex_shown as "wished: Shown", annex_choice.shown as "chosen?: Shown"
        from attribution
        join person on person.id = attribution.person_id
        join attendance on attendance.attribution_id = attribution.id
        join sitting on sitting.id = attendance.sitting_id
        join meeting on meeting.id = sitting.meeting_id
        left join annex_choice on annex_choice.person_id = person.id and annex_choice.meeting_id = meeting.id
        where attribution.person_id = $1
          and exists(select from version where text_id = meeting.report_text_id and version.state = 'published')
        order by attendance.id
        "#,
        person.0,
    )
    .fetch_all(db)
    .await?;
    let shown = |list, wished, chosen| meetings::shown_in_the_end(list, Some(wished), chosen);
    Ok(rows.into_iter().map(|row| (row.meeting, shown(row.list, row.wished, row.chosen))).collect())
}

/// Notes that lists changed for their readers after their reports were out.
pub async fn insert_changes(db: &mut PgConnection, meetings: &[MeetingId], now: Instant) -> sqlx::Result<()> {
    let meetings: Vec<i64> = meetings.iter().map(|meeting| meeting.0).collect();
    sqlx::query!(
        "insert into annex_change (meeting_id, at) select distinct on (id) id, $2::timestamptz from unnest($1::bigint[]) as one (id)",
        &meetings,
        now as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

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
