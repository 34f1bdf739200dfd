//! A large forum: 20 cycles of 100 calls, 100,000 people, 100 paragraphs in the report of each call; in one cycle 5,000
//! tasks and a poll of 200 times and 1,000 answers; and somebody with 500 things to do.

use sqlx::{Executor, PgPool};

/// Fills it in, in one go: what matters is how much there is, not how it came about.
pub async fn fill(pool: &PgPool) -> anyhow::Result<()> {
    for statement in STATEMENTS {
        pool.execute(*statement).await?;
    }
    Ok(())
}

const STATEMENTS: &[&str] = &[
    "insert into person (name, created_at) select 'Sample Person ' || n, '2005-01-01' from generate_series(1, 100000) n",
    "insert into forum (slug, name, title, created_at)
     values ('large', 'Large', 'Best Practice Forum on Large Numbers', '2005-01-01')",
    "insert into reference (kind, forum_id, label, path, visible)
     select 'forum', id, title, '/' || slug, true from forum where slug = 'large'",
    "insert into cycle (forum_id, year, title, state, event_city, event_first, event_last, created_at, shown_at)
     select forum.id, year, 'A theme of ' || year, case when year < 2018 then 'closed' else 'running' end, 'Geneva',
         make_date(year, 11, 12), make_date(year, 11, 14), make_date(year, 1, 15), make_date(year, 1, 15)
     from forum, generate_series(2006, 2025) year where slug = 'large'",
    "insert into milestone (cycle_id, position, title, kind, planned, due)
     select cycle.id, n, 'Milestone ' || n, 'other', make_date(year, n, 10), make_date(year, n, 15)
     from cycle join forum on forum.id = forum_id, generate_series(1, 12) n where slug = 'large'",
    // Roles: five facilitators and forty others in each cycle.
    "insert into role (cycle_id, person_id, kind, from_day)
     select cycle.id, 1000 + cycle.id * 50 + n, case when n <= 5 then 'facilitator' else 'participant' end,
         make_date(year, 1, 15)
     from cycle join forum on forum.id = forum_id, generate_series(1, 45) n where slug = 'large'",
    "insert into meeting (cycle_id, serial, kind, state, ordinal, created_at)
     select cycle.id, n, 'virtual', 'held', n, make_date(year, 1, 15)
     from cycle join forum on forum.id = forum_id, generate_series(1, 100) n where slug = 'large'",
    "insert into sitting (meeting_id, position, starts_at, minutes, uid, changed_at)
     select meeting.id, 1, make_timestamptz(year, 1, 15, 15, 0, 0, 'UTC') + serial * interval '3 days', 60,
         'large-' || meeting.id || '@example.org', make_date(year, 1, 15)
     from meeting join cycle on cycle.id = cycle_id join forum on forum.id = forum_id where slug = 'large'",
    "with texts as (
         insert into text (created_at)
         select '2006-01-01' from meeting join cycle on cycle.id = cycle_id join forum on forum.id = forum_id
         where slug = 'large'
         returning id
     ), numbered as (select id, row_number() over (order by id) n from texts),
     meetings as (
         select meeting.id, row_number() over (order by meeting.id) n
         from meeting join cycle on cycle.id = cycle_id join forum on forum.id = forum_id where slug = 'large'
     )
     update meeting set report_text_id = numbered.id
     from meetings join numbered using (n) where meetings.id = meeting.id",
    "insert into paragraph (text_id, code)
     select report_text_id, 'k' || translate(lpad(to_hex(n), 3, '0'), '0123456789abcdef', '23456789bcdfghjk')
     from meeting join cycle on cycle.id = cycle_id join forum on forum.id = forum_id, generate_series(1, 100) n
     where slug = 'large'",
    "insert into revision (paragraph_id, kind, body, created_at)
     select paragraph.id, 'numbered', 'It was said that norms come about by practice, **slowly**, and that paragraph '
         || paragraph.id || ' holds some forty words of a report, so that its length is that of a real one, with a link to '
         || 'a [page](https://example.org/' || paragraph.id || ') besides.', '2006-01-01'
     from paragraph join meeting on report_text_id = text_id join cycle on cycle.id = cycle_id
     join forum on forum.id = forum_id where slug = 'large'",
    "insert into version (text_id, state, created_at)
     select report_text_id, 'working', '2006-01-01'
     from meeting join cycle on cycle.id = cycle_id join forum on forum.id = forum_id where slug = 'large'",
    "insert into version_paragraph (version_id, position, paragraph_id, revision_id, number)
     select version.id, n, paragraph_id, revision_id, n
     from (select text_id, paragraph.id as paragraph_id, revision.id as revision_id,
               row_number() over (partition by text_id order by paragraph.id) n
           from paragraph join revision on revision.paragraph_id = paragraph.id) parts
     join version using (text_id)
     join meeting on report_text_id = text_id join cycle on cycle.id = cycle_id join forum on forum.id = forum_id
     where slug = 'large'",
    "update version set state = 'published', number = 1, published_at = '2006-02-01'
     from meeting join cycle on cycle.id = cycle_id join forum on forum.id = forum_id
     where report_text_id = version.text_id and slug = 'large'",
    // Twenty-five people in each call.
    "with said as (
         insert into attribution (name, affiliation, person_id, channel, as_of, created_at)
         select person.name, 'Sample Organisation ' || person.id % 500, person.id, 'meeting', '2006-01-01', '2006-01-01'
         from person where name like 'Sample Person %' order by id limit 50000
         returning id
     ), numbered as (select id, row_number() over (order by id) - 1 as n from said),
     sittings as (
         select sitting.id, row_number() over (order by sitting.id) - 1 as n from sitting where uid like 'large-%'
     )
     insert into attendance (sitting_id, position, attribution_id, place)
     select sittings.id, numbered.n % 25, numbered.id, 'other'
     from numbered join sittings on sittings.n = numbered.n / 25",
    "insert into activity (at, verb, forum_id, cycle_id, visibility, summary)
     select make_timestamptz(year, 1, 15, 12, 0, 0, 'UTC') + n * interval '1 hour', 'meeting.held', forum.id, cycle.id,
         'public', 'Call ' || n || ' was held.'
     from cycle join forum on forum.id = forum_id, generate_series(1, 1000) n where slug = 'large'",
    // A tenth is nobody's, half is done, the others have somebody.
    "insert into task (cycle_id, serial, title, due, calls, state, outcome, created_at, changed_at, ended_at)
     select cycle.id, n, 'Research question ' || n, date '2018-01-15' + n % 300, true,
         case when n % 2 = 0 then 'done' else 'open' end, case when n % 2 = 0 then 'A page of notes.' else '' end,
         '2018-01-15', '2018-01-15', case when n % 2 = 0 then timestamptz '2018-06-01' end
     from cycle join forum on forum.id = forum_id, generate_series(1, 5000) n where slug = 'large' and year = 2018",
    "insert into task_claim (task_id, person_id, state, since, ended_at)
     select id, 1000 + serial, case when state = 'done' then 'done' else 'held' end, '2018-02-01', ended_at
     from task where title like 'Research question %' and serial % 10 <> 1",
    // Somebody with 500 things: 400 tasks that they hold, 50 that they did, 50 calls that they were invited to.
    "update task set wanted = 2 where title like 'Research question %'",
    "insert into task_claim (task_id, person_id, state, since, ended_at)
     select id, 1, case when state = 'done' then 'done' else 'held' end, '2018-02-01', ended_at
     from task where title like 'Research question %' and (state <> 'done' and serial < 800 or state = 'done' and serial <= 100)",
    "insert into meeting (cycle_id, serial, kind, state, created_at)
     select cycle.id, n, 'informal', 'scheduled', '2025-01-15'
     from cycle join forum on forum.id = forum_id, generate_series(101, 150) n where slug = 'large' and year = 2025",
    "insert into reference (kind, forum_id, cycle_id, label, path, visible)
     select 'meeting', forum.id, cycle.id, 'Call ' || serial, '/large/2025/meetings/' || serial, true
     from meeting join cycle on cycle.id = cycle_id join forum on forum.id = forum_id
     where slug = 'large' and meeting.state = 'scheduled'",
    "insert into sitting (meeting_id, position, starts_at, minutes, uid, changed_at)
     select meeting.id, 1, timestamptz '2099-01-01 15:00Z' + serial * interval '1 day', 60, 'ahead-' || meeting.id, '2025-01-15'
     from meeting where state = 'scheduled' and serial > 100",
    "insert into invitation (sitting_id, person_id, invited_at, told_at, told_sequence)
     select id, 1, '2025-01-15', '2025-01-15', 0 from sitting where uid like 'ahead-%'",
    // A poll of 200 times and 1,000 answers, about a call to come.
    "with call as (
         insert into meeting (cycle_id, serial, kind, state, intention_kind, intention_text, created_at)
         select cycle.id, 101, 'virtual', 'intended', 'window', 'some time', '2018-01-15'
         from cycle join forum on forum.id = forum_id where slug = 'large' and year = 2018
         returning id
     ), asking as (
         insert into time_window (opens_at, closes_at, opened_at) values ('2018-10-01', '2030-01-01', '2018-10-01') returning id
     )
     insert into poll (meeting_id, time_window_id, minutes, zone, created_at)
     select call.id, asking.id, 60, 'UTC', '2018-10-01' from call, asking",
    "insert into poll_slot (poll_id, starts_at, added_at)
     select poll.id, timestamptz '2030-01-02' + n * interval '3 hours', '2018-10-01' from poll, generate_series(1, 200) n
     where minutes = 60",
    "insert into poll_reply (poll_id, person_id, guest, shows_name, zone, first_at, answered_at)
     select poll.id, person.id, true, true, 'Asia/Tokyo', '2018-10-01', '2018-10-01'
     from poll, person where person.name like 'Sample Person %' and person.id % 100 = 0",
    "insert into poll_answer (slot_id, reply_id, fit, answered_at)
     select poll_slot.id, poll_reply.id, (array['yes', 'if_need_be', 'no'])[1 + (poll_slot.id * 7 + poll_reply.id * 13) % 3], '2018-10-01'
     from poll_slot join poll_reply using (poll_id) on conflict do nothing",
];
