-- What a case was asked for from the catalogue of services; deadlines, rules and figures may speak of it.
set local lock_timeout = '5s';
alter table "case" add column service text;
create table case_service (
  case_id uuid primary key references "case" (id), service text not null,
  -- The version that was in force, and what was filled in of its form.
  definition_id uuid not null, submission_id uuid, run_id uuid, at timestamptz not null
);
-- Requests of one service, newest first.
create index case_service_by_service on case_service (service, case_id desc);
create or replace view case_now as
select c.id, c.number, c.subject, c.kind, c.channel, c.priority, c.status_class, c.customer_id, c.team_id, c.handler_id, c.first_responder_id, c.classified, c.source is not null as imported,
  c.created_at, c.changed_at, c.closed_at, nullif(c.due_at, 'infinity') as due_at, case when c.status_class = 'open' then c.turn_at end as waiting_since, c.promise_due_at, c.follows_id, c.offered_staff_id, c.offered_team_id, c.removed_at, c.service
from "case" c where c.removed_at is null;
create or replace view case_fact as
select c.id, c.number, c.kind, c.channel, c.priority, c.status_class, c.customer_id, c.team_id, c.handler_id, c.first_responder_id, c.created_at, c.closed_at,
  case when c.status_class = 'closed' then extract(epoch from c.closed_at - c.created_at)::double precision end as handling_seconds, c.source is not null as imported,
  c.solution is not null as solved, c.transfers, c.passed,
  -- The customer had to turn to us once.
  not exists (select from message m where m.case_id = c.id and m.author_kind = 'customer' and m.at > c.created_at) as first_contact,
  -- Within seven days of closing they came again with the same kind of matter.
  exists (select from "case" f where f.id <> c.id and f.customer_id = c.customer_id and f.kind = c.kind and f.removed_at is null and f.created_at > c.closed_at and f.created_at <= c.closed_at + interval '7 days')
    or exists (select from "case" f where f.follows_id = c.id and f.removed_at is null and f.created_at <= c.closed_at + interval '7 days') as recontacted,
  exists (select from clock_ref k where k.subject_kind = 'case' and k.subject_id = c.id and k.in_time = false) as late,
  exists (select from event_log e where e.subject_id = c.id and e.kind = 'case.moved' and e.data ->> 'fromClass' in ('resolved', 'closed') and e.data ->> 'toClass' not in ('resolved', 'closed')) as reopened,
  exists (select from event_log e where e.subject_id = c.id and e.kind = 'case.moved' and e.data ->> 'toClass' = 'closed' and e.actor_id = c.first_responder_id) as confirmed_by_first,
  exists (select from case_escalation x where x.case_id = c.id and x.told_at is not null) as escalated, c.service
from "case" c where c.removed_at is null and c.merged_into_id is null;
