-- A customer is asked more than once whether a solution holds: soon after it, and again so many days later. One open question a round.
alter table case_follow_up add column after_days int not null default 0 check (after_days >= 0);
drop index case_follow_up_open;
create unique index case_follow_up_open on case_follow_up (case_id, after_days) where state = 'open';
