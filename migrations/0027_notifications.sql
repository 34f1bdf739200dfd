-- Notifications: who heard of which act.

create table untold (
    activity_id bigint primary key references activity
);
comment on table untold is 'Acts of which nobody was told yet, written with the act; the worker takes them off.';

create table notification (
    id bigint generated always as identity primary key,
    person_id bigint not null references person on delete cascade,
    activity_id bigint not null references activity,
    at_once boolean not null,
    created_at timestamptz not null,
    told_at timestamptz,
    constraint notification_once unique (person_id, activity_id)
);
comment on table notification is 'Somebody hears of an act, once.';
comment on column notification.at_once is 'It concerns them by name: a mail of its own. The rest waits for the digest.';
comment on column notification.told_at is 'When the mail was queued that tells of it, or when it was left out at their wish.';
create index notification_waiting on notification (person_id, id) where told_at is null;
