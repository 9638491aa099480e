-- What people are writing of answers, kept while they type. Nobody else sees the words, only that somebody is at it.
create table answer_draft (
    trust_center text        not null,
    actor        text        not null,
    -- Empty for a new answer that has no id yet.
    item         text        not null,
    kept_at      timestamptz not null,
    edit         bytea       not null,
    primary key (trust_center, actor, item)
);
create index on answer_draft (kept_at);
create index on answer_draft (trust_center, item);

-- The edit that a document was made of, so that it can be made anew when the content has moved on.
alter table sent_document add edit bytea;
