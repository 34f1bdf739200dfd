-- Mail that comes back, and what it says about an address.

create table mail_address (
    email text primary key constraint mail_address_lower_case check (email = lower(email)),
    score double precision not null constraint mail_address_score check (score >= 0),
    scored_at timestamptz not null,
    suspended_at timestamptz,
    reason text not null
);
comment on table mail_address is 'Addresses from which mail came back. One without a row is taken to be fine.';
comment on column mail_address.score is 'As of scored_at: 1 for a mail that came back for good, 0.5 for one that came back for now; it halves every 14 days.';
comment on column mail_address.suspended_at is 'Nothing is mailed but what its reader asked for, until the reader resumes.';
comment on column mail_address.reason is 'What the other server said last.';
create index mail_address_suspended on mail_address (suspended_at desc) where suspended_at is not null;

create table bounce (
    id bigint generated always as identity primary key,
    key text not null constraint bounce_once unique,
    message_id bigint references message on delete cascade,
    kind text not null constraint bounce_kind check (kind in ('hard', 'soft', 'unknown')),
    status text not null default '',
    said text not null,
    received_at timestamptz not null
);
comment on table bounce is 'What came back. Kept as long as messages are.';
comment on column bounce.key is 'The same notice counts once: the message it is about, else its own Message-ID or a hash of it.';
comment on column bounce.kind is 'hard: for good; soft: for now; unknown: no machine can read it, a person may.';
comment on column bounce.status is 'The status of RFC 3463, as in 5.1.1.';
comment on column bounce.said is 'What the other server said; of an unknown one the beginning of its text.';
create index bounce_message on bounce (message_id) where message_id is not null;
create index bounce_received on bounce (received_at);
