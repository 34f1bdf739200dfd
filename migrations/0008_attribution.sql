-- Attribution: who it was, for whom, as of that day. One row per submission, never changed afterwards.

create table attribution (
    id bigint generated always as identity primary key,
    name text not null constraint attribution_name_length check (length(name) between 1 and 200),
    affiliation text not null default '',
    person_id bigint references person,
    group_code text references stakeholder_group,
    channel text not null constraint attribution_channel check (channel in ('site', 'meeting', 'import')),
    captured_by bigint references person,
    as_of date not null,
    created_at timestamptz not null
);
comment on column attribution.person_id is 'Null while the name is text only: a name is linked by a person, never by likeness.';
comment on column attribution.as_of is 'The day for which name and affiliation hold: of a call, the day of its first sitting.';

create function refuse_change_of_attribution() returns trigger language plpgsql as $$
begin
    raise exception 'an attribution never changes' using errcode = 'integrity_constraint_violation', constraint = 'attribution_is_final';
end $$;
create trigger attribution_final before update on attribution
    for each row execute function refuse_change_of_attribution();
