-- Meetings: a call that was held can be moved to the cycle that it is of.

create table moved_meeting (
    cycle_id bigint not null references cycle,
    serial integer not null,
    to_cycle_id bigint not null references cycle,
    to_serial integer not null,
    at timestamptz not null,
    primary key (cycle_id, serial)
);
comment on table moved_meeting is 'Calls that stood in another cycle before: their former addresses lead to the present ones for ever and are not given away again.';
comment on column moved_meeting.to_cycle_id is 'Where the call is now, not where it went next: who moves it again moves all its former addresses.';
create index moved_meeting_to on moved_meeting (to_cycle_id, to_serial);

-- The year of a deleted test cycle is free again, with its addresses.
create or replace function delete_trial(the_cycle bigint, at timestamptz) returns boolean language plpgsql as $$
declare
    reports bigint[];
    attributions bigint[];
    windows bigint[];
begin
    update cycle set gone_at = at, summary = '', decided_by = '', decision_note = '', event_name = '', event_city = ''
    where id = the_cycle and trial and gone_at is null;
    if not found then
        return false;
    end if;
    select array_agg(report_text_id), array_agg(proposals_window_id) into reports, windows
    from meeting where cycle_id = the_cycle;
    select array_agg(attribution_id) into attributions
    from attendance join sitting on sitting.id = sitting_id join meeting on meeting.id = meeting_id
    where cycle_id = the_cycle;

    update meeting set said_in = null where said_in in (select id from meeting where cycle_id = the_cycle);
    delete from meeting where cycle_id = the_cycle;
    delete from deleted_meeting where cycle_id = the_cycle;
    delete from moved_meeting where cycle_id = the_cycle;
    delete from attribution where id = any(attributions);
    delete from time_window where id = any(windows);
    delete from version where text_id = any(reports);
    delete from revision where paragraph_id in (select id from paragraph where text_id = any(reports));
    delete from paragraph where text_id = any(reports);
    delete from text where id = any(reports);
    delete from milestone where cycle_id = the_cycle;
    delete from appointment where cycle_id = the_cycle;
    delete from role where cycle_id = the_cycle;
    -- The log points to these; a new cycle of the year takes its addresses afresh.
    update reference set visible = false, path = path || '~' || id where cycle_id = the_cycle;
    return true;
end $$;
