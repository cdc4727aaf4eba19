-- When work on a step was begun, where somebody said so, or how long it had been worked on when it was settled.
alter table flow_step add column begun_at timestamptz, add column begun_by uuid, add constraint flow_step_begins_in_turn check (begun_at >= ready_at);
create or replace view flow_step_fact as
select s.id, s.run_id, r.flow_key as flow, s.key as step, r.team_id, r.started_by, coalesce(e.asked_by, s.settled_by) as staff_id, s.state as outcome, coalesce(s.deviation, 'none') as deviation, s.deviation is not null as deviating,
  s.due_at is null or s.settled_at <= s.due_at as in_time, s.ready_at, s.settled_at, extract(epoch from s.settled_at - s.ready_at)::double precision as seconds,
  s.begun_at, extract(epoch from s.begun_at - s.ready_at)::double precision as waiting_seconds, extract(epoch from s.settled_at - s.begun_at)::double precision as work_seconds
from flow_step s join flow_run r on r.id = s.run_id left join flow_exception e on e.step_id = s.id and e.state = 'granted' where s.state in ('done', 'approved', 'rejected', 'skipped');
