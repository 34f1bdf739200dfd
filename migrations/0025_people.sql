-- Who made a cycle.

alter table cycle add column made_by bigint references person;
comment on column cycle.made_by is 'Who opened or prepared it. What tells of a test cycle is mailed to nobody else.';
update cycle set made_by = (
    select actor_id from activity
    where activity.cycle_id = cycle.id and verb in ('cycle.opened', 'cycle.prepared')
    order by activity.id
    limit 1
);
