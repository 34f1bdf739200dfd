-- Forms act once: each form on a page has a number of its own, and using it leaves a row here, in the transaction of what
-- the form does. Whoever sends the same form at the same time waits for that transaction, and is then answered like it.

create table form_use (
    nonce bytea primary key,
    content bytea not null,
    used_at timestamptz not null,
    path text,
    sentence text
);
comment on table form_use is 'Forms that were sent and did what they do. Rows go when the stamps of their forms are no longer good.';
comment on column form_use.nonce is 'The random part of the form''s stamp.';
comment on column form_use.content is 'A hash of what it held and where it was sent: the same once more is answered like the first.';
comment on column form_use.path is 'Where its sender was sent on to; null where a page of its own was the answer.';
comment on column form_use.sentence is 'What its sender was told.';
create index form_use_used on form_use (used_at);
