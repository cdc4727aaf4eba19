-- The number by which somebody is known to customers, such as on the telephone; nobody shares theirs.
alter table staff add column work_number text;
create unique index staff_work_number on staff (lower(work_number)) where work_number is not null;
