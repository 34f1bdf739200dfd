-- Tasks: further calls for volunteers, each one mailing about all the tasks that were chosen for it.

alter table mailing
    drop constraint mailing_kind,
    add constraint mailing_kind
        check (kind in ('announcement', 'invitation', 'change', 'cancellation', 'poll', 'volunteers')),
    drop constraint mailing_about,
    add constraint mailing_about check ((reference_id is null) = (kind in ('announcement', 'volunteers')));
alter table mailing_template
    drop constraint mailing_template_kind,
    add constraint mailing_template_kind
        check (kind in ('announcement', 'invitation', 'change', 'cancellation', 'poll', 'volunteers'));

create table task_call (
    id bigint generated always as identity primary key,
    task_id bigint not null references task on delete cascade,
    mailing_id bigint not null references mailing on delete cascade,
    number integer not null constraint task_call_number check (number > 0),
    called_at timestamptz,
    mailed integer,
    constraint task_call_once unique (mailing_id, task_id),
    constraint task_call_sent check ((called_at is null) = (mailed is null))
);
comment on table task_call is 'A task in a mailing that calls for volunteers. Wording and audience are the mailing''s, which never changes once it is sent.';
comment on column task_call.number is 'Which call of the task it is: 1 for the first by mail.';
comment on column task_call.called_at is 'When the mailing was sent; none while it is a draft, or was thrown away.';
comment on column task_call.mailed is 'To how many it went: it stays when one of them is erased.';
create unique index task_call_numbered on task_call (task_id, number) where called_at is not null;

create table task_call_mailed (
    id bigint generated always as identity primary key,
    task_id bigint not null references task on delete cascade,
    number integer not null,
    person_id bigint not null references person on delete cascade,
    constraint task_call_mailed_once unique (task_id, number, person_id)
);
comment on table task_call_mailed is 'Whom a call of a task was mailed to: nobody twice.';
create index task_call_mailed_person on task_call_mailed (person_id);

alter table task_claim add column call_number integer;
comment on column task_claim.call_number is 'Of somebody who took the task: the last call of it that was mailed to them, which brought them.';
