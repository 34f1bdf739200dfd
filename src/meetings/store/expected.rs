//! Who may have been at a call, in the database.

use sqlx::PgConnection;

use crate::{
    clock::Day,
    db::PersonId,
    meetings::{Answer, Expected, Meeting},
    viewer::RoleKind,
};

/// Who may have been at each sitting of a call and is not in its list: those who said that they may come, those who
/// hold a role on its day, those who were in the ten calls of the cycle before. At most 400.
pub async fn list_expected(
    db: &mut PgConnection,
    meeting: &Meeting,
    day: Day,
) -> sqlx::Result<Vec<Expected>> {
    sqlx::query_as!(
        Expected,
        r#"
        with known as (
            select person_id, null::bigint as sitting_id
            from role
            where cycle_id = $2 and from_day <= $3 and (to_day is null or to_day >= $3)
            union
            select attribution.person_id, null
            from attendance
            join attribution on attribution.id = attendance.attribution_id
            join sitting on sitting.id = attendance.sitting_id
            where sitting.meeting_id in (
                select id from meeting where cycle_id = $2 and state = 'held' and id <> $1 order by serial desc limit 10
            )
            union
            select person_id, sitting_id
            from rsvp
            where answer <> 'no' and sitting_id in (select id from sitting where meeting_id = $1)
        )
        select distinct
            sitting.position as "sitting!",
            person.id as "person!: PersonId",
            person.name as "name!",
            coalesce(affiliation.name, '') as "affiliation!",
            person.group_code,
            role.kind as "role?: RoleKind",
            coalesce(role.label, '') as "role_label!",
            rsvp.answer as "answer?: Answer"
        from sitting
        join known on known.sitting_id is null or known.sitting_id = sitting.id
        join person on person.id = known.person_id and person.erased_at is null
        left join rsvp on rsvp.sitting_id = sitting.id and rsvp.person_id = person.id
        left join lateral (
            -- as of the day of the call
            select name
            from affiliation
            where person_id = person.id and (from_day is null or from_day <= $3) and (to_day is null or to_day >= $3)
            order by position, id
            limit 1
        ) as affiliation on true
        left join lateral (
            select kind, label
            from role
            where person_id = person.id and cycle_id = $2 and from_day <= $3 and (to_day is null or to_day >= $3)
            order by array_position(
                array['facilitator', 'co_facilitator', 'secretariat', 'nris_relay', 'lead_expert', 'consultant', 'editor', 'scribe'],
                kind
            ), id
            limit 1
        ) as role on true
        where sitting.meeting_id = $1 and sitting.cancelled_at is null
          and not exists(
              select from attendance
              join attribution on attribution.id = attendance.attribution_id
              where attendance.sitting_id = sitting.id and attribution.person_id = person.id
          )
        order by 1, 8 desc nulls last, 3, 2
        limit 400
        "#,
        meeting.id.0,
        meeting.cycle.0,
        day as _,
    )
    .fetch_all(db)
    .await
}
