-- Whatever is made from the facts lives in this schema, so that a rebuild can fill another one and take its place. From
-- here on every migration names it: a table without it would land beside, and no rebuild would fill it.
create schema if not exists views;

alter table public.trust_center set schema views;
alter table public.commit set schema views;
alter table public.topic_offset set schema views;
alter table public.statement set schema views;
alter table public.pack set schema views;

-- Offsets mean nothing in a topic that was made anew under the same name. Null: from before this was kept.
alter table views.topic_offset add column topic_id text;
