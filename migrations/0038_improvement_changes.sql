-- A change of a process: from the wish to the day it is live, with what must be linked to it before that day, and the plan by which it is rolled out.
create table process_change (
  id uuid primary key, title text not null, reason text not null, description text not null, flow_key text not null,
  -- The version of the flow that the change brings; the one in force at go-live when nobody chose one.
  definition_id uuid,
  state text not null check (state in ('planned', 'live', 'closed', 'withdrawn')), owner_id uuid not null, planned_on date not null,
  live_at timestamptz, live_by uuid, ended_at timestamptz, ended_note text, made_by uuid not null, made_at timestamptz not null, changed_at timestamptz not null, version int not null default 1,
  check ((state in ('live', 'closed')) <= (live_at is not null and definition_id is not null))
);
create index process_change_owner on process_change (owner_id, id desc);
create index process_change_state on process_change (state, id desc);
create table process_change_link (
  id uuid primary key, change_id uuid not null references process_change on delete cascade, part text not null check (part in ('training', 'feedback', 'kpi')), kind text not null, key text not null, at timestamptz not null,
  unique (change_id, part, kind, key)
);
create table rollout_milestone (
  id uuid primary key, change_id uuid not null references process_change on delete cascade, sort text not null check (sort in ('step', 'training', 'announcement')), title text not null,
  starts_on date not null, due_on date not null check (due_on >= starts_on), owner_id uuid not null, resources text,
  -- Of an announcement: to whom, and what it says. Of a training session: how many shall come, and how many came.
  audience text check (audience in ('staff', 'customers')), body text, seats int check (seats > 0), attended int check (attended >= 0),
  done_on date, done_note text, done_by uuid,
  -- Which of its tasks counts: another owner or day gives a new one.
  task_no int not null default 1, made_at timestamptz not null, version int not null default 1, check ((sort = 'announcement') = (audience is not null))
);
create index rollout_milestone_change on rollout_milestone (change_id, starts_on, id);
create index rollout_milestone_open on rollout_milestone (due_on) where done_on is null;
