-- Who stands in for whom, from when until when.
create table staff_delegate (
  id uuid primary key, staff_id uuid not null references staff, delegate_id uuid not null references staff,
  from_at timestamptz not null, until_at timestamptz not null, reason text, made_by uuid references staff, made_at timestamptz not null, version int not null default 1,
  check (staff_id <> delegate_id), check (until_at > from_at)
);
create index staff_delegate_staff on staff_delegate (staff_id, until_at);
create index staff_delegate_delegate on staff_delegate (delegate_id, until_at);

-- Published: what other modules may join.
create view department_ref as select id, name from department;
