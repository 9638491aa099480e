-- A range over two scalar types and a range type in one index needs the scalar's GiST operators.
create extension if not exists btree_gist;

create table trust_center (
    id                  text primary key,
    position            bigint not null,
    recorded_at         timestamptz not null,
    content_position    bigint not null,
    content_recorded_at timestamptz not null
);

create table commit (
    trust_center        text not null,
    position            bigint not null,
    recorded_at         timestamptz not null,
    content_position    bigint not null,
    content_recorded_at timestamptz not null,
    primary key (trust_center, position)
);

create unique index commit_moment on commit (trust_center, recorded_at)
    include (position, content_position, content_recorded_at);

create table topic_offset (
    topic       text not null,
    part        int not null,
    next_offset bigint not null,
    primary key (topic, part)
);

-- One row: what was known of an item for one stretch of valid time, over one stretch of recorded time. position,
-- revision and stated_at stay those of the fact, also in a row that another fact has cut.
create table statement (
    id           bigint generated always as identity primary key,
    trust_center text not null,
    kind         text not null,
    item         text not null,
    revision     int not null,
    position     bigint not null,
    stated_at    timestamptz not null,
    valid        tstzrange not null check (not isempty(valid)),
    recorded     tstzrange not null check (not isempty(recorded)),
    reason       jsonb not null,
    corrects     bigint,
    content      jsonb not null
);

create index statement_by_both_clocks on statement using gist (trust_center, valid, recorded);

-- Guards what is known now: no two rows of an item end at the same time, so never two until further notice. Also the
-- way to the rows that a new fact cuts, which are those that end after it begins.
create unique index statement_known on statement
    (trust_center, kind, item, coalesce(upper(valid), timestamptz 'infinity'))
    where upper_inf(recorded);

create index statement_of_item on statement (trust_center, kind, item, position);

create table pack (
    trust_center         text not null,
    pack                 text not null,
    position             bigint not null,
    issued_at            timestamptz not null,
    scope                text not null,
    language             text not null,
    valid_at             timestamptz not null,
    recorded_at          timestamptz not null,
    content_position     bigint not null,
    renderer_version     text not null,
    unsigned_sha256      text not null,
    sealed_sha256        text not null,
    pages                int not null,
    bytes                bigint not null,
    seal_level           text not null,
    seal_signer          text not null,
    seal_certificate     text not null,
    seal_demonstration   boolean not null,
    primary key (trust_center, pack)
);

create index pack_newest_first on pack (trust_center, position desc);
