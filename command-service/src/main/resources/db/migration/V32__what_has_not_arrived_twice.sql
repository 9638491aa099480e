-- As it was before the last handing over: if that is refused it has made nothing arrive twice.
alter table delivery add column perhaps_twice_before boolean not null default false;
-- Of those before it is not known by which of several handings over they came to be so.
update delivery set perhaps_twice_before = true where perhaps_twice;
