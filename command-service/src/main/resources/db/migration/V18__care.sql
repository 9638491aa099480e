-- Who looks after answers: functions, not people. The only place where their names and addresses are; events, logs and
-- addresses of pages have the id.
create table answer_owner (
    trust_center text not null,
    id           text not null check (id ~ '^[0-9a-f]{16}$'),
    name         text not null,
    mail         text not null,
    language     text not null,
    primary key (trust_center, id)
);

-- How an answer is looked after today. Its history is in the store, as what happened to answer-care/<item>.
create table answer_care (
    trust_center       text   not null,
    item               text   not null,
    -- Raised at every change, so that two people never silently overwrite each other.
    version            bigint not null default 0,
    owner              text,
    review_by          date,
    -- When that day was set: the next one comes after as long again.
    set_on             date,
    -- The last day about which the answer speaks.
    speaks_until       date,
    confirmed_at       timestamptz,
    confirmed_position bigint,
    -- Of which day the owner has been told, or is being told by a letter that waits.
    told_review_by     date,
    told_speaks_until  date,
    primary key (trust_center, item),
    foreign key (trust_center, owner) references answer_owner (trust_center, id),
    check ((review_by is null) = (set_on is null)),
    check ((confirmed_at is null) = (confirmed_position is null))
);
-- What is overdue is asked at every page and at every round.
create index on answer_care (trust_center, review_by) where review_by is not null;
create index on answer_care (trust_center, speaks_until) where speaks_until is not null;
create index on answer_care (trust_center, owner) where owner is not null;

-- Letters to owners that wait to be sent, each sent by whichever office takes hold of it. Written with what its answers'
-- owners have been told of, in one transaction. Names no address: that of the day it is sent counts.
create table care_mail (
    -- Of the Message-ID, so that a letter which a crash repeats can be told.
    id           text primary key check (id ~ '^[0-9a-f]{32}$'),
    trust_center text        not null,
    owner        text        not null,
    made_at      timestamptz not null,
    attempts     integer     not null default 0,
    -- How often the mail server was reached and yet did not take it. After so many the letter is given up.
    refusals     integer     not null default 0,
    next_try     timestamptz not null,
    sent_at      timestamptz,
    given_up_at  timestamptz,
    foreign key (trust_center, owner) references answer_owner (trust_center, id) on delete cascade
);
create index on care_mail (next_try) where sent_at is null and given_up_at is null;
create index on care_mail (trust_center) where sent_at is null;
create index on care_mail (sent_at) where sent_at is not null;

create table care_mail_answer (
    mail         text not null references care_mail on delete cascade,
    item         text not null,
    review_by    date,
    speaks_until date,
    primary key (mail, item)
);
