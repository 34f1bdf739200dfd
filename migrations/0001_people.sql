-- Persons: anyone who is named or mailed, with or without an account.

create table stakeholder_group (
    code text primary key,
    position smallint not null,
    label text not null
);
comment on table stakeholder_group is 'The site''s codes for whom somebody speaks for; what was said is stored with each act and never rewritten.';

insert into stakeholder_group (code, position, label) values
    ('government', 1, 'Government'),
    ('civil_society', 2, 'Civil society'),
    ('private_sector', 3, 'Private sector'),
    ('technical_community', 4, 'Technical community'),
    ('academia', 5, 'Academia'),
    ('intergovernmental', 6, 'Intergovernmental organisation'),
    ('media', 7, 'Media'),
    ('other', 8, 'Other'),
    ('undisclosed', 9, 'Prefer not to say');

create table person (
    id bigint generated always as identity primary key,
    name text not null constraint person_name_length check (length(name) between 1 and 200),
    affiliation text not null default '',
    created_at timestamptz not null
);
comment on column person.affiliation is 'The present one; what it was on the day of a call stands in attribution.';

create table address (
    email text primary key constraint address_lower_case check (email = lower(email) and length(email) <= 254),
    person_id bigint not null references person,
    confirmed_at timestamptz,
    created_at timestamptz not null
);
comment on table address is 'An e-mail address belongs to one person. Never shown in public.';
create index address_person on address (person_id);
