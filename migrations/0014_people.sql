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

create table forum_group (
    forum_id bigint not null references forum,
    code text not null,
    site_code text not null references stakeholder_group,
    label text not null constraint forum_group_label check (length(label) between 1 and 80),
    hidden boolean not null default false,
    primary key (forum_id, code)
);
comment on table forum_group is 'A forum''s own words for the stakeholder groups: only where they differ from the site''s. None is ever taken out; it is hidden.';
comment on column forum_group.code is 'The site''s code where the forum calls that group otherwise or hides it; of a group that the forum added, its own.';
comment on column forum_group.site_code is 'What it counts as on the whole site.';

alter table forum add column group_edits integer not null default 0;
comment on column forum.group_edits is 'Grows with each save of the forum''s stakeholder groups.';

alter table attribution add column group_label text not null default '';
comment on column attribution.group_label is 'The group as it was worded then, where the forum worded it otherwise than the site.';
