-- What assignment looks at: the cases that wait for a handler, and how many open ones each handler has in hand.
create view case_waiting as
select id, number, subject, kind, channel, priority, customer_id, team_id, rank_at, created_at, version from "case"
where handler_id is null and status_class = 'open' and removed_at is null and merged_into_id is null;
create index case_in_hand on "case" (handler_id) where handler_id is not null and status_class = 'open' and removed_at is null;
create view case_in_hand_ref as select id, handler_id as staff_id from "case" where handler_id is not null and status_class = 'open' and removed_at is null;
