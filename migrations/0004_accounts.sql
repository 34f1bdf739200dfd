-- Accounts: how a person signs in, and the sessions that are open.

create table account (
    id bigint generated always as identity primary key,
    person_id bigint not null constraint account_person unique references person,
    password_hash text not null,
    secretariat boolean not null default false,
    created_at timestamptz not null
);
comment on column account.password_hash is 'argon2id in PHC form; empty while only a link can sign the person in.';
comment on column account.secretariat is 'Runs the whole site: forums, roles, settings.';

create table session (
    id bigint generated always as identity primary key,
    account_id bigint not null references account on delete cascade,
    token_hash bytea not null constraint session_token unique,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
comment on column session.token_hash is 'SHA-256 of the cookie''s value, which is never stored.';
create index session_account on session (account_id);

-- Personal links: one secret, one purpose, one use. A GET shows, a POST acts.
create table link (
    id bigint generated always as identity primary key,
    token_hash bytea not null constraint link_token unique,
    purpose text not null constraint link_purpose check (purpose in ('first_administrator', 'invitation', 'sign_in')),
    account_id bigint references account on delete cascade,
    invited jsonb,
    created_by bigint references person,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    constraint link_invited check ((purpose = 'invitation') = (invited is not null)),
    constraint link_account check ((purpose = 'sign_in') = (account_id is not null))
);
comment on column link.invited is 'Of an invitation: {"name", "email", "secretariat"}.';

create table site (
    single boolean primary key default true constraint site_single check (single),
    form_key bytea not null
);
comment on table site is 'What all servers on this database share.';
comment on column site.form_key is 'Signs the stamp that tells when a form was opened.';
