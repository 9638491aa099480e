-- By whom a statement was approved: null where nobody had to, and in rows from before this column until a rebuild.
alter table views.version add column approver text;

comment on column views.version.approver is 'opaque id of somebody else than the author; shown to nobody';
