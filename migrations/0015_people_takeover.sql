-- Two rows for one person: taking over a person that a facilitator had entered, and merging. Both can be undone.

alter table person
    add column entered_in bigint references cycle on delete set null,
    add column entered_by bigint references person;
comment on column person.entered_in is 'The cycle whose facilitators entered the person; null for whoever made their own account.';

create table person_offer (
    taker_id bigint not null references person,
    person_id bigint not null references person,
    offered_at timestamptz not null,
    declined_at timestamptz,
    primary key (taker_id, person_id),
    constraint person_offer_two check (taker_id <> person_id)
);
comment on table person_offer is '"Is this you?": the owner of an account confirmed an address that was on file for a person without one.';

create table person_merge (
    id bigint generated always as identity primary key,
    kind text not null constraint person_merge_kind check (kind in ('take_over', 'merge')),
    kept_id bigint not null references person,
    gone_id bigint not null references person,
    by_id bigint references person,
    at timestamptz not null,
    moved jsonb not null,
    undone_at timestamptz,
    undone_by bigint references person,
    constraint person_merge_two check (kept_id <> gone_id)
);
comment on table person_merge is 'What pointed to one person points to another. The row that is gone stays, for undoing, and so that its address answers.';
comment on column person_merge.moved is 'What was moved, by column: the rows'' numbers.';
comment on column person_merge.kind is 'A take-over moves roles only when somebody who runs their cycle confirms it.';
create unique index person_merge_once on person_merge (gone_id) where undone_at is null;
create index person_merge_kept on person_merge (kept_id) where undone_at is null;

create table person_apart (
    one_id bigint not null references person,
    other_id bigint not null references person,
    said_by bigint references person,
    at timestamptz not null,
    primary key (one_id, other_id),
    constraint person_apart_order check (one_id < other_id)
);
comment on table person_apart is 'Two people whose names look alike and who are two: somebody said so.';

-- An attribution says for ever what was said; to whom a name belongs may be found out later.
drop trigger attribution_final on attribution;
create trigger attribution_final before update on attribution
    for each row
    when (to_jsonb(old.*) - array['person_id', 'captured_by'] is distinct from to_jsonb(new.*) - array['person_id', 'captured_by'])
    execute function refuse_change_of_attribution();
comment on column attribution.person_id is 'Null while the name is text only: a name is linked by a person, never by likeness. May change when two rows are one person.';

-- Every foreign key to person is followed, so that a table that comes later need not be named here. Such a table has an
-- id; one that has none is refused loudly, by the missing column. The log is left alone: it says for ever
-- who acted then; so is consent, which nobody gives for another. The log never changes: it says who acted then.
create function repoint_person(from_id bigint, to_id bigint, but text[]) returns jsonb language plpgsql as $$
declare
    pointer record;
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
        begin
            execute format(
                'with moved as (update %1$I set %2$I = $2 where %2$I = $1 returning %3$I as row) select jsonb_agg(row) from moved',
                pointer.of_table, pointer.of_column, case pointer.of_table when 'address' then 'email' else 'id' end
            ) into rows using from_id, to_id;
        exception when unique_violation then
            -- The one that is kept has a word of their own there: it stands.
            rows := null;
        end;
        if rows is not null then
            moved := moved || jsonb_build_object(pointer.of_table || '.' || pointer.of_column, rows);
        end if;
    end loop;
    return moved;
end $$;
comment on function repoint_person is 'Lets everything that points to one person point to another, but for the tables named; gives what was moved.';

create function repoint_back(moved jsonb, from_id bigint, to_id bigint) returns integer language plpgsql as $$
declare
    pointer record;
    columns integer := 0;
begin
    for pointer in
        select split_part(key, '.', 1) as of_table, split_part(key, '.', 2) as of_column, value as rows from jsonb_each(moved)
    loop
        execute format(
            'update %1$I set %2$I = $2 where %2$I = $1 and %3$I::text in (select jsonb_array_elements_text($3))',
            pointer.of_table, pointer.of_column, case pointer.of_table when 'address' then 'email' else 'id' end
        ) using from_id, to_id, pointer.rows;
        columns := columns + 1;
    end loop;
    return columns;
end $$;
comment on function repoint_back is 'Moves back what was moved, as far as it still points there; gives how many columns.';
