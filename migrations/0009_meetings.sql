-- Meetings: calls and sessions, each with one to n sittings, an agenda, recordings, a list of participants and one report.

create table meeting (
    id bigint generated always as identity primary key,
    cycle_id bigint not null references cycle,
    serial integer not null,
    kind text not null constraint meeting_kind check (kind in ('virtual', 'informal', 'joint', 'session', 'other')),
    state text not null constraint meeting_state check (state in ('intended', 'scheduled', 'held', 'cancelled')),
    ordinal integer constraint meeting_ordinal_positive check (ordinal between 1 and 3999),
    title text not null default '',
    audience text not null default '',
    summary text not null default '',
    place text not null default '',
    agenda_published boolean not null default false,
    annex_order text not null default 'family_name' constraint meeting_annex_order
        check (annex_order in ('family_name', 'name', 'affiliation', 'as_entered')),
    intention_kind text constraint meeting_intention_kind check (intention_kind in ('dates', 'window', 'condition')),
    intention_text text not null default '',
    intention_dates date[] not null default '{}',
    said_in bigint references meeting,
    proposals_window_id bigint references time_window,
    report_text_id bigint references text,
    edits integer not null default 0,
    created_at timestamptz not null,
    constraint meeting_serial unique (cycle_id, serial),
    constraint meeting_ordinal unique (cycle_id, ordinal),
    constraint meeting_ordinal_when_held check (ordinal is null or (state = 'held' and kind = 'virtual')),
    constraint meeting_intention check ((state = 'intended') <= (intention_kind is not null))
);
comment on column meeting.serial is 'Its address within the cycle. Never the ordinal or the date, which may change.';
comment on column meeting.ordinal is 'Of a numbered call, fixed when it is held; while it is scheduled its number is provisional and computed.';
comment on column meeting.title is 'Only where the title that the site builds would be wrong.';
comment on column meeting.audience is 'Of a joint meeting: with whom ("the NRIs").';
comment on column meeting.place is 'Of a session: the room.';
comment on column meeting.intention_text is 'What was said about when: "in about three weeks".';
comment on column meeting.said_in is 'The meeting whose report said so.';

create table sitting (
    id bigint generated always as identity primary key,
    meeting_id bigint not null references meeting on delete cascade,
    position integer not null,
    starts_at timestamptz not null,
    time_known boolean not null default true,
    minutes integer not null constraint sitting_minutes check (minutes between 5 and 1440),
    join_text text not null default '',
    join_shown text not null default 'signed_in' constraint sitting_join_shown check (join_shown in ('signed_in', 'public')),
    join_recheck boolean not null default false,
    cancelled_at timestamptz,
    cancel_reason text not null default '',
    uid text not null constraint sitting_uid unique,
    sequence integer not null default 0,
    changed_at timestamptz not null,
    constraint sitting_position unique (meeting_id, position)
);
comment on column sitting.time_known is 'False where only the day is on record.';
comment on column sitting.join_shown is 'To people who signed in, or to everybody from 30 minutes before the start.';
comment on column sitting.join_recheck is 'The time moved after the join details were written: somebody should check them.';
comment on column sitting.uid is 'iCalendar UID: the same for ever.';
comment on column sitting.sequence is 'iCalendar SEQUENCE: grows when time, place or state changes.';
create index sitting_starts on sitting (starts_at);

create table sitting_move (
    id bigint generated always as identity primary key,
    sitting_id bigint not null references sitting on delete cascade,
    at timestamptz not null,
    from_at timestamptz not null,
    to_at timestamptz not null,
    reason text not null default ''
);

create table agenda_item (
    id bigint generated always as identity primary key,
    meeting_id bigint not null references meeting on delete cascade,
    position integer not null,
    depth smallint not null default 0 constraint agenda_depth check (depth in (0, 1)),
    title text not null constraint agenda_title check (length(title) between 1 and 500),
    minutes integer constraint agenda_minutes check (minutes between 1 and 1440),
    presenter text not null default '',
    link text not null default ''
);
create index agenda_item_meeting on agenda_item (meeting_id, position);

create table agenda_proposal (
    id bigint generated always as identity primary key,
    meeting_id bigint not null references meeting on delete cascade,
    person_id bigint not null references person,
    title text not null constraint agenda_proposal_title check (length(title) between 1 and 500),
    reason text not null default '',
    in_grace boolean not null default false,
    state text not null default 'waiting' constraint agenda_proposal_state check (state in ('waiting', 'accepted', 'declined')),
    created_at timestamptz not null
);
comment on column agenda_proposal.in_grace is 'Sent in the 15 minutes after closing from a form opened before.';
create index agenda_proposal_meeting on agenda_proposal (meeting_id, id);

create table recording (
    id bigint generated always as identity primary key,
    sitting_id bigint not null references sitting on delete cascade,
    position integer not null,
    kind text not null constraint recording_kind check (kind in ('stream', 'download', 'transcript', 'slides', 'other')),
    url text not null,
    access_code text not null default '',
    code_public boolean not null default false,
    available_until date,
    checked_on date
);
create index recording_sitting on recording (sitting_id, position);

create table attendance (
    id bigint generated always as identity primary key,
    sitting_id bigint not null references sitting on delete cascade,
    position integer not null,
    attribution_id bigint not null references attribution,
    role text not null default '',
    place text not null constraint attendance_place check (place in ('facilitator', 'other', 'secretariat')),
    shown text not null default 'full' constraint attendance_shown check (shown in ('full', 'name', 'hidden'))
);
comment on column attendance.place is 'Where it stands in the annex: facilitators first, the Secretariat last.';
comment on column attendance.shown is 'What the annex shows of the person; the count includes everybody.';
create index attendance_sitting on attendance (sitting_id, position);

create table imported_report (
    id bigint generated always as identity primary key,
    meeting_id bigint not null references meeting on delete cascade,
    at timestamptz not null,
    imported_by bigint references person,
    source text not null
);
comment on table imported_report is 'What was pasted or uploaded, as it came: for correcting an import. Never public.';
