-- Who made a cycle; and a form for retention that notices who was faster.

alter table cycle add column made_by bigint references person;
comment on column cycle.made_by is 'Who opened or prepared it. What tells of a test cycle is mailed to nobody else.';
update cycle set made_by = (
    select actor_id from activity
    where activity.cycle_id = cycle.id and verb in ('cycle.opened', 'cycle.prepared')
    order by activity.id
    limit 1
);

alter table retention add column edits integer not null default 0;
comment on column retention.edits is 'Grows with each save of the form, in all rows alike: a form that was opened before is told so.';
