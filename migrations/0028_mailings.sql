-- Mailings: what a person sends to many. It is written, looked at with its recipients, and confirmed; then the worker
-- writes a letter to each.

create table mailing (
    id bigint generated always as identity primary key,
    cycle_id bigint not null references cycle,
    kind text not null constraint mailing_kind check (kind in ('announcement')),
    audience text not null constraint mailing_audience check (audience in ('followers', 'workers', 'both')),
    subject text not null constraint mailing_subject check (length(subject) between 1 and 200),
    body text not null constraint mailing_body check (length(body) between 1 and 20000),
    state text not null default 'draft' constraint mailing_state check (state in ('draft', 'confirmed', 'written', 'discarded')),
    edits integer not null default 0,
    created_by bigint references person,
    created_at timestamptz not null,
    confirmed_by bigint references person,
    confirmed_at timestamptz,
    recipients integer,
    written_to bigint not null default 0,
    constraint mailing_confirmed check ((confirmed_at is not null) = (state in ('confirmed', 'written'))),
    constraint mailing_recipients check ((confirmed_at is not null) = (recipients is not null))
);
comment on column mailing.subject is 'One line, with fields in braces as in the body.';
comment on column mailing.body is 'Plain text with fields in braces, as in {name}.';
comment on column mailing.state is 'Confirmed: a person saw the recipients and the text, and sent it. Written: a letter to each is in the outbox.';
comment on column mailing.recipients is 'How many there were when it was confirmed.';
comment on column mailing.written_to is 'The last person to whom a letter was written: a worker that was stopped goes on behind them.';
create index mailing_cycle on mailing (cycle_id, id desc);
create index mailing_to_write on mailing (id) where state = 'confirmed';

create table mailing_template (
    id bigint generated always as identity primary key,
    forum_id bigint not null references forum,
    name text not null constraint mailing_template_name check (length(name) between 1 and 100),
    subject text not null constraint mailing_template_subject check (length(subject) between 1 and 200),
    body text not null constraint mailing_template_body check (length(body) between 1 and 20000),
    edits integer not null default 0,
    constraint mailing_template_once unique (forum_id, name)
);
comment on table mailing_template is 'Words that a forum''s facilitators use again, with fields in braces.';

-- How far a mailing is: counted by its thread.
create index message_thread on message (thread, state) where priority = 2 and thread is not null;

-- To whom an announcement goes: the one definition, for counting, for a sample and for writing letters.
create function announcement_recipients(the_cycle bigint, the_forum bigint, audience text, today date)
returns table (person_id bigint, name text, email text) language sql stable as $$
    select person.id, person.name, address.email
    from person
    join lateral (
        select email from address where person_id = person.id and confirmed_at is not null order by created_at, email limit 1
    ) as address on true
    where person.erased_at is null and (
        (audience <> 'workers' and exists(
            select
            from subscription
            join reference on reference.id = subscription.reference_id
            where subscription.person_id = person.id and subscription.pace <> 'off'
              and ((reference.kind = 'forum' and reference.forum_id = the_forum)
                   or (reference.kind = 'cycle' and reference.cycle_id = the_cycle))
        ))
        or (audience <> 'followers' and exists(
            select
            from role
            where role.person_id = person.id and role.cycle_id = the_cycle
              and role.from_day <= today and (role.to_day is null or role.to_day >= today)
        ))
    )
$$;
