-- Whom a complaint is about reads it and does nothing in it, whatever their rights; cases that become one carry it along.
alter table "case" add column barred uuid[];
alter table case_merge add column barred uuid[] not null default '{}';
update "case" c set barred = s.accused from complaint s where s.case_id = c.id and s.accused <> '{}';
