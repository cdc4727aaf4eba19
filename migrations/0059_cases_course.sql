-- What the handbooks ask of the course of a case, a row a case from the first of it on: the need as confirmed, the recorded answer, suspected causes and emergency measure, the closing checklist, the stage of the customer's journey.
create table case_course (
  case_id uuid primary key references "case",
  need text, need_by uuid references staff, need_at timestamptz, need_confirmed_by uuid references staff, need_confirmed_at timestamptz,
  answer text, answer_document_id uuid, answered_by uuid references staff, answered_at timestamptz,
  causes text[], emergency_measure text, triaged_by uuid references staff, triaged_at timestamptz,
  thanked boolean not null default false, offered_help boolean not null default false, feedback text check (feedback in ('satisfied', 'neutral', 'dissatisfied', 'not-given')), follow_channel text,
  stage text check (stage in ('inquiry', 'purchase', 'use', 'after-sales')), version int not null default 1,
  check (need_confirmed_at is null or need is not null), check (answer is null or need is not null)
);
-- How cases belong together. `child`: `from` is the parent. `split`: part of what was said in `from` went on as `to`.
create table case_link (
  id uuid primary key, from_id uuid not null references "case", to_id uuid not null references "case", kind text not null check (kind in ('related', 'child', 'duplicate', 'causes', 'split')),
  by_id uuid not null references staff, at timestamptz not null, ended_at timestamptz, ended_by uuid references staff, check (from_id <> to_id)
);
create unique index case_link_once on case_link (from_id, to_id, kind) where ended_at is null;
create unique index case_link_parent on case_link (to_id) where kind = 'child' and ended_at is null;
create index case_link_to on case_link (to_id) where ended_at is null;
-- Whether the customer finds it solved, asked after the solution.
create table case_follow_up (
  id uuid primary key, case_id uuid not null references "case", owner_id uuid references staff, due_at timestamptz not null, state text not null default 'open' check (state in ('open', 'answered', 'cancelled')),
  outcome text check (outcome in ('solved', 'not-solved', 'unreachable')), satisfaction int check (satisfaction between 1 and 5), note text, answered_by uuid references staff, answered_at timestamptz, created_at timestamptz not null, version int not null default 1,
  check ((state = 'answered') = (outcome is not null and answered_at is not null))
);
create unique index case_follow_up_open on case_follow_up (case_id) where state = 'open';
create index case_follow_up_case on case_follow_up (case_id, id desc);
-- Why a customer was not satisfied, and what follows from it.
create table case_analysis (
  id uuid primary key, case_id uuid not null references "case", origin text not null check (origin in ('closing', 'follow-up')), due_at timestamptz not null, state text not null default 'open' check (state in ('open', 'done')),
  causes text[], finding text, measure text, done_by uuid references staff, done_at timestamptz, created_at timestamptz not null, version int not null default 1,
  check ((state = 'done') = (done_at is not null and finding is not null))
);
create unique index case_analysis_open on case_analysis (case_id) where state = 'open';
create index case_analysis_case on case_analysis (case_id, id desc);

create view case_course_fact as
select c.id, c.number, c.kind, c.channel, c.priority, c.team_id, c.handler_id, c.first_responder_id, c.created_at, c.closed_at, c.source is not null as imported,
  o.need is not null as restated, o.need_confirmed_at is not null as confirmed, o.triaged_at is not null as triaged, coalesce(o.thanked, false) and coalesce(o.offered_help, false) and o.feedback is not null and o.follow_channel is not null as checklist,
  o.feedback, o.stage, f.outcome as follow_up_outcome, f.satisfaction as follow_up_satisfaction
from "case" c left join case_course o on o.case_id = c.id
  left join lateral (select outcome, satisfaction from case_follow_up f where f.case_id = c.id and f.state = 'answered' order by f.id desc limit 1) f on true
where c.removed_at is null and c.merged_into_id is null;
