-- What rules say of a case, as it is now. What lies in the bin is nobody's subject.
create view case_now as
select c.id, c.number, c.subject, c.kind, c.channel, c.priority, c.status_class, c.customer_id, c.team_id, c.handler_id, c.first_responder_id, c.classified, c.source is not null as imported,
  c.created_at, c.changed_at, c.closed_at, nullif(c.due_at, 'infinity') as due_at, case when c.status_class = 'open' then c.turn_at end as waiting_since, c.promise_due_at, c.follows_id, c.offered_staff_id, c.offered_team_id, c.removed_at
from "case" c where c.removed_at is null;
-- Which cases rules did something at: the automation rate is their share.
create view case_automation_fact as
select c.id, c.number, c.kind, c.channel, c.priority, c.team_id, c.handler_id, c.first_responder_id, c.created_at, c.closed_at, c.source is not null as imported,
  exists (select from rule_firing_ref f where f.subject_id = c.id) as automated
from "case" c where c.removed_at is null;
