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
