-- Cycles that are prepared before anybody else sees them, and test cycles, which can be deleted whole.

alter table cycle add column trial boolean not null default false;
alter table cycle add column shown_at timestamptz;
alter table cycle add column gone_at timestamptz;
update cycle set shown_at = created_at;
comment on column cycle.trial is 'Made to try things out: it can be deleted whole. A real one cannot.';
comment on column cycle.shown_at is 'When it was shown to everybody; before that it is a draft, for those who work in it.';
comment on column cycle.gone_at is 'When a test cycle was deleted. The row stays for the log, and its addresses answer 410.';
alter table cycle add constraint cycle_gone check (gone_at is null or trial);
-- The year of a deleted test cycle is free again.
alter table cycle drop constraint cycle_year;
create unique index cycle_year on cycle (forum_id, year) where gone_at is null;

-- Deletes what is in a test cycle; what was done in it stays in the log. False when it is none, or gone already.
create function delete_trial(the_cycle bigint, at timestamptz) returns boolean language plpgsql as $$
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
