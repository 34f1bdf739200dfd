-- Mail: what a message may carry beside its text, who goes first, and which worker has it in hand.

alter table message
    add column html text,
    add column calendar text,
    add column sender_name text,
    add column list jsonb,
    add column unsubscribe_url text,
    add column thread text,
    add column priority smallint not null default 1 constraint message_priority check (priority between 0 and 2),
    add column leased_until timestamptz,
    add column blanked boolean not null default false;
comment on column message.html is 'The content of the HTML part, where it has one; gone when the message is sent or taken back, as the log shows plain text.';
comment on column message.calendar is 'iCalendar with METHOD:REQUEST or METHOD:CANCEL; gone as html is.';
comment on column message.sender_name is 'Who wrote it: shown as "Name via Intersession" before our own address.';
comment on column message.list is 'The list that it goes to: {"id", "name", "archive", "help"}, for the headers of RFC 2919 and RFC 2369.';
comment on column message.unsubscribe_url is 'Ends the subscription with one POST (RFC 8058). A secret: blanked when the message is settled.';
comment on column message.thread is 'What it is about, as in a path: messages on one thing stay together in a mail program.';
comment on column message.priority is '0: its reader asked for it just now; 1: to one person; 2: to many.';
comment on column message.leased_until is 'A worker has it in hand until then; one that was killed leaves it to the next.';
comment on column message.blanked is 'It has lost what was secret in it: it cannot be sent again.';

-- Of what was settled before, nobody knows any more whether it had secrets.
update message set blanked = true where state <> 'waiting';

alter table message drop constraint message_keeps_no_secret;
alter table message add constraint message_keeps_no_secret
    check (state = 'waiting' or (secret_body is null and unsubscribe_url is null));

-- The worker asks for each priority in turn, so that what is due later is never read.
drop index message_due;
create index message_due on message (priority, due_at, id) where state = 'waiting';

-- Wakes the workers when the transaction is committed. Where they cannot listen they look by themselves.
create function message_wakes() returns trigger language plpgsql as $$
begin
    perform pg_notify('message', '');
    return null;
end $$;
create trigger message_wakes after insert on message for each statement execute function message_wakes();
