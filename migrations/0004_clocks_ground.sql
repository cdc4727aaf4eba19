-- A deadline on a record of any module: what its events come to, kept so that lists and the bell need not count again.
create table clock (
  id uuid primary key,
  subject_kind text not null, subject_id uuid not null, key text not null,
  -- The versions it is bound to: definitions of kind policy and calendar, the row of the policy that fits, the zone the calendar is read in.
  policy_id uuid not null, policy_row smallint not null, calendar_id uuid not null, zone text not null,
  state text not null check (state in ('running', 'paused', 'breached', 'met', 'stopped-late', 'no-working-time')),
  started_at timestamptz not null, changed_at timestamptz not null, used_seconds double precision not null,
  due_at timestamptz, pause_reason text, breached_at timestamptz, stopped_at timestamptz,
  -- When the bell looks at it next. A clock that pauses or stops has none, so no timer is ever stale.
  ring_at timestamptz,
  version int not null
);
create index clock_subject on clock (subject_id);
create index clock_ring on clock (ring_at) where ring_at is not null;

-- What happened to a clock; its version is its place. The clock follows from these rows and the definitions they name.
create table clock_event (
  clock_id uuid not null, version int not null,
  kind text not null check (kind in ('start', 'pause', 'resume', 'stop', 'revise')),
  at timestamptz not null, reason text,
  policy_id uuid, policy_row smallint, calendar_id uuid, zone text,
  primary key (clock_id, version)
);
create function clock_event_immutable() returns trigger language plpgsql as $$
begin raise exception 'clock-event.immutable: what happened to a clock is written once' using errcode = 'insufficient_privilege'; end $$;
create trigger clock_event_immutable before update on clock_event for each row execute function clock_event_immutable();
