-- A walk through a tree of questions on a case: each answer given, and the cause it led to.
create table case_diagnosis (
  id uuid primary key, case_id uuid not null, tree text not null, definition_id uuid not null, path jsonb not null,
  cause text, cause_name text, by_id uuid, begun_at timestamptz not null, found_at timestamptz, changed_at timestamptz not null, version int not null default 1,
  check ((cause is null) = (found_at is null))
);
create index case_diagnosis_case on case_diagnosis (case_id, id desc);
create index case_diagnosis_found on case_diagnosis (found_at, tree) where found_at is not null;
create view case_diagnosis_fact as
select d.id, d.case_id, c.number, d.tree, d.cause, d.cause_name, d.by_id as staff_id, d.found_at as at, c.kind, c.channel, c.team_id, c.handler_id, c.first_responder_id
from case_diagnosis d join case_course_fact c on c.id = d.case_id where d.found_at is not null;
