-- Windows: from when until when something takes input, with the history of every change.

create table time_window (
    id bigint generated always as identity primary key,
    opens_at timestamptz not null,
    soft_at timestamptz,
    closes_at timestamptz not null,
    constraint time_window_order check (opens_at < closes_at and (soft_at is null or soft_at between opens_at and closes_at))
);
comment on table time_window is 'Closing is exclusive: at closes_at it is closed. A form opened before has 15 minutes of grace.';

create table time_window_change (
    id bigint generated always as identity primary key,
    time_window_id bigint not null references time_window on delete cascade,
    at timestamptz not null,
    from_at timestamptz not null,
    to_at timestamptz not null,
    reason text not null
);
comment on table time_window_change is 'Each move of the closing time.';
