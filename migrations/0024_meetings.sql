-- Meetings: what lies ahead is found without reading what is past.

create index meeting_scheduled on meeting (id) where state = 'scheduled';
