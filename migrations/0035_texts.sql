-- How a text stands is read with every list, so it stands on the text and is not counted from its versions each time.

alter table text add column state text not null default 'missing'
    constraint text_state check (state in ('missing', 'drafted', 'published', 'corrected'));
comment on column text.state is 'Follows from its versions, kept by the trigger version_states_text. missing: nothing is out, nothing is written; drafted: something is written; published: out; corrected: out, and a correction is being written.';

create function state_text() returns trigger language plpgsql as $$
declare
    changed bigint := coalesce(new.text_id, old.text_id);
begin
    update text
    set state = (
        select case
            when bool_or(version.state = 'published') then
                case when bool_or(version.state = 'working') then 'corrected' else 'published' end
            when bool_or(version.state = 'working') then 'drafted'
            else 'missing'
        end
        from version where version.text_id = changed
    )
    where id = changed;
    return null;
end $$;
create trigger version_states_text after insert or update of state or delete on version
    for each row execute function state_text();

update text set state = coalesce((
    select case
        when bool_or(version.state = 'published') then
            case when bool_or(version.state = 'working') then 'corrected' else 'published' end
        when bool_or(version.state = 'working') then 'drafted'
    end
    from version where version.text_id = text.id
), 'missing');
