-- The timeline of changes reads the versions of a trust center in the order of recording.
create index version_recorded on views.version (trust_center, position);
