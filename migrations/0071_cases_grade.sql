-- The grade its customer had when a case was opened: a grade that changes later changes the deadlines of new cases only.
set local lock_timeout = '5s';
alter table "case" add column customer_grade text;
