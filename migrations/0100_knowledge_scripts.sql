-- Which script or template was put into an answer, on which case and by whom: figures, the unused, and what was chosen to soothe are read from here.
create table script_use (
  id uuid primary key, kind text not null check (kind in ('script', 'template')), key text not null, scene text not null,
  -- Null for a template that left without a hand.
  staff_id uuid, case_id uuid not null, definition_id uuid, at timestamptz not null
);
create index script_use_at on script_use (at, kind, key, staff_id, case_id);
create index script_use_case on script_use (case_id, id desc);
create table script_tally (kind text not null, key text not null, uses bigint not null, last_at timestamptz not null, primary key (kind, key));
-- What figures are made of: a row a use, with the case it was for. A case in the bin, or part of another, is not counted.
create view script_use_fact as
select u.id, u.case_id, c.number, u.key as wording, u.scene, u.kind as wording_kind, u.staff_id, u.at, c.kind, c.channel, c.team_id, c.handler_id, c.first_responder_id, c.follow_up_satisfaction::double precision as satisfaction
from script_use u join case_course_fact c on c.id = u.case_id;
create view script_use_ref as select id, kind, key, case_id, staff_id, at from script_use;

-- How far the script of a telephone call was followed: the steps that were said.
create table call_script_run (
  case_id uuid primary key, definition_id uuid not null, said text[] not null default '{}', coverage double precision not null, by_id uuid, begun_at timestamptz not null, changed_at timestamptz not null, version int not null default 1
);
create index call_script_run_begun on call_script_run (begun_at);
create view call_script_fact as
select r.case_id as id, r.case_id, c.number, r.coverage, r.by_id as staff_id, r.begun_at as at, c.kind, c.channel, c.team_id, c.handler_id, c.first_responder_id
from call_script_run r join case_course_fact c on c.id = r.case_id;
