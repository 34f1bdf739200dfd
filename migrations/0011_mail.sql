-- Mail: a message is a row, written in the transaction of the act that it tells of. The worker sends it.

create table message (
    id bigint generated always as identity primary key,
    kind text not null,
    recipient text not null,
    person_id bigint references person on delete set null,
    reply_to text,
    subject text not null,
    body text not null,
    secret_body text,
    state text not null default 'waiting' constraint message_state check (state in ('waiting', 'sent', 'failed', 'cancelled')),
    tries integer not null default 0,
    due_at timestamptz not null,
    failure text,
    created_at timestamptz not null,
    settled_at timestamptz,
    constraint message_settled check ((state = 'waiting') = (settled_at is null)),
    constraint message_keeps_no_secret check (state = 'waiting' or secret_body is null)
);
comment on table message is 'The outbox. A row that was settled is kept for the log, without its secrets, until retention erases it.';
comment on column message.kind is 'What it is, as in "sign_in"; the log filters by it.';
comment on column message.body is 'Plain text as the log shows it: links that are secret are masked.';
comment on column message.secret_body is 'Plain text as it is sent, where that differs; blanked when the message is settled.';
comment on column message.due_at is 'Not to be tried before.';
comment on column message.failure is 'What the other server said last.';
create index message_due on message (due_at, id) where state = 'waiting';
create index message_person on message (person_id) where person_id is not null;
