-- Profiles: for whom a person speaks and from when, organisations, region and country; a forum's own words for the
-- stakeholder groups.

create table organisation (
    id bigint generated always as identity primary key,
    name text not null constraint organisation_name unique constraint organisation_name_length check (length(name) between 1 and 200),
    kind text constraint organisation_kind check (kind in ('government', 'intergovernmental', 'company', 'civil_society',
        'technical', 'academic', 'nri', 'media', 'other')),
    created_at timestamptz not null
);
comment on table organisation is 'Named by people in their profiles, as they write it. Two rows are never made one by themselves.';
comment on column organisation.kind is 'Null where nobody said.';

create table affiliation (
    id bigint generated always as identity primary key,
    person_id bigint not null references person,
    position integer not null,
    name text not null constraint affiliation_name_length check (length(name) between 1 and 200),
    organisation_id bigint references organisation,
    from_day date,
    to_day date,
    constraint affiliation_days check (to_day >= from_day)
);
comment on table affiliation is 'For whom a person speaks, in their own order and words. What it was on the day of a call stands in attribution.';
comment on column affiliation.to_day is 'Last day; null while it lasts.';
create index affiliation_person on affiliation (person_id, position);

insert into affiliation (person_id, position, name)
select id, 1, left(affiliation, 200) from person where affiliation <> '';
alter table person drop column affiliation;

alter table person
    add column pronouns text not null default '' constraint person_pronouns_length check (length(pronouns) <= 40),
    add column group_code text references stakeholder_group,
    add column region text constraint person_region check (region in ('africa', 'asia_pacific', 'eastern_europe',
        'latin_america_caribbean', 'western_europe_others')),
    add column country text constraint person_country check (country ~ '^[A-Z]{2}$'),
    add column edits integer not null default 0;
comment on column person.group_code is 'As in the profile today; what was stated with an act stands in its attribution.';
comment on column person.region is 'One of the five regional groups of the United Nations.';
comment on column person.country is 'ISO 3166-1 alpha-2.';
comment on column person.edits is 'Grows with each save of the profile: a form that was opened before is told so.';
