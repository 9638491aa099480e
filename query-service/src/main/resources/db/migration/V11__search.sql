create extension if not exists unaccent schema public;
-- One index over trust center and words, so that a search never looks at the words of another trust center.
create extension if not exists btree_gin schema public;

create text search configuration public.search_swedish (copy = pg_catalog.swedish);
alter text search configuration public.search_swedish
    alter mapping for asciiword, word, numword with public.unaccent, pg_catalog.swedish_stem;

create text search configuration public.search_english (copy = pg_catalog.english);
alter text search configuration public.search_english
    alter mapping for asciiword, word, numword with public.unaccent, pg_catalog.english_stem;

-- Any other language, and what a reader has typed of a word so far.
create text search configuration public.search_simple (copy = pg_catalog.simple);
alter text search configuration public.search_simple
    alter mapping for asciiword, word, numword with public.unaccent, pg_catalog.simple;

-- One row: what one part of a version says in one language. Says nothing of time: the statements of its position do, so
-- a row is written once and never touched again.
create table views.search_text (
    trust_center text not null,
    kind         text not null,
    item         text not null,
    position     bigint not null,
    part         text not null,
    language     text not null,
    languages    text[] not null,
    config       text not null,
    title        text not null,
    body         text not null,
    words        tsvector not null,
    primary key (trust_center, position, part, language)
);

comment on column views.search_text.part is 'id of a clause; empty for the item itself';
comment on column views.search_text.languages is 'every language that the part is written in, sorted';

-- Ranking reads the words of every hit: kept in the row, they cost no look-up elsewhere.
alter table views.search_text alter column words set storage main;

-- Every search reads through the list of what is not yet in the tree: kept short, it slows none, and still saves writes.
create index search_text_words on views.search_text using gin (trust_center, words) with (gin_pending_list_limit = 512);
