-- What is said about people and departments, by customers and by colleagues: praise, criticism, ideas; what was answered, and what was changed.
create table feedback (
  id uuid primary key, tone text not null check (tone in ('criticism', 'praise', 'idea')), source text not null check (source in ('customer', 'colleague', 'superior', 'department', 'outside')), words text not null,
  staff_id uuid references staff, department_id uuid references department, case_id uuid, customer_id uuid,
  said_at timestamptz not null, state text not null default 'open' check (state in ('open', 'answered', 'withdrawn')), due_at timestamptz not null,
  -- Answered in the case where it was said, or here in words.
  reply text, message_id uuid, replied_by uuid references staff, replied_at timestamptz, change text, changed_by uuid references staff, changed_at timestamptz,
  taken_by uuid references staff, created_at timestamptz not null, version int not null default 1,
  check ((state = 'answered') = (replied_at is not null)), check (replied_at is null or reply is not null or message_id is not null), check ((change is null) = (changed_at is null))
);
create index feedback_staff on feedback (staff_id, id desc) where staff_id is not null;
create index feedback_department on feedback (department_id, id desc) where department_id is not null;
create index feedback_taken_by on feedback (taken_by, id desc) where taken_by is not null;
create index feedback_case on feedback (case_id) where case_id is not null;
create index feedback_open on feedback (due_at, id) where state = 'open';
create index feedback_tone on feedback (tone, id desc);
create view feedback_fact as
select f.id, left(f.words, 80) as label, f.tone, f.source, f.staff_id, f.department_id, f.taken_by, f.said_at, f.replied_at, k.settled_at, k.in_time, k.working_seconds, f.change is not null as changed, f.state = 'answered' as answered
from feedback f join clock_ref k on k.subject_kind = 'feedback' and k.subject_id = f.id where f.state <> 'withdrawn';
