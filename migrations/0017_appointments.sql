-- Appointments: what lets somebody publish or mail takes the word of two people.

create table appointment (
    id bigint generated always as identity primary key,
    office text not null constraint appointment_office check (office in ('role', 'secretariat', 'secretariat_end')),
    person_id bigint not null references person,
    cycle_id bigint references cycle,
    kind text,
    label text not null default '',
    from_day date,
    to_day date,
    proposed_by bigint not null references person,
    proposed_at timestamptz not null,
    state text not null default 'waiting' constraint appointment_state check (state in ('waiting', 'confirmed', 'declined', 'taken_back')),
    settled_by bigint references person,
    settled_at timestamptz,
    constraint appointment_role check (
        (office = 'role') = (cycle_id is not null) and (office = 'role') = (kind is not null) and (office = 'role') = (from_day is not null)),
    constraint appointment_days check (to_day >= from_day),
    constraint appointment_settled check ((state = 'waiting') = (settled_by is null) and (state = 'waiting') = (settled_at is null)),
    constraint appointment_second_person check (state <> 'confirmed' or settled_by <> proposed_by)
);
comment on table appointment is 'Proposed by one person; a role is given, or an account changed, when another confirms. What was settled is kept.';
comment on column appointment.office is 'A role in a cycle; running the site; running it no longer.';
comment on column appointment.kind is 'Of a role, as in role.kind.';
create unique index appointment_one_waiting on appointment (person_id, office, coalesce(cycle_id, 0), coalesce(kind, ''))
    where state = 'waiting';
create index appointment_cycle on appointment (cycle_id) where state = 'waiting';

-- Somebody runs the site, always: of two who leave at once, the second is refused.
create function keep_last_secretariat() returns trigger language plpgsql as $$
begin
    if not old.secretariat or (tg_op = 'UPDATE' and new.secretariat) then
        return case when tg_op = 'DELETE' then old else new end;
    end if;
    perform pg_advisory_xact_lock(hashtext('account_last_secretariat'));
    if not exists (select from account where secretariat and id <> old.id) then
        raise exception 'account % is the last that runs the site', old.id using errcode = 'integrity_constraint_violation', constraint = 'account_last_secretariat';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger account_last_secretariat before update of secretariat or delete on account
    for each row execute function keep_last_secretariat();
