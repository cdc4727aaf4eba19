-- One going through a flow, on the version it began with, until it is moved to another on purpose.
create table flow_run (
  id uuid primary key, key text not null, flow_key text not null, flow_id uuid not null,
  about_kind text not null, about_id uuid not null, team_id uuid,
  state text not null check (state in ('running', 'finished', 'rejected', 'cancelled')),
  started_by uuid, started_at timestamptz not null, changed_at timestamptz not null, ended_at timestamptz, ended_by uuid, reason text, version int not null default 1,
  check ((state = 'running') = (ended_at is null))
);
create unique index flow_run_key on flow_run (key);
create index flow_run_about on flow_run (about_id, id desc);
-- One index a leg of access and way of looking.
create index flow_run_started_by on flow_run (started_by, id desc) where started_by is not null;
create index flow_run_team on flow_run (team_id, id desc) where team_id is not null;
create index flow_run_flow on flow_run (flow_key, id desc);
create index flow_run_open on flow_run (id desc) where state = 'running';

-- A step whose turn has come, once a round: a rejection that leads back opens a new round and leaves the old rows as they were.
create table flow_step (
  id uuid primary key, run_id uuid not null references flow_run, key text not null, round int not null, live boolean not null default true,
  state text not null check (state in ('ready', 'done', 'approved', 'rejected', 'skipped', 'not-applicable', 'withdrawn')),
  -- Of an approval up the line: which level is asked, of how many.
  level int not null default 1, levels int not null default 1,
  -- How often it changed hands: the last part of its task's key.
  hand int not null default 1, substitute boolean not null default false,
  form_id uuid, submission_id uuid, note text,
  ready_at timestamptz not null, due_at timestamptz, overdue_at timestamptz, settled_at timestamptz, settled_by uuid, deviation text check (deviation in ('skipped', 'late')),
  version int not null default 1,
  check ((state = 'ready') = (settled_at is null))
);
create unique index flow_step_live on flow_step (run_id, key) where live;
create index flow_step_run on flow_step (run_id, id);
create index flow_step_settled on flow_step (settled_at) where settled_at is not null;
create index flow_step_deviation on flow_step (settled_at desc, id desc) where deviation is not null;

-- Each level of an approval that was given or refused, by whom, and for whom they stood in.
create table flow_approval (
  id uuid primary key, step_id uuid not null references flow_step, level int not null, by_id uuid not null, for_id uuid,
  decision text not null check (decision in ('approved', 'rejected')), note text, at timestamptz not null
);
create unique index flow_approval_level on flow_approval (step_id, level);

-- Leave to pass over a mandatory step: asked, decided, and looked at again afterwards.
create table flow_exception (
  id uuid primary key, run_id uuid not null references flow_run, step_id uuid not null references flow_step, flow_key text not null, step_key text not null, reason text not null,
  asked_by uuid not null, asked_at timestamptz not null,
  state text not null check (state in ('asked', 'granted', 'refused', 'withdrawn')),
  decided_by uuid, decided_at timestamptz, note text,
  review_due_at timestamptz, finding text check (finding in ('justified', 'change-the-flow', 'not-justified')), reviewed_by uuid, reviewed_at timestamptz, review_note text,
  version int not null default 1, check (asked_by <> decided_by), check ((state = 'granted') >= (reviewed_at is not null))
);
create unique index flow_exception_asked on flow_exception (step_id) where state = 'asked';
create index flow_exception_run on flow_exception (run_id, id);
create index flow_exception_at on flow_exception (asked_at desc, id desc);

-- Who has looked at a version by the four principles of design; another body asks for another look.
create table flow_sign_off (
  definition_id uuid not null, body_hash bytea not null, reviewer_id uuid not null, notes jsonb not null, at timestamptz not null,
  primary key (definition_id, body_hash)
);
