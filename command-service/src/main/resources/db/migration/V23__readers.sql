-- What a reader's own page says of a letter.
alter table delivery
    -- When its words were last handed over.
    add column written_at timestamptz,
    -- Position of the last fact about access under which the words were found to be for everybody, and not to be.
    add column access_position bigint,
    add column hidden_position bigint,
    -- Whether another letter to the same address would fare no better than the one that came back.
    add column bounced_for_good boolean,
    drop constraint delivery_not_sent_why_check,
    add constraint delivery_not_sent_why_check check (not_sent_why in ('left', 'undone', 'paused'));

alter table subscriber
    -- Of the second secret, which ends the subscription and does nothing else. Of whoever subscribed before there was
    -- one it is added with the next letter.
    add column leave_mark text unique check (leave_mark ~ '^[0-9a-f]{64}$'),
    -- Since when nothing is sent because letters came back, and since when it is sent again in spite of that.
    add column paused_at timestamptz,
    add column resumed_at timestamptz,
    add check (leave_mark is null or left_at is null),
    add check (paused_at is null or confirmed_at is not null);
create index on subscriber (trust_center) where paused_at is not null;

-- Each request to be told that was taken, for an hour: as many count whether or not an address is known.
create table sign_up (
    trust_center text        not null,
    asked_at     timestamptz not null
);
create index on sign_up (trust_center, asked_at);

-- Addresses to which no letter goes until then because somebody typed them: for a day after one, for ever if whoever
-- got it says so. By a mark that tells nothing to whoever has no secret of the office.
create table quiet_address (
    trust_center text        not null,
    address_mark text        not null check (address_mark ~ '^[0-9a-f]{64}$'),
    until        timestamptz not null,
    primary key (trust_center, address_mark)
);
create index on quiet_address (until);

-- Of whoever never confirmed nothing is on record: the row goes once no backup of the keys can have theirs.
alter table person_erased add column on_record boolean not null default true;
create index on person_erased (erased_at) where not on_record;
