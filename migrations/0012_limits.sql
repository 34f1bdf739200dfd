-- Limits on how often somebody does something. They stand in the database, so that they hold over several servers.

create table allowance (
    purpose text not null,
    subject bytea not null,
    full_at timestamptz not null,
    primary key (purpose, subject)
);
comment on table allowance is 'What somebody used up of a limit. A row whose full_at is past says nothing any more and is erased.';
comment on column allowance.subject is 'Keyed hash of an address or a network; neither is kept in the clear.';
comment on column allowance.full_at is 'When everything that was used has come back (the generic cell rate algorithm''s theoretical arrival time).';
