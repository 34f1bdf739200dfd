-- Activity: one row per act. Time lines, feeds and the audit read it; nothing else records what happened.

create table activity (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    actor_id bigint references person,
    verb text not null,
    forum_id bigint,
    cycle_id bigint,
    reference_id bigint references reference,
    visibility text not null constraint activity_visibility check (visibility in ('public', 'cycle', 'audit')),
    summary text not null,
    diff jsonb not null default '{}'
);
comment on column activity.actor_id is 'Null for what time or the command line did.';
comment on column activity.summary is 'One sentence, as the time line shows it.';
comment on column activity.diff is 'What changed: {"field": [before, after]}.';
create index activity_cycle on activity (cycle_id, id desc);
create index activity_public on activity (id desc) where visibility = 'public';
