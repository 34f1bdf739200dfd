-- The audit: the log is only ever added to.

alter table activity add column subject_id bigint references person;
comment on column activity.subject_id is 'Whom it was about, where that is one person: erasing them blanks what it said.';
create index activity_actor on activity (actor_id, id desc);
create index activity_subject on activity (subject_id) where subject_id is not null;

create function refuse_change_of_activity() returns trigger language plpgsql as $$
begin
    -- The one exception: erase_activity blanks what an act said, and leaves that it was done, when and by whom.
    if tg_op = 'UPDATE' and current_setting('intersession.erasing', true) = 'on' then
        new.summary := '';
        new.diff := '{}';
        if (to_jsonb(new) - '{summary,diff}'::text[]) = (to_jsonb(old) - '{summary,diff}'::text[]) then
            return new;
        end if;
    end if;
    raise exception 'the log of activity never changes' using errcode = 'integrity_constraint_violation', constraint = 'activity_is_final';
end $$;
create trigger activity_final before update or delete on activity
    for each row execute function refuse_change_of_activity();
create trigger activity_final_whole before truncate on activity
    for each statement execute function refuse_change_of_activity();

-- Blanks what the log says about a person: acts about them, and acts that name them. Call it while they still have
-- their name. Gives how many were blanked.
create function erase_activity(person bigint) returns bigint language plpgsql as $$
declare
    -- Names are compared as whole words, whatever stands around them.
    marks constant text := '.,:;()[]{}"“”‘’''!?/';
    spaces constant text := repeat(' ', 19);
    named text := (select ' ' || translate(name, marks, spaces) || ' ' from person as one where one.id = erase_activity.person);
    blanked bigint;
begin
    perform set_config('intersession.erasing', 'on', true);
    update activity set summary = '', diff = '{}'
    where subject_id = erase_activity.person
       or position(named in ' ' || translate(summary, marks, spaces) || ' ') > 0
       or position(named in ' ' || translate(diff::text, marks, spaces) || ' ') > 0;
    get diagnostics blanked = row_count;
    perform set_config('intersession.erasing', 'off', true);
    return blanked;
end $$;
