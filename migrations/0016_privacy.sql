-- Privacy: what a person sees, downloads, and has removed.

alter table person add column erased_at timestamptz;
comment on column person.erased_at is 'When the name was removed on request. The row stays: roles and annexes keep their shape.';

create index attribution_person on attribution (person_id) where person_id is not null;
create index message_recipient on message (recipient);

-- Having one's name removed.

create function removed_name() returns text language sql immutable parallel safe as $$
    select 'Name removed on request'
$$;

-- An attribution never changes, with one exception: the name of a person who asked for it is removed, and what tells
-- who it was with it. That it was said, when, through which channel, and by the same person as elsewhere, stays.
create or replace function refuse_change_of_attribution() returns trigger language plpgsql as $$
begin
    if new.name = removed_name() and new.affiliation = ''
        and (new.group_code is null or new.group_code = old.group_code) and new.group_label in ('', old.group_label)
        and to_jsonb(new) - '{name,affiliation,group_code,group_label}'::text[]
            = to_jsonb(old) - '{name,affiliation,group_code,group_label}'::text[]
    then
        return new;
    end if;
    raise exception 'an attribution never changes' using errcode = 'integrity_constraint_violation', constraint = 'attribution_is_final';
end $$;

create function erase_attributions(of_person bigint, keep_group boolean) returns void language sql as $$
    update attribution
    set name = removed_name(), affiliation = '', group_code = case when keep_group then group_code end,
        group_label = case when keep_group then group_label else '' end
    where person_id = of_person
$$;

create function cycles_of(of_person bigint) returns setof bigint language sql stable as $$
    select cycle_id from role where person_id = of_person
    union
    select cycle_id
    from meeting
    join sitting on sitting.meeting_id = meeting.id
    join attendance on attendance.sitting_id = sitting.id
    join attribution on attribution.id = attendance.attribution_id
    where attribution.person_id = of_person
$$;
comment on function cycles_of is 'Where others gave the person a role or listed them. Elsewhere the same name may be somebody else''s.';

create function naming(name text) returns text language sql immutable parallel safe as $$
    select '(?<![[:alnum:]])' || regexp_replace(name, '([^[:alnum:][:space:]])', '\\\1', 'g') || '(?![[:alnum:]])'
$$;
comment on function naming is 'A pattern that finds the name as whole words.';

alter table link drop constraint link_purpose;
alter table link drop constraint link_account;
alter table link add constraint link_purpose check (purpose in ('first_administrator', 'invitation', 'sign_up', 'sign_in', 'reset',
    'confirm_address', 'delete_account'));
alter table link add constraint link_account check (
    (purpose in ('sign_in', 'reset', 'confirm_address', 'delete_account')) = (account_id is not null));

-- What lists of participants show of a person.

alter table person add column annex_shown text not null default 'full'
    constraint person_annex_shown check (annex_shown in ('full', 'name', 'hidden'));
comment on column person.annex_shown is 'What lists of participants show, unless the person chose otherwise for a call or whoever wrote the list hides more.';

create table annex_choice (
    id bigint generated always as identity primary key,
    person_id bigint not null references person,
    meeting_id bigint not null references meeting on delete cascade,
    shown text not null constraint annex_choice_shown check (shown in ('full', 'name', 'hidden')),
    chosen_at timestamptz not null,
    constraint annex_choice_once unique (person_id, meeting_id)
);
comment on table annex_choice is 'The person''s own word for one call. It goes before everything else, and outlives a list that is written anew.';

-- Retention: what is erased when its time is over.

create table retention (
    kind text primary key,
    days integer not null,
    constraint retention_bounds check (
        kind = 'links' and days between 1 and 90
        or kind = 'sign_ups' and days between 1 and 30
        or kind = 'messages' and days between 7 and 90)
);
comment on table retention is 'For how many days something is kept after its end. The bounds stand in the code too, where they are explained.';
insert into retention (kind, days) values ('links', 30), ('sign_ups', 30), ('messages', 30);

create table job (
    name text primary key,
    due_at timestamptz not null
);
comment on table job is 'What is done once in a while: whoever locks the row first does it, the other servers pass by.';
insert into job (name, due_at) values ('retention', '2000-01-01T00:00Z');
create index activity_retention on activity (id desc) where verb = 'retention.ran';

-- Privacy notices, and what people agreed to.

create table privacy_notice (
    id bigint generated always as identity primary key,
    forum_id bigint references forum,
    version integer not null,
    controller text not null constraint privacy_notice_controller check (length(controller) between 1 and 200),
    contact text not null constraint privacy_notice_contact check (length(contact) between 1 and 200),
    body text not null,
    published_at timestamptz not null,
    published_by bigint references person,
    constraint privacy_notice_version unique nulls not distinct (forum_id, version)
);
comment on table privacy_notice is 'Versions of a notice, all public; the one with the largest number is in force. Of the site where forum_id is null.';
comment on column privacy_notice.controller is 'Who decides about the data, by name.';
comment on column privacy_notice.contact is 'How the controller is reached, as they want it to be read by everybody.';

create function refuse_change_of_notice() returns trigger language plpgsql as $$
begin
    raise exception 'a published notice never changes' using errcode = 'integrity_constraint_violation', constraint = 'privacy_notice_is_final';
end $$;
create trigger privacy_notice_final before update on privacy_notice
    for each row execute function refuse_change_of_notice();

create table consent (
    id bigint generated always as identity primary key,
    person_id bigint not null references person,
    purpose text not null constraint consent_purpose check (purpose in ('notice', 'publication', 'list', 'outreach')),
    notice_id bigint references privacy_notice,
    wording text not null,
    how text not null constraint consent_how check (how in ('sign_up', 'invitation', 'first_account', 'settings')),
    given_at timestamptz not null,
    withdrawn_at timestamptz
);
comment on table consent is 'What a person agreed to: which words, when, how. Withdrawn is noted, not deleted.';
comment on column consent.wording is 'The sentence that was agreed to, as it was read.';
comment on column consent.notice_id is 'The notice in force then; null while none was published.';
create index consent_person on consent (person_id, id);
create unique index consent_once on consent (person_id, purpose) where withdrawn_at is null and purpose <> 'notice';
