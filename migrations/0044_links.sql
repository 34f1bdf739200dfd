-- The link to somebody's own calendar.

alter table link drop constraint link_purpose;
alter table link add constraint link_purpose check (purpose in ('first_administrator', 'invitation', 'sign_up', 'sign_in', 'reset',
    'confirm_address', 'delete_account', 'follow', 'mail', 'rsvp', 'poll', 'poll_address', 'task', 'calendar'));

-- What somebody proposed, on their own page.
create index agenda_proposal_person on agenda_proposal (person_id, id desc);
