-- Meetings: what waits for a report, what was changed, dropped or deleted, and what nobody said.

alter table meeting add column record_waits boolean not null default false;
comment on column meeting.record_waits is 'Recordings and participants came in with a draft report: they are public once that is published.';

create table annex_change (
    id bigint generated always as identity primary key,
    meeting_id bigint not null references meeting on delete cascade,
    at timestamptz not null
);
comment on table annex_change is 'When the list of participants changed for readers after its report was out. Never who: a name that was taken out stays out.';
create index annex_change_meeting on annex_change (meeting_id, id);

create table deleted_meeting (
    cycle_id bigint not null references cycle,
    serial integer not null,
    at timestamptz not null,
    reason text not null constraint deleted_meeting_reason check (reason <> ''),
    primary key (cycle_id, serial)
);
comment on table deleted_meeting is 'Calls that were scheduled by mistake: their addresses say so for ever and are not given away again.';

alter table meeting
    add column dropped_at timestamptz,
    add column drop_reason text not null default '';
comment on column meeting.dropped_at is 'When it was dropped before it had a time. Of a call with a time, each sitting says when it was cancelled.';

-- Until now only the activity said why: "… was cancelled. The reason."
update meeting
set dropped_at = said.at, drop_reason = said.reason
from (
    select distinct on (reference.path) reference.path, activity.at,
        substr(activity.summary, strpos(activity.summary, ' was cancelled. ') + length(' was cancelled. ')) as reason
    from activity
    join reference on reference.id = activity.reference_id
    where activity.verb = 'meeting.cancelled' and strpos(activity.summary, ' was cancelled. ') > 0
    order by reference.path, activity.id desc
) as said, cycle, forum
where meeting.state = 'cancelled' and not exists (select from sitting where meeting_id = meeting.id)
  and cycle.id = meeting.cycle_id and forum.id = cycle.forum_id
  and said.path = '/' || forum.slug || '/' || cycle.year || '/meetings/' || meeting.serial;

alter table sitting alter column minutes drop not null;
comment on column sitting.minutes is 'Null where nobody said how long it lasts.';

-- No import says how long a call was: an hour had been assumed.
update sitting
set minutes = null
from meeting
where meeting.id = sitting.meeting_id and sitting.minutes = 60
  and (not sitting.time_known
       or exists (select from imported_report where meeting_id = meeting.id and imported_report.at = meeting.created_at));

alter table sitting_move
    add column from_known boolean not null default true,
    add column to_known boolean not null default true;
comment on column sitting_move.from_known is 'False where only the day was on record: its time of day is not shown.';
update sitting_move set from_known = false, to_known = false
from sitting
where sitting.id = sitting_id and not sitting.time_known;
