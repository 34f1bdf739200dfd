//! What time does to polls: whom to remind, of what to tell those who run the cycle.

use sqlx::PgConnection;

use crate::{
    clock::Instant,
    db::{PersonId, PollId},
};

/// A reminder that is due, claimed for this transaction.
#[derive(Debug)]
pub struct Reminder {
    /// Of which poll.
    pub poll: PollId,
    /// To whom.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// IANA name of their zone.
    pub zone: String,
}

/// Claims reminders that are due, `most` at the most: of those who were asked and did not answer, each once for ever, two
/// days before the poll closes, or one day where it is open for less than four. Who was asked later than that has just
/// read of it.
pub async fn claim_reminders(db: &mut PgConnection, now: Instant, most: i64) -> sqlx::Result<Vec<Reminder>> {
    sqlx::query_as!(
        Reminder,
        r#"
        with due as (
            select poll_invitation.id
            from poll_invitation
            join poll on poll.id = poll_invitation.poll_id and poll.state = 'open'
            join time_window on time_window.id = poll.time_window_id
            join meeting on meeting.id = poll.meeting_id
            join cycle on cycle.id = meeting.cycle_id
            join person on person.id = poll_invitation.person_id and person.erased_at is null
            cross join lateral (
                select closes_at - case when closes_at - opens_at < interval '4 days' then interval '24 hours'
                    else interval '48 hours' end as at
            ) as lead
            where reminded_at is null and closes_at > $1 and lead.at <= $1 and invited_at <= lead.at
              and not cycle.trial and cycle.shown_at is not null and cycle.gone_at is null
              and not exists(
                  select from poll_reply where poll_reply.poll_id = poll.id and poll_reply.person_id = person.id
              )
              and exists(
                  select from address left join mail_address using (email)
                  where address.person_id = person.id and confirmed_at is not null and suspended_at is null
              )
              -- who has chosen since to get no mail about it gets none
              and coalesce((
                  select pace
                  from subscription
                  join reference on reference.id = subscription.reference_id
                  where subscription.person_id = person.id
                    and (reference.kind = 'cycle' and reference.cycle_id = cycle.id
                         or reference.kind = 'forum' and reference.forum_id = cycle.forum_id
                         or reference.kind = 'meeting' and reference.cycle_id = cycle.id
                            and reference.path like '%/meetings/' || meeting.serial)
                  order by reference.kind = 'meeting' desc, reference.kind = 'cycle' desc
                  limit 1
              ), 'daily') <> 'off'
            order by poll.id, person.id
            limit $2
            for update of poll_invitation skip locked
        ),
        claimed as (
            update poll_invitation set reminded_at = $1 where id in (select id from due) returning poll_id, person_id
        )
        select claimed.poll_id as "poll: PollId", person.id as "person: PersonId", person.name, address.email,
            coalesce(reader.zone, 'UTC') as "zone!"
        from claimed
        join person on person.id = claimed.person_id
        join lateral (
            select email from address where address.person_id = person.id and confirmed_at is not null
            order by created_at, email limit 1
        ) as address on true
        left join reader on reader.person_id = person.id
        order by claimed.poll_id, person.id
        "#,
        now,
        most,
    )
    .fetch_all(db)
    .await
}

/// A poll of which those who run its cycle are to be told.
#[derive(Debug)]
pub struct Due {
    /// Which.
    pub poll: PollId,
    /// The forum's part of its address.
    pub slug: String,
    /// The year of its cycle.
    pub year: i32,
    /// Its meeting.
    pub serial: i32,
}

/// Claims the first poll of which a condition is true, once: what it was told of is noted in `$column`.
macro_rules! claim_poll {
    ($db:expr, $now:expr, $column:literal, $condition:literal) => {
        sqlx::query_as!(
            Due,
            r#"
            with claimed as (
                update poll set "#
                + $column
                + r#" = $1
                where id = (
                    select poll.id
                    from poll
                    join time_window on time_window.id = time_window_id
                    where state = 'open' and "#
                + $column
                + " is null and "
                + $condition
                + r#"
                    order by poll.id limit 1
                    for update of poll skip locked
                )
                returning id, meeting_id
            )
            select claimed.id as "poll: PollId", forum.slug, cycle.year, meeting.serial
            from claimed
            join meeting on meeting.id = claimed.meeting_id
            join cycle on cycle.id = meeting.cycle_id
            join forum on forum.id = cycle.forum_id
            "#,
            $now,
        )
        .fetch_optional($db)
        .await
    };
}

/// Claims a poll to which all who were asked have answered, once.
pub async fn claim_complete(db: &mut PgConnection, now: Instant) -> sqlx::Result<Option<Due>> {
    claim_poll!(
        db,
        now,
        "complete_told_at",
        "closes_at > $1
        and exists(select from poll_invitation where poll_invitation.poll_id = poll.id)
        and not exists(
            select from poll_invitation
            join person on person.id = person_id and erased_at is null
            where poll_invitation.poll_id = poll.id and not exists(
                select from poll_reply
                where poll_reply.poll_id = poll.id and poll_reply.person_id = poll_invitation.person_id
            )
        )"
    )
}

/// Claims a poll that closed and was not settled, once.
pub async fn claim_closed(db: &mut PgConnection, now: Instant) -> sqlx::Result<Option<Due>> {
    claim_poll!(db, now, "close_told_at", "closes_at <= $1 and not waits")
}
