create table task (
  id uuid primary key, key text not null, title jsonb not null, note text,
  owner_id uuid references staff, role_key text, team_id uuid references team,
  state text not null default 'open' check (state in ('open', 'done', 'cancelled')),
  due_at timestamptz not null default 'infinity', remind_at timestamptz, snoozed_until timestamptz,
  overdue_at timestamptz, escalates boolean not null default true, escalation_level int not null default 0, escalate_at timestamptz,
  about_kind text not null, about_id uuid not null, source_kind text not null, source_id uuid not null,
  path text, by_hand boolean not null default true, outcome text,
  made_by uuid references staff, finished_by uuid references staff, finished_at timestamptz,
  created_at timestamptz not null, changed_at timestamptz not null, version int not null default 1,
  check (num_nonnulls(owner_id, role_key, team_id) > 0), check ((state = 'open') = (finished_at is null)), check (state = 'open' or (remind_at is null and escalate_at is null and snoozed_until is null))
);
create unique index task_key on task (key);
-- One index a leg of access and order: what is open by its due moment, everything by its age.
create index task_owner_due on task (owner_id, due_at, id) where state = 'open';
create index task_owner on task (owner_id, id desc);
create index task_role_due on task (role_key, due_at, id) where state = 'open' and owner_id is null;
create index task_team_due on task (team_id, due_at, id) where state = 'open';
create index task_team on task (team_id, id desc) where team_id is not null;
create index task_made_by_due on task (made_by, due_at, id) where state = 'open';
create index task_made_by on task (made_by, id desc);
create index task_due on task (due_at, id) where state = 'open';
create index task_about on task (about_id, id desc);
create index task_source on task (source_id, id desc);
-- What the beat takes up.
create index task_remind on task (remind_at) where remind_at is not null;
create index task_snoozed on task (snoozed_until) where snoozed_until is not null;
create index task_overdue on task (due_at) where state = 'open' and overdue_at is null;
create index task_escalate on task (escalate_at) where escalate_at is not null;

-- Published: what modules above may join.
create view task_ref as
select id, key, title, state, owner_id, role_key, team_id, due_at, overdue_at, about_kind, about_id, source_kind, source_id, outcome, made_by, finished_by, finished_at, created_at from task;
