-- Meetings: calls that an import made, which can be taken back whole; sittings in the order of time.

alter table meeting add column by_import boolean not null default false;
comment on column meeting.by_import is 'Made by an import, which alone said that it was held: while its report is not published it can be taken back whole.';
update meeting set by_import = true
from imported_report
where imported_report.meeting_id = meeting.id and imported_report.at = meeting.created_at;

alter table deleted_meeting add column by_import boolean not null default false;
comment on column deleted_meeting.by_import is 'It had been imported by mistake, not scheduled.';
comment on table deleted_meeting is 'Calls that were scheduled or imported by mistake: their addresses say so for ever and are not given away again.';

-- Sittings change places in one statement.
alter table sitting drop constraint sitting_position;
alter table sitting add constraint sitting_position unique (meeting_id, position) deferrable;
comment on column sitting.position is '1 for the first: sittings stand in the order of time, whichever order they were typed in.';
update sitting set position = ordered.place
from (select id, row_number() over (partition by meeting_id order by starts_at, position)::integer as place from sitting) as ordered
where ordered.id = sitting.id and ordered.place <> sitting.position;
