-- A step that is overdue was due, whether or not somebody does it yet: it counts as late from the moment its deadline passed, and stays there when it is done.
create or replace view flow_step_fact as
select s.id, s.run_id, r.flow_key as flow, s.key as step, r.team_id, r.started_by, coalesce(e.asked_by, s.settled_by, k.owner_id) as staff_id, s.state as outcome,
  coalesce(s.deviation, case when s.state = 'ready' then 'late' end, 'none') as deviation, s.deviation is not null or s.state = 'ready' as deviating,
  s.state <> 'ready' and (s.due_at is null or s.settled_at <= s.due_at) as in_time, s.ready_at, s.settled_at, extract(epoch from s.settled_at - s.ready_at)::double precision as seconds,
  s.begun_at, extract(epoch from s.begun_at - s.ready_at)::double precision as waiting_seconds, extract(epoch from s.settled_at - s.begun_at)::double precision as work_seconds,
  coalesce(s.overdue_at, s.settled_at) as counted_at
from flow_step s join flow_run r on r.id = s.run_id left join flow_exception e on e.step_id = s.id and e.state = 'granted' left join task_ref k on s.state = 'ready' and k.key = 'flow-step:' || s.id || ':' || s.hand
where s.state in ('done', 'approved', 'rejected', 'skipped') or (s.state = 'ready' and s.overdue_at is not null);
create index flow_step_counted on flow_step (coalesce(overdue_at, settled_at));
