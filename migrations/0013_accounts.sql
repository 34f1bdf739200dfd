-- Accounts that people make and manage themselves: links by mail with a code to type instead, sessions that can be
-- looked at and ended, a change of address that both ends confirm.

alter table link drop constraint link_purpose;
alter table link drop constraint link_invited;
alter table link drop constraint link_account;
alter table link rename column invited to details;
update link set details = jsonb_build_object('purpose', purpose) || coalesce(details, '{}');
alter table link alter column details set not null;
alter table link add column code_hash bytea;
alter table link add column ticket_hash bytea;
alter table link add column tries integer not null default 0;
alter table link add constraint link_purpose check (purpose in ('first_administrator', 'invitation', 'sign_up', 'sign_in', 'reset',
    'confirm_address'));
alter table link add constraint link_account check ((purpose in ('sign_in', 'reset', 'confirm_address')) = (account_id is not null));
alter table link add constraint link_ticket unique (ticket_hash);
alter table link add constraint link_code check ((code_hash is null) = (ticket_hash is null));
comment on column link.details is 'What the purpose needs to know, with the purpose itself as its tag.';
comment on column link.code_hash is 'Of the code that can be typed in place of following the link; good only with the ticket.';
comment on column link.ticket_hash is 'Of the secret in the page that asked for the mail: without it the short code is worth nothing.';
comment on column link.tries is 'How often a wrong code was typed.';
create index link_account on link (account_id) where used_at is null;

alter table session add column agent text not null default '';
alter table session add column seen_at timestamptz;
update session set seen_at = created_at;
alter table session alter column seen_at set not null;
comment on column session.agent is 'The browser as it named itself, shortened: people recognise their sessions by it.';
comment on column session.seen_at is 'When it was last used, to the hour.';

create table address_change (
    id bigint generated always as identity primary key,
    account_id bigint not null references account on delete cascade,
    email_from text not null,
    email_to text not null constraint address_change_lower_case check (email_to = lower(email_to) and length(email_to) <= 254),
    from_confirmed_at timestamptz,
    to_confirmed_at timestamptz,
    created_at timestamptz not null,
    done_at timestamptz
);
comment on table address_change is 'An account''s address changes when both the former and the new one have confirmed it.';
create unique index address_change_one_open on address_change (account_id) where done_at is null;
