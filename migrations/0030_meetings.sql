-- Meetings: who says that they come, who was invited, and who was reminded.

create table rsvp (
    id bigint generated always as identity primary key,
    sitting_id bigint not null references sitting on delete cascade,
    person_id bigint not null references person on delete cascade,
    answer text not null constraint rsvp_answer check (answer in ('yes', 'maybe', 'no')),
    note text not null default '' constraint rsvp_note check (length(note) <= 300),
    sequence integer not null,
    answered_at timestamptz not null,
    constraint rsvp_once unique (sitting_id, person_id)
);
comment on table rsvp is 'Whether somebody comes to a sitting. Who takes the answer back has no row.';
comment on column rsvp.note is 'For those who run the cycle; emptied when its time is over.';
comment on column rsvp.sequence is 'The SEQUENCE of the sitting that they saw when they answered.';
create index rsvp_person on rsvp (person_id);

create table invitation (
    id bigint generated always as identity primary key,
    sitting_id bigint not null references sitting on delete cascade,
    person_id bigint not null references person on delete cascade,
    invited_at timestamptz not null,
    told_at timestamptz not null,
    told_sequence integer not null,
    constraint invitation_once unique (sitting_id, person_id)
);
comment on table invitation is 'Who was sent a calendar entry of a sitting by mail, and what of it they know.';
comment on column invitation.told_sequence is 'The SEQUENCE that the last mail carried: a sitting whose own is higher was moved or cancelled since.';
create index invitation_person on invitation (person_id);

create table reminder (
    id bigint generated always as identity primary key,
    sitting_id bigint not null references sitting on delete cascade,
    person_id bigint not null references person on delete cascade,
    lead_minutes integer not null constraint reminder_lead check (lead_minutes in (10080, 1440, 60)),
    starts_at timestamptz not null,
    sent_at timestamptz not null,
    constraint reminder_once unique (person_id, sitting_id, lead_minutes, starts_at)
);
comment on table reminder is 'A reminder that was queued: once for a person, a sitting, a lead time and a start. A sitting that moves gets its reminders for the new start.';
create index reminder_sitting on reminder (sitting_id);

alter table reader
    add column remind_week boolean not null default true,
    add column remind_day boolean not null default true,
    add column remind_hour boolean not null default false;
comment on column reader.remind_week is 'Whether they want to be reminded of calls seven days before; likewise 24 hours, one hour.';

-- A personal link to a call that was deleted says why.
alter table deleted_meeting add column sittings bigint[] not null default '{}';
comment on column deleted_meeting.sittings is 'What the sittings were, for personal links to them.';

alter table link drop constraint link_purpose;
alter table link add constraint link_purpose check (purpose in ('first_administrator', 'invitation', 'sign_up', 'sign_in', 'reset',
    'confirm_address', 'delete_account', 'follow', 'mail', 'rsvp'));

alter table retention drop constraint retention_bounds;
alter table retention add constraint retention_bounds check (
    kind = 'links' and days between 1 and 90
    or kind = 'sign_ups' and days between 1 and 30
    or kind = 'messages' and days between 7 and 90
    or kind = 'answers' and days between 30 and 365);
insert into retention (kind, days) values ('answers', 180);
