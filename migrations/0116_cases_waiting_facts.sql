-- Assignment looks at how grave a complaint is, at the service asked for and at whose case it is.
create or replace view case_waiting as
select id, number, subject, kind, channel, priority, customer_id, team_id, rank_at, created_at, version, severity, service, customer_grade from "case"
where handler_id is null and status_class = 'open' and removed_at is null and merged_into_id is null;
