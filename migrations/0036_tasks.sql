-- Tasks: what volunteers do between the calls. Who does one, and what state it is in, is kept consistent by the database.

create table citation (
    citing_id bigint not null references reference on delete cascade,
    cited_id bigint not null references reference on delete cascade,
    primary key (citing_id, cited_id)
);
comment on table citation is 'What came of what: a task of a paragraph. Both ends show it.';
create index citation_cited on citation (cited_id);
-- What lies under an address, such as the paragraphs of a report, in one range.
create index reference_under on reference (path collate "C");

create table task (
    id bigint generated always as identity primary key,
    cycle_id bigint not null references cycle,
    serial integer not null,
    title text not null,
    detail text not null default '',
    reference_id bigint references reference,
    milestone_id bigint references milestone on delete set null,
    due date,
    calls boolean not null,
    wanted integer not null default 1,
    role_kind text,
    holders integer not null default 0,
    state text not null,
    outcome text not null default '',
    outcome_link text not null default '',
    recorder_id bigint references person,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    ended_at timestamptz,
    edits integer not null default 0,
    free integer not null generated always as
        (case when calls and ended_at is null then greatest(wanted - holders, 0) else 0 end) stored,
    rank smallint not null generated always as
        (case when ended_at is not null then 3 when not calls or holders >= wanted then 2 when holders > 0 then 1 else 0 end) stored,
    constraint task_serial unique (cycle_id, serial),
    constraint task_state check (state in ('open', 'claimed', 'in_progress', 'done', 'dropped')),
    constraint task_wanted check (wanted between 1 and 50),
    constraint task_places check (holders <= wanted),
    constraint task_held check (case
        when state = 'open' then calls and holders = 0 and role_kind is null
        when state in ('claimed', 'in_progress') then holders > 0 or role_kind is not null
        else true end),
    constraint task_ended check ((state in ('done', 'dropped')) = (ended_at is not null)),
    constraint task_dropped check (state <> 'dropped' or outcome <> '')
);
comment on table task is 'A task that is not ended has a holder or calls for volunteers: task_held.';
comment on column task.serial is 'Its part of the address.';
comment on column task.reference_id is 'As it is cited; missing only within the transaction that adds it.';
comment on column task.due is 'The last day. Of a task with a milestone: that one''s, which it follows.';
comment on column task.calls is 'Whether volunteers are called for.';
comment on column task.role_kind is 'Held by whoever has this role in the cycle.';
comment on column task.holders is 'How many hold it; counted by the trigger task_claim_counted.';
comment on column task.outcome is 'Of one that is done: what came of it. Of one that was dropped: why.';
comment on column task.free is 'Free places.';
comment on column task.rank is 'The order of the board: nobody''s, free places, all taken, ended.';
create index task_board on task (cycle_id, rank, coalesce(due, 'infinity'), serial);
create index task_milestone on task (milestone_id) where milestone_id is not null;
create index task_reference on task (reference_id);

create table task_claim (
    id bigint generated always as identity primary key,
    task_id bigint not null references task on delete cascade,
    person_id bigint not null references person,
    state text not null,
    asked_by bigint references person,
    since timestamptz not null,
    ended_at timestamptz,
    note text not null default '',
    constraint task_claim_state check (state in ('asked', 'held', 'declined', 'withdrawn', 'released', 'done', 'dropped')),
    constraint task_claim_ended check ((state in ('asked', 'held')) = (ended_at is null))
);
comment on table task_claim is 'Who takes or took a task, every time. Asked: a facilitator asked them and they have not answered.';
comment on column task_claim.note is 'What they said when they gave it back or declined.';
create unique index task_claim_once on task_claim (task_id, person_id) where ended_at is null;
create index task_claim_person on task_claim (person_id, id desc);

-- Who gives a task back leaves it held by others, by a role, or open to volunteers; there is no fourth.
create function count_holders() returns trigger language plpgsql as $$
declare
    changed bigint := coalesce(new.task_id, old.task_id);
    now_held integer;
begin
    select count(*) into now_held from task_claim where task_id = changed and state = 'held';
    update task
    set holders = now_held,
        calls = calls or (ended_at is null and now_held = 0 and role_kind is null),
        state = case
            when ended_at is not null then state
            when now_held = 0 and role_kind is null then 'open'
            when state = 'open' then 'claimed'
            else state
        end
    where id = changed;
    return null;
end $$;
create trigger task_claim_counted after insert or update of state or delete on task_claim
    for each row execute function count_holders();

create function move_tasks_with_milestone() returns trigger language plpgsql as $$
begin
    update task set due = new.due where milestone_id = new.id and ended_at is null;
    return null;
end $$;
create trigger milestone_moves_tasks after update of due on milestone
    for each row when (old.due <> new.due) execute function move_tasks_with_milestone();

alter table reference drop constraint reference_kind;
alter table reference add constraint reference_kind
    check (kind in ('forum', 'cycle', 'milestone', 'meeting', 'report_paragraph', 'task'));
