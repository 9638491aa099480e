-- A fact about access is content, and has no valid time: it is true of every instant.
alter table public_fact drop constraint public_fact_check1;
alter table public_fact add constraint public_fact_valid_content check (content or valid_from is null);

-- Position of the last fact about access. Whose rules a pack follows is part of what it is.
alter table ledger add access_position bigint not null default 0;
alter table pack add access_position bigint not null default 0;

-- What the office keeps of a fact that does not tell all: the fact as it would be told to everybody, with the salt of its
-- digest. It is written with the fact, and like it never altered; the topic never sees it. Without a foreign key, because
-- it is written before its fact: check holds the digests against each other.
create table withheld_part (
    trust_center text   not null,
    position     bigint not null,
    bytes        bytea  not null,
    primary key (trust_center, position)
);

create trigger unaltered before update or delete or truncate on withheld_part
    for each statement execute function refuse_to_alter_history();
