-- Texts: ordered paragraphs with permanent codes, in versions. Reports are the first texts.

create table text (
    id bigint generated always as identity primary key,
    created_at timestamptz not null
);

create table paragraph (
    id bigint generated always as identity primary key,
    text_id bigint not null references text,
    code text not null constraint paragraph_code_shape check (code ~ '^[a-z][a-z0-9]{3}$'),
    constraint paragraph_code unique (text_id, code)
);
comment on column paragraph.code is 'The permanent address of the paragraph in its text: #k7f2.';

create table revision (
    id bigint generated always as identity primary key,
    paragraph_id bigint not null references paragraph,
    kind text not null constraint revision_kind check (kind in ('heading', 'numbered', 'continuation', 'footnote', 'removed')),
    level smallint,
    body text not null,
    printed integer,
    mark text,
    created_at timestamptz not null,
    created_by bigint references person,
    constraint revision_level check ((kind = 'heading') = (level is not null)),
    constraint revision_mark check ((kind = 'footnote') = (mark is not null))
);
comment on column revision.body is 'Markdown; sanitised whenever it is shown.';
comment on column revision.printed is 'A number that the source printed, where it differs from the continuous one.';
comment on column revision.kind is 'A removal is a revision too: what was taken out stays on record.';
create index revision_paragraph on revision (paragraph_id, id desc);

create table version (
    id bigint generated always as identity primary key,
    text_id bigint not null references text,
    number integer,
    state text not null constraint version_state check (state in ('working', 'published', 'withdrawn')),
    note text not null default '',
    edits integer not null default 0,
    created_at timestamptz not null,
    published_at timestamptz,
    withdrawn_at timestamptz,
    withdrawn_reason text not null default '',
    constraint version_number unique (text_id, number),
    constraint version_numbered check ((state = 'working') = (number is null)),
    constraint version_reason check (state <> 'withdrawn' or withdrawn_reason <> '')
);
comment on column version.note is 'Shown above the text: how this version was made, or what it corrects.';
comment on column version.edits is 'Grows with each save of the working version.';
create unique index version_working on version (text_id) where state = 'working';

create table version_paragraph (
    version_id bigint not null references version on delete cascade,
    position integer not null,
    paragraph_id bigint not null references paragraph,
    revision_id bigint not null references revision,
    number integer,
    primary key (version_id, position),
    constraint version_paragraph_once unique (version_id, paragraph_id)
);
comment on column version_paragraph.number is 'Continuous across headings, in this version.';
create index version_paragraph_revision on version_paragraph (revision_id);

create table lineage (
    version_id bigint not null references version on delete cascade,
    from_id bigint not null references paragraph,
    to_id bigint not null references paragraph,
    primary key (version_id, from_id, to_id)
);
comment on table lineage is 'Which paragraph came from which when a text was split or merged in this version.';

-- What is published never changes: a correction is a new version, a withdrawal says why.
create function refuse_change_of_published() returns trigger language plpgsql as $$
declare
    of_version bigint := case when tg_op = 'DELETE' then old.version_id else new.version_id end;
begin
    if exists (select from version where id = of_version and state <> 'working') then
        raise exception 'version % is published and cannot change', of_version using errcode = 'integrity_constraint_violation', constraint = 'version_is_published';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger version_paragraph_published before insert or update or delete on version_paragraph
    for each row execute function refuse_change_of_published();

create function refuse_change_of_shown_revision() returns trigger language plpgsql as $$
begin
    if exists (select from version_paragraph join version on version.id = version_id
               where revision_id = old.id and state <> 'working') then
        raise exception 'revision % is published and cannot change', old.id using errcode = 'integrity_constraint_violation', constraint = 'revision_is_published';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger revision_published before update or delete on revision
    for each row execute function refuse_change_of_shown_revision();

create function refuse_return_of_version() returns trigger language plpgsql as $$
begin
    if old.state <> 'working' and (new.state = 'working' or new.number is distinct from old.number or new.note <> old.note) then
        raise exception 'version % is published and cannot change', old.id using errcode = 'integrity_constraint_violation', constraint = 'version_is_published';
    end if;
    return new;
end $$;
create trigger version_published before update on version
    for each row execute function refuse_return_of_version();
