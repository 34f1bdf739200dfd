//! What the public may know of a person, read from what the slices put on record.

use sqlx::PgConnection;

use crate::{
    clock::Day,
    db::PersonId,
    people::{CallOf, RoleOf, Work},
    viewer::RoleKind,
};

/// A person's public work; none for somebody who is not on file.
pub async fn find_work(db: &mut PgConnection, person: PersonId) -> sqlx::Result<Option<Work>> {
    let row = sqlx::query!("select name, pronouns from person where id = $1 and erased_at is null", person.0)
        .fetch_optional(&mut *db)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let roles = list_roles_of(db, person).await?;
    let calls = list_calls_of(db, person).await?;
    Ok(Some(Work { name: row.name, pronouns: row.pronouns, roles, calls }))
}

/// The roles of a person, those held at present first.
pub async fn list_roles_of(db: &mut PgConnection, person: PersonId) -> sqlx::Result<Vec<RoleOf>> {
    sqlx::query_as!(
        RoleOf,
        r#"
        select role.kind as "kind: RoleKind", role.label, role.from_day as "from", role.to_day as "to: Day",
            forum.name || ' ' || cycle.year as "cycle!", '/' || forum.slug || '/' || cycle.year as "path!"
        from role
        join cycle on cycle.id = role.cycle_id and cycle.shown_at is not null and cycle.gone_at is null
        join forum on forum.id = cycle.forum_id
        where role.person_id = $1
        order by role.to_day desc nulls first, role.from_day desc, role.id
        limit 200
        "#,
        person.0,
    )
    .fetch_all(db)
    .await
}

/// Calls with a report that is out. Who was in two sittings of a call took part once.
async fn list_calls_of(db: &mut PgConnection, person: PersonId) -> sqlx::Result<Vec<CallOf>> {
    sqlx::query_as!(
        CallOf,
        r#"
        select reference.label as "label!", reference.path as "path!", forum.name || ' ' || cycle.year as "cycle!",
            attribution.as_of as "day!", max(attribution.affiliation) as "affiliation!"
        from attribution
        join attendance on attendance.attribution_id = attribution.id
        join sitting on sitting.id = attendance.sitting_id
        join meeting on meeting.id = sitting.meeting_id and meeting.state = 'held' and not meeting.record_waits
        join cycle on cycle.id = meeting.cycle_id and cycle.shown_at is not null and cycle.gone_at is null
        join forum on forum.id = cycle.forum_id
        join reference on reference.visible
            and reference.path = '/' || forum.slug || '/' || cycle.year || '/meetings/' || meeting.serial
        join person on person.id = attribution.person_id
        left join annex_choice on annex_choice.person_id = person.id and annex_choice.meeting_id = meeting.id
        where attribution.person_id = $1
          -- as the list of participants shows it in the end
          and coalesce(annex_choice.shown, case when person.annex_shown = 'full' then attendance.shown end, 'hidden') = 'full'
          -- What counts is the newest version that was ever out: it may have been withdrawn since.
          and (select version.state from version
               where version.text_id = meeting.report_text_id and version.number is not null
               order by version.number desc limit 1) = 'published'
        group by reference.id, forum.name, cycle.year, attribution.as_of
        order by attribution.as_of desc, reference.id desc
        limit 500
        "#,
        person.0,
    )
    .fetch_all(db)
    .await
}
