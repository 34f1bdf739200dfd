-- Mailings: calls are mailed about by them too, and each goes to just those whom its sender saw.

alter table mailing
    drop constraint mailing_kind,
    add constraint mailing_kind check (kind in ('announcement', 'invitation', 'change', 'cancellation')),
    drop constraint mailing_audience,
    add constraint mailing_audience check (audience in ('followers', 'workers', 'both', 'concerned')),
    add column reference_id bigint references reference,
    add constraint mailing_about check ((reference_id is null) = (kind = 'announcement')),
    add constraint mailing_concerned check ((audience = 'concerned') = (kind in ('change', 'cancellation')));
comment on column mailing.reference_id is 'What it is about, as a call; none for an announcement, which is about the cycle.';

create table mailing_recipient (
    id bigint generated always as identity primary key,
    mailing_id bigint not null references mailing on delete cascade,
    part bigint not null,
    person_id bigint not null references person on delete cascade,
    constraint mailing_recipient_once unique (mailing_id, part, person_id)
);
comment on table mailing_recipient is 'To whom letters of a confirmed mailing are still to be written: a row goes with its letter.';
comment on column mailing_recipient.part is 'Of which part of the thing the letter tells: a call''s sitting. 0 where it has no parts.';
create index mailing_recipient_person on mailing_recipient (person_id);

insert into mailing_recipient (mailing_id, part, person_id)
select mailing.id, 0, recipient.person_id
from mailing
join cycle on cycle.id = mailing.cycle_id
cross join lateral announcement_recipients(cycle.id, cycle.forum_id, audience, (confirmed_at at time zone 'UTC')::date) as recipient
where mailing.state = 'confirmed' and recipient.person_id > written_to;
alter table mailing drop column written_to;
drop function announcement_recipients;

alter table mailing_template
    add column kind text not null default 'announcement'
        constraint mailing_template_kind check (kind in ('announcement', 'invitation', 'change', 'cancellation'));
alter table mailing_template alter column kind drop default;

-- How far a mailing is: its letters say of which they are.
alter table message add column mailing_id bigint references mailing on delete set null;
comment on column message.mailing_id is 'Of which mailing it is a letter, if of one.';
update message set mailing_id = mailing.id
from mailing
join cycle on cycle.id = mailing.cycle_id
join forum on forum.id = cycle.forum_id
where priority = 2 and thread = '/' || forum.slug || '/' || cycle.year || '/mailings/' || mailing.id;
drop index message_thread;
create index message_mailing on message (mailing_id, state) where mailing_id is not null;
