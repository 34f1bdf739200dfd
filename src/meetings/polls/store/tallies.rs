//! What all said of slots.

use serde::Deserialize;
use sqlx::{PgConnection, types::Json};

use crate::{
    db::{PersonId, PollId, SlotId},
    meetings::polls::{
        Fit, Tally,
        model::{Counts, Required},
    },
};

#[derive(Debug, Deserialize)]
struct OfSlot {
    slot: SlotId,
    #[serde(flatten)]
    tally: Tally,
}

/// What is counted of a poll.
pub async fn find_counts(db: &mut PgConnection, poll: PollId) -> sqlx::Result<Counts> {
    let row = sqlx::query!(
        r#"
        with said as (
            select slot_id, count(*) filter (where fit = 'yes') as yes, count(*) filter (where fit = 'if_need_be') as if_need_be,
                count(*) filter (where fit = 'no') as no
            from poll_answer
            where slot_id in (select id from poll_slot where poll_id = $1)
            group by slot_id
        ),
        needed as (
            select slot_id, count(*) as can
            from poll_required
            join poll_reply using (poll_id, person_id)
            join poll_answer on reply_id = poll_reply.id
            where poll_id = $1 and fit <> 'no'
            group by slot_id
        )
        select (select count(*) from poll_reply where poll_id = $1) as "replies!",
            (select count(*) from poll_invitation where poll_id = $1) as "asked!",
            (select count(*) from poll_invitation where poll_id = $1 and not exists(
                select from poll_reply
                where poll_reply.poll_id = $1 and poll_reply.person_id = poll_invitation.person_id
            )) as "silent!",
            (select coalesce(jsonb_agg(jsonb_build_object('person', person.id, 'name', person.name)
                 order by lower(person.name), person.id), '[]')
             from poll_required join person on person.id = person_id and erased_at is null
             where poll_id = $1) as "required!: Json<Vec<Required>>",
            (select coalesce(jsonb_agg(jsonb_build_object('slot', said.slot_id, 'yes', yes, 'if_need_be', if_need_be, 'no', no,
                 'required', coalesce(can, 0))), '[]')
             from said left join needed using (slot_id)) as "tallies!: Json<Vec<OfSlot>>"
        "#,
        poll.0,
    )
    .fetch_one(db)
    .await?;
    Ok(Counts {
        replies: row.replies,
        asked: row.asked,
        silent: row.silent,
        required: row.required.0,
        tallies: row.tallies.0.into_iter().map(|of| (of.slot, of.tally)).collect(),
    })
}

/// How many answered.
pub async fn count_replies(db: &mut PgConnection, poll: PollId) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select count(*) as "count!" from poll_reply where poll_id = $1"#, poll.0)
        .fetch_one(db)
        .await
}

/// Somebody who cannot come at a slot, or did not say.
#[derive(Debug, Clone)]
pub struct Absent {
    /// At which.
    pub slot: SlotId,
    /// Their name.
    pub name: String,
    /// Whether the call makes no sense without them.
    pub required: bool,
    /// No, or nothing said of it.
    pub fit: Option<Fit>,
    /// How many there are at this slot, with those who are not listed.
    pub of: i64,
}

/// Who cannot come at these slots or did not say, `most` names of each: the required first. The public reads the names of
/// the required and of those who want theirs shown.
pub async fn list_absent(
    db: &mut PgConnection,
    poll: PollId,
    slots: &[SlotId],
    sees_all: bool,
    most: i64,
) -> sqlx::Result<Vec<Absent>> {
    let slots: Vec<i64> = slots.iter().map(|slot| slot.0).collect();
    sqlx::query_as!(
        Absent,
        r#"
        with concerned as (
            select person_id from poll_reply where poll_id = $1
            union
            select person_id from poll_required where poll_id = $1
            union
            select person_id from poll_invitation where poll_id = $1
        ),
        absent as (
            select asked.slot_id, person.id, person.name, needed.person_id is not null as required, poll_answer.fit,
                (needed.person_id is not null or poll_reply.id is not null and case
                    when account.id is not null then person.annex_shown <> 'hidden' else poll_reply.shows_name end) as named
            from unnest($2::bigint[]) as asked (slot_id)
            cross join concerned
            join person on person.id = concerned.person_id and person.erased_at is null
            left join account on account.person_id = person.id
            left join poll_required as needed on needed.poll_id = $1 and needed.person_id = person.id
            left join poll_reply on poll_reply.poll_id = $1 and poll_reply.person_id = person.id
            left join poll_answer on poll_answer.reply_id = poll_reply.id and poll_answer.slot_id = asked.slot_id
            where (poll_answer.fit is null or poll_answer.fit = 'no') and ($3 or poll_reply.id is not null or needed.person_id is not null)
        ),
        listed as (
            select *, count(*) over (partition by slot_id) as of_all,
                row_number() over (
                    partition by slot_id order by not (named or $3), not required, fit is null, lower(name), id
                ) as place
            from absent
        )
        select slot_id as "slot!: SlotId", name as "name!", required as "required!", fit as "fit?: Fit", of_all as "of!"
        from listed
        where place <= $4 and (named or $3)
        order by slot_id, place
        "#,
        poll.0,
        &slots,
        sees_all,
        most,
    )
    .fetch_all(db)
    .await
}

/// The required who did not say that they can come at one of these slots, by name.
pub async fn list_missing(
    db: &mut PgConnection,
    poll: PollId,
    slots: &[SlotId],
) -> sqlx::Result<Vec<(PersonId, String)>> {
    let slots: Vec<i64> = slots.iter().map(|slot| slot.0).collect();
    let rows = sqlx::query!(
        r#"
        select person.id as "person: PersonId", person.name
        from poll_required
        join person on person.id = person_id and person.erased_at is null
        where poll_id = $1
          and not exists(
              select from poll_reply
              join poll_answer on reply_id = poll_reply.id
              where poll_reply.poll_id = $1 and poll_reply.person_id = person.id and slot_id = any($2) and fit <> 'no'
          )
        order by lower(person.name), person.id
        "#,
        poll.0,
        &slots,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.person, row.name)).collect())
}

/// Which answers say of each of these slots that they can come, if need be.
pub async fn list_can(db: &mut PgConnection, slots: &[SlotId]) -> sqlx::Result<Vec<(SlotId, Vec<i64>)>> {
    let slots: Vec<i64> = slots.iter().map(|slot| slot.0).collect();
    let rows = sqlx::query!(
        r#"
        select slot_id as "slot: SlotId", array_agg(reply_id) as "replies!"
        from poll_answer
        where slot_id = any($1) and fit <> 'no'
        group by slot_id
        order by slot_id
        "#,
        &slots,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.slot, row.replies)).collect())
}

/// A zone in which people read the poll whose answers are here.
#[derive(Debug, Clone)]
pub struct Zone {
    /// IANA name.
    pub zone: String,
    /// How many.
    pub people: i64,
}

/// The zones of those who answered, most people first.
pub async fn list_zones(db: &mut PgConnection, poll: PollId) -> sqlx::Result<Vec<Zone>> {
    sqlx::query_as!(
        Zone,
        r#"
        select zone, count(*) as "people!"
        from poll_reply
        where poll_id = $1 and zone <> ''
        group by zone
        order by count(*) desc, zone
        limit 30
        "#,
        poll.0,
    )
    .fetch_all(db)
    .await
}
