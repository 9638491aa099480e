-- A row without content says that the item is no more, from then on, and why.
alter table statement alter column content drop not null;

-- Rows hold contents as the newest version of their fact tells them.
update statement set content = content || '{"legalSource": null, "reasons": []}' where kind = 'agreements';
