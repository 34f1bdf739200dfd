//! Reminders in the database.

use sqlx::PgConnection;

use crate::{
    clock::Instant,
    db::{PersonId, SittingId},
    meetings::Answer,
};

/// A reminder that is due, claimed for this transaction.
#[derive(Debug)]
pub struct Reminder {
    /// Of which sitting.
    pub sitting: SittingId,
    /// Where its call is: the forum's part of the address, …
    pub slug: String,
    /// … the year, …
    pub year: i32,
    /// … and the serial.
    pub serial: i32,
    /// To whom.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// IANA name of their zone.
    pub zone: String,
    /// What they said; none of somebody who was invited and did not answer.
    pub answer: Option<Answer>,
}

/// Claims reminders that are due, `most` at the most. Each is claimed once by the constraint, however many workers ask.
///
/// Of the leads that somebody wants, only the last whose time has come counts: one that was missed is not made up for.
/// Nor is one whose time had come before they answered, were invited, or the sitting was moved: they have just read of it.
pub async fn claim_reminders(db: &mut PgConnection, now: Instant, most: i64) -> sqlx::Result<Vec<Reminder>> {
    sqlx::query_as!(
        Reminder,
        r#"
        with asked as (
            select sitting_id, person_id, answered_at as since from rsvp where answer <> 'no'
            union all
            select sitting_id, person_id, invited_at
            from invitation
            where not exists(
                select from rsvp where rsvp.sitting_id = invitation.sitting_id and rsvp.person_id = invitation.person_id
            )
        ),
        due as (
            select sitting.id as sitting_id, asked.person_id, asked.since, sitting.starts_at, min(lead.minutes) as minutes
            from sitting
            join meeting on meeting.id = sitting.meeting_id
            join cycle on cycle.id = meeting.cycle_id
            join asked on asked.sitting_id = sitting.id
            join person on person.id = asked.person_id
            left join reader on reader.person_id = person.id
            cross join (values (10080), (1440), (60)) as lead (minutes)
            where sitting.starts_at > $1 and sitting.starts_at <= $1::timestamptz + interval '7 days'
              and sitting.starts_at - make_interval(mins => lead.minutes) <= $1
              and sitting.cancelled_at is null and sitting.time_known and meeting.state = 'scheduled'
              and not cycle.trial and cycle.shown_at is not null and cycle.gone_at is null and person.erased_at is null
              and exists(select from address where address.person_id = person.id and confirmed_at is not null)
              and case lead.minutes
                  when 10080 then coalesce(reader.remind_week, true)
                  when 1440 then coalesce(reader.remind_day, true)
                  else coalesce(reader.remind_hour, false)
              end
            group by sitting.id, asked.person_id, asked.since, sitting.starts_at
        ),
        claimed as (
            insert into reminder (sitting_id, person_id, lead_minutes, starts_at, sent_at)
            select sitting_id, person_id, minutes, starts_at, $1
            from due
            where starts_at - make_interval(mins => minutes) >= since
              and not exists(
                  select from sitting_move
                  where sitting_move.sitting_id = due.sitting_id and at > starts_at - make_interval(mins => minutes)
              )
              and not exists(
                  select from reminder
                  where reminder.person_id = due.person_id and reminder.sitting_id = due.sitting_id
                    and lead_minutes = minutes and reminder.starts_at = due.starts_at
              )
            -- the same order for all workers, so that none waits for one that waits for it
            order by starts_at, sitting_id, person_id
            limit $2
            on conflict on constraint reminder_once do nothing
            returning sitting_id, person_id
        )
        select claimed.sitting_id as "sitting: SittingId", forum.slug, cycle.year, meeting.serial,
            person.id as "person: PersonId", person.name, address.email, coalesce(reader.zone, 'UTC') as "zone!",
            rsvp.answer as "answer?: Answer"
        from claimed
        join sitting on sitting.id = claimed.sitting_id
        join meeting on meeting.id = sitting.meeting_id
        join cycle on cycle.id = meeting.cycle_id
        join forum on forum.id = cycle.forum_id
        join person on person.id = claimed.person_id
        join lateral (
            select email from address where address.person_id = person.id and confirmed_at is not null
            order by created_at, email limit 1
        ) as address on true
        left join reader on reader.person_id = person.id
        left join rsvp on rsvp.sitting_id = claimed.sitting_id and rsvp.person_id = claimed.person_id
        order by claimed.sitting_id, person.id
        "#,
        now,
        most,
    )
    .fetch_all(db)
    .await
}
