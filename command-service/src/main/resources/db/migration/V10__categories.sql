-- The categories that apply are asked at every page of the workbench that names one. Few of a trust center's facts are
-- about any.
create index on public_fact (trust_center, item, position) where item like 'categories/%';
