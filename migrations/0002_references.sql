-- References: one row for each thing that can be cited, written by its owner in the same transaction.

create table reference (
    id bigint generated always as identity primary key,
    kind text not null constraint reference_kind check (kind in ('forum', 'cycle', 'milestone', 'meeting', 'report_paragraph')),
    forum_id bigint,
    cycle_id bigint,
    label text not null,
    path text not null constraint reference_path unique,
    visible boolean not null
);
comment on column reference.label is 'As it is cited: "2016 Meeting VII ¶2".';
comment on column reference.visible is 'Whether the public may see what it points to.';
create index reference_cycle on reference (cycle_id, kind);
