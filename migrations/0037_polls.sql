-- Polls: when a call should be. Slots are instants; the zone in which they were typed is kept for the form only.

create table poll (
    id bigint generated always as identity primary key,
    meeting_id bigint not null references meeting on delete cascade,
    time_window_id bigint not null references time_window,
    state text not null default 'open' constraint poll_state check (state in ('open', 'confirmed', 'withdrawn')),
    minutes integer not null constraint poll_minutes check (minutes between 5 and 1440),
    zone text not null,
    note text not null default '' constraint poll_note check (length(note) <= 1000),
    reason text not null default '',
    edits integer not null default 0,
    created_at timestamptz not null,
    changed_at timestamptz,
    settled_at timestamptz,
    complete_told_at timestamptz,
    close_told_at timestamptz,
    constraint poll_settled check ((state = 'open') = (settled_at is null)),
    constraint poll_withdrawn check (state <> 'withdrawn' or reason <> '')
);
comment on table poll is 'People are asked at which of some times they can come to a call.';
comment on column poll.state is 'Open: nobody chose a slot yet. Whether answers are taken is for the window to say.';
comment on column poll.zone is 'IANA name of the zone in which its days and times were typed.';
comment on column poll.reason is 'Why it was withdrawn.';
comment on column poll.changed_at is 'When slots, length or deadline were changed last.';
comment on column poll.complete_told_at is 'When those who run the cycle were told that all who were asked have answered; once.';
comment on column poll.close_told_at is 'When they were told that it is closed; again where it was opened for longer.';
-- A call is asked about once at a time.
create unique index poll_open on poll (meeting_id) where state = 'open';
create index poll_meeting on poll (meeting_id, id desc);
create index poll_window on poll (time_window_id);

create table poll_slot (
    id bigint generated always as identity primary key,
    poll_id bigint not null references poll on delete cascade,
    starts_at timestamptz not null,
    added_at timestamptz not null,
    dropped_at timestamptz,
    chosen boolean not null default false,
    constraint poll_slot_once unique (poll_id, starts_at)
);
comment on column poll_slot.dropped_at is 'Taken out after people could answer: it stays on show, struck through, with its answers.';
comment on column poll_slot.chosen is 'The call is at this time.';

create table poll_required (
    id bigint generated always as identity primary key,
    poll_id bigint not null references poll on delete cascade,
    person_id bigint not null references person on delete cascade,
    constraint poll_required_once unique (poll_id, person_id)
);
comment on table poll_required is 'Without whom the call makes no sense: chosen among those with a role in the cycle.';
create index poll_required_person on poll_required (person_id);

create table poll_reply (
    id bigint generated always as identity primary key,
    poll_id bigint not null references poll on delete cascade,
    person_id bigint not null references person on delete cascade,
    guest boolean not null,
    shows_name boolean not null default false,
    zone text not null default '',
    in_grace boolean not null default false,
    first_at timestamptz not null,
    answered_at timestamptz not null,
    constraint poll_reply_once unique (poll_id, person_id)
);
comment on table poll_reply is 'Somebody answered a poll.';
comment on column poll_reply.guest is 'Came by the open link: what stands in person is the name that they typed, and nothing else is known of them.';
comment on column poll_reply.shows_name is 'Of somebody without an account: they want their name shown. With an account it is as their settings say.';
comment on column poll_reply.zone is 'IANA name of the zone in which they read it; empty where that is not known.';
create index poll_reply_person on poll_reply (person_id);
create index poll_reply_order on poll_reply (poll_id, id);

create table poll_answer (
    slot_id bigint not null references poll_slot on delete cascade,
    reply_id bigint not null references poll_reply on delete cascade,
    fit text not null constraint poll_answer_fit check (fit in ('yes', 'if_need_be', 'no')),
    answered_at timestamptz not null,
    primary key (slot_id, reply_id) include (fit)
);
comment on table poll_answer is 'Whether somebody can come at that time. No row: not answered.';
create index poll_answer_reply on poll_answer (reply_id);

create table poll_merge (
    id bigint generated always as identity primary key,
    poll_id bigint not null references poll on delete cascade,
    kept_id bigint not null references poll_reply on delete cascade,
    person_id bigint not null references person on delete cascade,
    gone jsonb not null,
    before jsonb not null,
    merged_at timestamptz not null,
    merged_by bigint references person on delete set null
);
comment on table poll_merge is 'Two answers of one person became one. What both said before is kept, so that they can be parted again.';
comment on column poll_merge.person_id is 'Whose answer went into the other.';
comment on column poll_merge.gone is 'That answer: its row, and {"slot", "fit", "at"} of each slot under "answers".';
comment on column poll_merge.before is 'What the kept one said before, likewise.';
create index poll_merge_poll on poll_merge (poll_id);
create index poll_merge_kept on poll_merge (kept_id);
create index poll_merge_person on poll_merge (person_id);

create table poll_invitation (
    id bigint generated always as identity primary key,
    poll_id bigint not null references poll on delete cascade,
    person_id bigint not null references person on delete cascade,
    invited_at timestamptz not null,
    reminded_at timestamptz,
    constraint poll_invitation_once unique (poll_id, person_id)
);
comment on table poll_invitation is 'Who was asked by mail to answer a poll, and who was reminded of it: once.';
create index poll_invitation_person on poll_invitation (person_id);

alter table link drop constraint link_purpose;
alter table link add constraint link_purpose check (purpose in ('first_administrator', 'invitation', 'sign_up', 'sign_in', 'reset',
    'confirm_address', 'delete_account', 'follow', 'mail', 'rsvp', 'poll', 'poll_address', 'task', 'calendar'));

alter table mailing drop constraint mailing_kind;
alter table mailing add constraint mailing_kind
    check (kind in ('announcement', 'invitation', 'change', 'cancellation', 'poll', 'volunteers'));
alter table mailing_template drop constraint mailing_template_kind;
alter table mailing_template add constraint mailing_template_kind
    check (kind in ('announcement', 'invitation', 'change', 'cancellation', 'poll', 'volunteers'));

-- What was said about when a call should be, so that it can become due by itself.
alter table meeting
    add column intention_from date,
    add column intention_to date,
    add column intention_milestone_id bigint references milestone on delete set null,
    add column intention_due_at timestamptz,
    add constraint meeting_intention_window check (intention_from <= intention_to);
comment on column meeting.intention_from is 'Of a window: its first day.';
comment on column meeting.intention_milestone_id is 'Of a condition: the milestone that must be done first.';
comment on column meeting.intention_due_at is 'When it was time to find a time; those who run the cycle were told then.';
create index meeting_intended on meeting (cycle_id) where state = 'intended' and intention_due_at is null;
create index meeting_milestone on meeting (intention_milestone_id) where intention_milestone_id is not null;

create function answers_of(reply bigint) returns jsonb language sql stable as $$
    select coalesce(jsonb_agg(jsonb_build_object('slot', slot_id, 'fit', fit, 'at', answered_at)), '[]')
    from poll_answer
    where reply_id = reply
$$;
comment on function answers_of is 'What an answer to a poll says of each slot.';
