-- What of requests between departments modules above may join.
create view department_request_ref as select id, about_kind, about_id, answering_id, state, due_at, answered_at from department_request;

-- How people who work here would do things better, and what was decided about it.
create table suggestion (
  id uuid primary key, title text not null, problem text not null, proposal text not null, area text not null check (area in ('service', 'process', 'product', 'tools', 'workplace')),
  department_id uuid references department, author_id uuid not null references staff,
  state text not null default 'submitted' check (state in ('submitted', 'adopted', 'declined', 'duplicate', 'done', 'withdrawn')),
  same_as uuid references suggestion, due_at timestamptz not null, decided_by uuid references staff, decided_at timestamptz, reason text, owner_id uuid references staff, done_by timestamptz,
  outcome text, ended_at timestamptz, created_at timestamptz not null, version int not null default 1,
  check ((state in ('adopted', 'declined', 'duplicate', 'done')) = (decided_by is not null)), check (decided_by is null or decided_by <> author_id), check ((state = 'duplicate') = (same_as is not null)),
  check (state not in ('adopted', 'done') or owner_id is not null), check ((state = 'done') = (outcome is not null)), check (same_as <> id)
);
create index suggestion_state on suggestion (state, id desc);
create index suggestion_author on suggestion (author_id, id desc);
create index suggestion_department on suggestion (department_id, id desc) where department_id is not null;
create index suggestion_due on suggestion (due_at, id) where state = 'submitted';
-- What shows that it is worth doing: a figure, a document, a form, a flow, a case.
create table suggestion_evidence (id uuid primary key, suggestion_id uuid not null references suggestion on delete cascade, kind text not null check (kind in ('metric', 'document', 'form', 'flow', 'case')), key text not null, added_by uuid not null references staff, at timestamptz not null, unique (suggestion_id, kind, key));

create view suggestion_fact as
select s.id, s.title as label, s.area, s.state, s.author_id, s.department_id, s.created_at, s.decided_at, s.state in ('adopted', 'done') as adopted, s.state = 'done' as done, s.decided_at is not null and s.decided_at <= s.due_at as in_time, s.due_at
from suggestion s where s.state <> 'withdrawn';
