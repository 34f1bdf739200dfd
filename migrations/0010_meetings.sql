-- Meetings: records that wait for their report, and changes of a list that was out.

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
