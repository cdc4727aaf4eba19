-- What figures are made of: a row a step that was due and settled, a row a run. A step passed over with leave is of whoever asked for it.
create view flow_step_fact as
select s.id, s.run_id, r.flow_key as flow, s.key as step, r.team_id, r.started_by, coalesce(e.asked_by, s.settled_by) as staff_id, s.state as outcome, coalesce(s.deviation, 'none') as deviation, s.deviation is not null as deviating,
  s.due_at is null or s.settled_at <= s.due_at as in_time, s.ready_at, s.settled_at, extract(epoch from s.settled_at - s.ready_at)::double precision as seconds
from flow_step s join flow_run r on r.id = s.run_id left join flow_exception e on e.step_id = s.id and e.state = 'granted' where s.state in ('done', 'approved', 'rejected', 'skipped');

create view flow_run_fact as
select r.id, r.flow_key as flow, r.state, r.team_id, r.started_by, r.started_at, r.ended_at, case when r.state = 'finished' then extract(epoch from r.ended_at - r.started_at)::double precision end as seconds from flow_run r;
create index flow_run_started on flow_run (started_at, id);
create index flow_run_ended on flow_run (ended_at, id) where ended_at is not null;
