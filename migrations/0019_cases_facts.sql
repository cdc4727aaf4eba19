-- What figures are made of: a row a case, a deadline, a promise. What lies in the bin is not counted.
create view case_fact as
select c.id, c.number, c.kind, c.channel, c.priority, c.status_class, c.customer_id, c.team_id, c.handler_id, c.first_responder_id, c.created_at, c.closed_at,
  case when c.status_class = 'closed' then extract(epoch from c.closed_at - c.created_at)::double precision end as handling_seconds, c.source is not null as imported
from "case" c where c.removed_at is null;
create index case_created on "case" (created_at, id);
create index case_closed on "case" (closed_at, id) where closed_at is not null;

create view case_deadline_fact as
select k.id, k.subject_id as case_id, c.number, k.key, k.started_at, k.due_at, k.stopped_at, k.settled_at, k.in_time, k.elapsed_seconds, k.working_seconds,
  c.kind, c.channel, c.priority, c.team_id, c.handler_id, c.first_responder_id
from clock_ref k join "case" c on c.id = k.subject_id where k.subject_kind = 'case' and c.removed_at is null;

create view case_promise_fact as
select p.id, p.case_id, c.number, p.to_whom, p.due_at, p.state, p.made_by, c.kind, c.channel, c.team_id, c.handler_id, c.first_responder_id
from case_promise p join "case" c on c.id = p.case_id where c.removed_at is null;
