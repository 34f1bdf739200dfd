-- Tasks: personal links to them, and check-ins: how it stands is asked at half time and on the last day.

alter table link drop constraint link_purpose;
alter table link add constraint link_purpose check (purpose in ('first_administrator', 'invitation', 'sign_up', 'sign_in', 'reset',
    'confirm_address', 'delete_account', 'follow', 'mail', 'rsvp', 'poll', 'poll_address', 'task'));

alter table task_claim drop constraint task_claim_state;
alter table task_claim add constraint task_claim_state
    check (state in ('asked', 'held', 'declined', 'withdrawn', 'released', 'lapsed', 'done', 'dropped'));
comment on column task_claim.state is 'Lapsed: who had it answered neither of two check-ins, and had been told what would follow.';
create index task_claim_held on task_claim (task_id) where state = 'held';

create table task_check_in (
    id bigint generated always as identity primary key,
    claim_id bigint not null references task_claim on delete cascade,
    kind text not null constraint task_check_in_kind check (kind in ('half', 'due')),
    due date not null,
    asked_at timestamptz not null,
    lapses_on date,
    constraint task_check_in_once unique (claim_id, kind, due)
);
comment on table task_check_in is 'How it stands was asked of whoever has a task. The constraint makes it once, however many workers ask.';
comment on column task_check_in.kind is 'Half: between the claim, or what was last heard, and the last day. Due: on the last day.';
comment on column task_check_in.due is 'The task''s last day when it was asked. Once that moves, what was asked before ends nothing.';
comment on column task_check_in.lapses_on is 'Of one that was asked after another without an answer: the day on which the claim ends, as the mail said.';
create index task_check_in_lapses on task_check_in (lapses_on) where lapses_on is not null;

create table task_answer (
    id bigint generated always as identity primary key,
    claim_id bigint not null references task_claim on delete cascade,
    said text not null constraint task_answer_said check (said in ('on_track', 'help')),
    note text not null default '',
    at timestamptz not null
);
comment on table task_answer is 'What who has a task said of how it stands, every time, asked or not. Giving it back is the end of the claim.';
comment on column task_answer.note is 'For the facilitators.';
create index task_answer_claim on task_answer (claim_id, id desc);

-- A test cycle that is deleted takes its tasks along.
create function delete_tasks_of_trial() returns trigger language plpgsql as $$
begin
    delete from task where cycle_id = new.id;
    return null;
end $$;
create trigger cycle_gone_takes_tasks after update of gone_at on cycle
    for each row when (old.gone_at is null and new.gone_at is not null) execute function delete_tasks_of_trial();
