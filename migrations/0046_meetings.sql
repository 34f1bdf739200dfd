-- The first sitting of a meeting, kept beside it: the number that a scheduled call would have follows from it.

alter table meeting add column first_at timestamptz;
comment on column meeting.first_at is 'When its first sitting begins; kept by a trigger on sitting.';

create function keep_first_at() returns trigger language plpgsql as $$
begin
    update meeting
    set first_at = (select min(starts_at) from sitting where sitting.meeting_id = meeting.id)
    where id in (old.meeting_id, new.meeting_id);
    return null;
end $$;
create trigger sitting_first_at after insert or delete or update of starts_at, meeting_id on sitting
    for each row execute function keep_first_at();

update meeting set first_at = (select min(starts_at) from sitting where sitting.meeting_id = meeting.id);

create index meeting_to_come on meeting (cycle_id, first_at, id) where state = 'scheduled' and kind = 'virtual';
