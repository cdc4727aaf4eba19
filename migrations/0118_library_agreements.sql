-- When those who have not confirmed a version were last reminded of it.
alter table document_version add reminded_on date;
