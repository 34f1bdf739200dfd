-- What the readers of a change knew before it.

alter table invitation add column knew_at timestamptz;
comment on column invitation.knew_at is 'Before the last mail: when they were told of the sitting, or answered, the time before. Moves since then are news to them.';
