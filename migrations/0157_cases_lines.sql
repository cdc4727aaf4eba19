-- Figures about cases are divided by business line and by the customer's grade. The line is the team's, else that of whoever handles the case, else of its
-- first responder; people and teams change lines, so figures by line are counted whenever they are asked for.
create or replace view team_ref as select id, name, line_id from team;
create or replace view staff_ref as select id, name, active, line_id from staff;
create view interaction_ref as select id, channel, direction, customer_id, subject_id, at from interaction;

create or replace view case_fact as
select c.id, c.number, c.kind, c.channel, c.priority, c.status_class, c.customer_id, c.team_id, c.handler_id, c.first_responder_id, c.created_at, c.closed_at,
  case when c.status_class = 'closed' then extract(epoch from c.closed_at - c.created_at)::double precision end as handling_seconds, c.source is not null as imported,
  c.solution is not null as solved, c.transfers, c.passed,
  -- The customer had to turn to us once: nothing more was written, and nobody noted a call or visit of theirs while the case was open, but for one about another matter.
  not exists (select from message m where m.case_id = c.id and m.author_kind = 'customer' and m.at > c.created_at)
    and not exists (select from interaction_ref i where i.subject_id = c.id and i.direction = 'in' and i.channel in ('phone', 'counter', 'visit', 'wechat', 'sms') and i.at > c.created_at and i.at <= coalesce(c.closed_at, 'infinity'))
    and not exists (select from interaction_ref i where i.customer_id = c.customer_id and i.subject_id is null and i.direction = 'in' and i.channel in ('phone', 'counter', 'visit', 'wechat', 'sms') and i.at > c.created_at and i.at <= coalesce(c.closed_at, 'infinity')) as first_contact,
  -- Within seven days of closing they came again with the same kind of matter.
  exists (select from "case" f where f.id <> c.id and f.customer_id = c.customer_id and f.kind = c.kind and f.removed_at is null and f.created_at > c.closed_at and f.created_at <= c.closed_at + interval '7 days')
    or exists (select from "case" f where f.follows_id = c.id and f.removed_at is null and f.created_at <= c.closed_at + interval '7 days') as recontacted,
  exists (select from clock_ref k where k.subject_kind = 'case' and k.subject_id = c.id and k.in_time = false) as late,
  exists (select from event_log e where e.subject_id = c.id and e.kind = 'case.moved' and e.data ->> 'fromClass' in ('resolved', 'closed') and e.data ->> 'toClass' not in ('resolved', 'closed')) as reopened,
  exists (select from event_log e where e.subject_id = c.id and e.kind = 'case.moved' and e.data ->> 'toClass' = 'closed' and e.actor_id = c.first_responder_id) as confirmed_by_first,
  exists (select from case_escalation x where x.case_id = c.id and x.told_at is not null) as escalated, c.service,
  coalesce((select t.line_id from team_ref t where t.id = c.team_id), (select s.line_id from staff_ref s where s.id = c.handler_id), (select s.line_id from staff_ref s where s.id = c.first_responder_id)) as line_id, c.customer_grade
from "case" c where c.removed_at is null and c.merged_into_id is null;

create or replace view case_deadline_fact as
select k.id, k.subject_id as case_id, c.number, k.key, k.started_at, k.due_at, k.stopped_at, k.settled_at, k.in_time, k.elapsed_seconds, k.working_seconds,
  c.kind, c.channel, c.priority, c.team_id, c.handler_id, c.first_responder_id,
  coalesce((select t.line_id from team_ref t where t.id = c.team_id), (select s.line_id from staff_ref s where s.id = c.handler_id), (select s.line_id from staff_ref s where s.id = c.first_responder_id)) as line_id, c.customer_grade
from clock_ref k join "case" c on c.id = k.subject_id where k.subject_kind = 'case' and c.removed_at is null and c.merged_into_id is null;
create or replace view case_promise_fact as
select p.id, p.case_id, c.number, p.to_whom, p.due_at, p.state, p.made_by, c.kind, c.channel, c.team_id, c.handler_id, c.first_responder_id,
  coalesce((select t.line_id from team_ref t where t.id = c.team_id), (select s.line_id from staff_ref s where s.id = c.handler_id), (select s.line_id from staff_ref s where s.id = c.first_responder_id)) as line_id, c.customer_grade
from case_promise p join "case" c on c.id = p.case_id where c.removed_at is null;
