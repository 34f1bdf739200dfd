-- Subscriptions: who follows what, and how often they hear of it. Following a forum is subscribing to its announcements.

create table subscription (
    id bigint generated always as identity primary key,
    person_id bigint not null references person on delete cascade,
    reference_id bigint not null references reference on delete cascade,
    pace text not null constraint subscription_pace check (pace in ('daily', 'weekly', 'off')),
    began_at timestamptz not null,
    changed_at timestamptz not null,
    constraint subscription_once unique (person_id, reference_id)
);
comment on column subscription.reference_id is 'What is followed: a forum, a cycle, or one object in it. The nearest to an act says how often its reader hears of it.';
comment on column subscription.pace is 'Off is kept: who left stays away, whatever is imported or given to them later.';
create index subscription_reference on subscription (reference_id) where pace <> 'off';

create table reader (
    id bigint generated always as identity primary key,
    person_id bigint not null constraint reader_person unique references person on delete cascade,
    zone text not null default 'UTC',
    hour smallint not null default 7 constraint reader_hour check (hour between 0 and 23),
    weekday smallint not null default 1 constraint reader_weekday check (weekday between 1 and 7),
    digests boolean not null default true,
    next_at timestamptz,
    last_at timestamptz
);
comment on table reader is 'How somebody wants their mail. A row is made with the first thing that they are to hear.';
comment on column reader.zone is 'IANA name; times in mail are given in it and in UTC.';
comment on column reader.hour is 'Of the day, in the zone. Where the clock skips it, the hour after.';
comment on column reader.weekday is 'Of what they want weekly: 1 is Monday (ISO 8601).';
comment on column reader.digests is 'False: no digest at all, whatever they follow.';
comment on column reader.next_at is 'When the next digest is due; null while nothing waits.';
comment on column reader.last_at is 'When the last one was queued: the next covers what came after.';
create index reader_due on reader (next_at) where next_at is not null;

-- A link that stands for a person, for as long as they get mail: every mail carries the same one.
alter table link add column person_id bigint references person on delete cascade;
alter table link add column nonce bytea;
alter table link add column seen_at timestamptz;
comment on column link.person_id is 'For whom a link stands that can be used many times.';
comment on column link.nonce is 'Of a link that stands for somebody: with the site''s key it gives the secret, so that the next mail can carry the same link.';
comment on column link.seen_at is 'When a link that stands for somebody was last used.';
create unique index link_standing on link (person_id, purpose, details) where person_id is not null and used_at is null;
alter table link add constraint link_nonce check ((person_id is null) = (nonce is null));
alter table link drop constraint link_purpose;
alter table link add constraint link_purpose check (purpose in ('first_administrator', 'invitation', 'sign_up', 'sign_in', 'reset',
    'confirm_address', 'delete_account', 'follow', 'mail'));

alter table consent drop constraint consent_how;
alter table consent add constraint consent_how check (how in ('sign_up', 'invitation', 'first_account', 'settings', 'follow'));

-- Of two rows for one person, each may follow the same thing: what clashes stays, everything else moves.
create or replace function repoint_person(from_id bigint, to_id bigint, but text[]) returns jsonb language plpgsql as $$
declare
    pointer record;
    key text;
    one text;
    rows jsonb;
    moved jsonb := '{}';
begin
    for pointer in
        select fk.conrelid::regclass::text as of_table, pg_attribute.attname as of_column
        from pg_constraint fk
        join pg_attribute on pg_attribute.attrelid = fk.conrelid and pg_attribute.attnum = fk.conkey[1]
        where fk.contype = 'f' and fk.confrelid = 'person'::regclass
          and fk.conrelid::regclass::text <> all (but || array['activity', 'consent', 'person_offer', 'person_merge', 'person_apart'])
        order by 1, 2
    loop
        key := case pointer.of_table when 'address' then 'email' else 'id' end;
        begin
            execute format(
                'with moved as (update %1$I set %2$I = $2 where %2$I = $1 returning %3$I as row) select jsonb_agg(row) from moved',
                pointer.of_table, pointer.of_column, key
            ) into rows using from_id, to_id;
        exception when unique_violation then
            rows := null;
            for one in execute format('select %2$I::text from %1$I where %3$I = $1', pointer.of_table, key, pointer.of_column)
                using from_id
            loop
                begin
                    execute format('update %1$I set %2$I = $2 where %3$I::text = $1', pointer.of_table, pointer.of_column, key)
                        using one, to_id;
                    rows := coalesce(rows, '[]') || to_jsonb(one);
                exception when unique_violation then
                    -- The one that is kept has a word of their own there: it stands.
                    null;
                end;
            end loop;
        end;
        if rows is not null then
            moved := moved || jsonb_build_object(pointer.of_table || '.' || pointer.of_column, rows);
        end if;
    end loop;
    return moved;
end $$;
