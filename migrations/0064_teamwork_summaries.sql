-- What whoever leads sums up of each week or month: due at a moment, read by the line manager.
create table work_summary (
  id uuid primary key, staff_id uuid not null references staff, from_on date not null, until_on date not null, due_at timestamptz not null,
  state text not null default 'due' check (state in ('due', 'handed-in', 'read', 'waived')), done text, problems text, plans text, handed_in_at timestamptz, late boolean,
  read_by uuid references staff, read_at timestamptz, remark text, created_at timestamptz not null, version int not null default 1,
  unique (staff_id, from_on), check (state in ('due', 'waived') or (done is not null and handed_in_at is not null))
);
create index work_summary_staff on work_summary (staff_id, id desc);
create index work_summary_due on work_summary (due_at, id) where state = 'due';
