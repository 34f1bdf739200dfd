-- Forums, their cycles (one a year), who holds which role, and the work plan.

create table forum (
    id bigint generated always as identity primary key,
    slug text not null constraint forum_slug unique constraint forum_slug_shape check (slug ~ '^[a-z][a-z0-9-]{1,39}$'),
    name text not null,
    title text not null,
    summary text not null default '',
    edits integer not null default 0,
    created_at timestamptz not null
);
comment on column forum.edits is 'Grows with each save: a form that was opened before is told so. The same in cycle and milestone.';
comment on column forum.name is 'The subject: "Cybersecurity".';
comment on column forum.title is 'In full, as reports print it: "Best Practice Forum on Cybersecurity".';

create table forum_former_slug (
    slug text primary key,
    forum_id bigint not null references forum
);
comment on table forum_former_slug is 'Addresses that a forum had: they answer 301 for ever.';

create table cycle (
    id bigint generated always as identity primary key,
    forum_id bigint not null references forum,
    year integer not null constraint cycle_year_range check (year between 2006 and 2100),
    title text not null,
    summary text not null default '',
    state text not null default 'proposed' constraint cycle_state
        check (state in ('proposed', 'submitted', 'approved', 'declined', 'running', 'closed')),
    decided_on date,
    decided_by text not null default '',
    decision_note text not null default '',
    event_name text not null default '',
    event_city text not null default '',
    event_zone text not null default 'UTC',
    event_first date,
    event_last date,
    edits integer not null default 0,
    created_at timestamptz not null,
    constraint cycle_year unique (forum_id, year),
    constraint cycle_event_order check (event_last >= event_first)
);
comment on column cycle.event_name is 'The annual meeting that the cycle works towards: "13th IGF". Its dates are local to event_zone.';

create table role (
    id bigint generated always as identity primary key,
    cycle_id bigint not null references cycle,
    person_id bigint not null references person,
    kind text not null constraint role_kind check (kind in ('facilitator', 'co_facilitator', 'lead_expert', 'consultant',
        'secretariat', 'nris_relay', 'focal_point', 'editor', 'scribe', 'moderator', 'participant')),
    label text not null default '',
    from_day date not null,
    to_day date,
    constraint role_days check (to_day >= from_day)
);
comment on column role.label is 'What the person is called here, where that is not the kind''s own name.';
create index role_cycle on role (cycle_id);
create index role_person on role (person_id);

create table milestone (
    id bigint generated always as identity primary key,
    cycle_id bigint not null references cycle,
    position integer not null,
    title text not null,
    kind text not null constraint milestone_kind check (kind in ('proposal', 'decision', 'call', 'paper', 'input', 'draft',
        'comments', 'update', 'session', 'output', 'other')),
    owner text not null default '',
    opens date,
    planned date not null,
    due date not null,
    done date,
    dropped boolean not null default false,
    note text not null default '',
    edits integer not null default 0
);
comment on column milestone.planned is 'As first planned. Days are UTC.';
comment on column milestone.due is 'As it stands now.';
comment on column milestone.opens is 'The first day of a milestone that lasts, such as a time for comments.';
create index milestone_cycle on milestone (cycle_id, due);

create table milestone_move (
    id bigint generated always as identity primary key,
    milestone_id bigint not null references milestone on delete cascade,
    at timestamptz not null,
    moved_by bigint references person,
    from_day date not null,
    to_day date not null,
    reason text not null
);
comment on table milestone_move is 'The public history of each date: what it was, and why it moved.';
create index milestone_move_milestone on milestone_move (milestone_id, id);

alter table reference
    add constraint reference_forum foreign key (forum_id) references forum,
    add constraint reference_of_cycle foreign key (cycle_id) references cycle;
alter table activity
    add constraint activity_forum foreign key (forum_id) references forum,
    add constraint activity_of_cycle foreign key (cycle_id) references cycle;
