-- The work plan opens and closes tools: a milestone points to a window.

alter table time_window
    add column waits boolean not null default false,
    add column asked_at timestamptz,
    add column opened_at timestamptz;
comment on column time_window.waits is 'It opens by the word of a person. opens_at says for when that was planned.';
comment on column time_window.asked_at is 'When those who run the cycle were asked for that word; once for each time that it is planned for.';
comment on column time_window.opened_at is 'When it was put on record that it is open; null while it is not.';
update time_window set opened_at = opens_at;

alter table time_window_change
    add column edge text not null default 'close' constraint time_window_change_edge check (edge in ('open', 'close'));
comment on table time_window_change is 'Each move of the opening or the closing time.';

alter table milestone
    add column time_window_id bigint constraint milestone_window unique references time_window on delete set null,
    add column automatic boolean not null default false;
comment on column milestone.time_window_id is 'What it opens on its first day, where it has one, and closes at the end of its last.';
comment on column milestone.automatic is 'That opens by itself. Otherwise a person says so on the day.';

create view tool as
    select poll.time_window_id, 'poll' as kind, meeting.cycle_id, forum.slug, cycle.year,
        '/' || forum.slug || '/' || cycle.year || '/meetings/' || meeting.serial as path, poll.state <> 'open' as settled,
        (select max(starts_at) from poll_slot where poll_slot.poll_id = poll.id and dropped_at is null) as latest
    from poll
    join meeting on meeting.id = poll.meeting_id
    join cycle on cycle.id = meeting.cycle_id
    join forum on forum.id = cycle.forum_id
    union all
    select meeting.proposals_window_id, 'proposals', meeting.cycle_id, forum.slug, cycle.year,
        '/' || forum.slug || '/' || cycle.year || '/meetings/' || meeting.serial, meeting.state <> 'scheduled',
        (select min(starts_at) from sitting where sitting.meeting_id = meeting.id)
    from meeting
    join cycle on cycle.id = meeting.cycle_id
    join forum on forum.id = cycle.forum_id
    where meeting.proposals_window_id is not null;
comment on view tool is 'What takes input for a time, with the thing that it belongs to (path, as in reference). Each kind of tool adds its rows.';
comment on column tool.settled is 'Nothing can be opened any more.';
comment on column tool.latest is 'It makes no sense to be open after that.';
