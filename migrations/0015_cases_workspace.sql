-- What a case follows when the customer writes long after it was closed, since when it is closed, and how pressing it is among others.
alter table "case" add column follows_id uuid, add column closed_at timestamptz;
create index case_follows on "case" (follows_id) where follows_id is not null;
-- By which contact a message came; its channel where that is not the case's.
alter table message add column interaction_id uuid, add column channel text;

-- Whether somebody has said what kind of matter it is, or a channel has only supposed it; the turn that work waits for, and the place among others that follows from it; the nearest promise.
alter table "case" add column classified boolean not null default true, add column turn_at timestamptz, add column rank_at timestamptz not null default 'infinity', add column promise_due_at timestamptz;
-- Whole, so that a walk in this order needs no proof that it may use it; what is done lies at its end.
create index case_rank on "case" (rank_at, id);

-- What somebody has begun to write, to be gone on with on another device.
create table case_draft (
  id uuid primary key, case_id uuid not null, staff_id uuid not null, visibility text not null check (visibility in ('public', 'internal')),
  body text not null, attachments jsonb not null, saved_at timestamptz not null, version int not null,
  unique (staff_id, case_id, visibility)
);
-- How far somebody has read a case: `at` is the change of the case that they have seen, `message_id` the latest message.
create table case_reading (
  id uuid primary key, case_id uuid not null, staff_id uuid not null, message_id uuid not null, at timestamptz not null,
  unique (case_id, staff_id)
);
create table case_promise (
  id uuid primary key, case_id uuid not null, what text not null, to_whom text not null check (to_whom in ('customer', 'colleague', 'third')),
  due_at timestamptz not null, made_by uuid not null, made_at timestamptz not null,
  state text not null check (state in ('open', 'kept', 'broken', 'kept-late', 'withdrawn')), warned_at timestamptz, settled_at timestamptz, settled_by uuid, reason text, version int not null
);
create index case_promise_case on case_promise (case_id, due_at);
create index case_promise_open on case_promise (due_at) where state = 'open';
-- Whom an overdue deadline has been told, and when the next step above hears of it.
create table case_escalation (
  clock_id uuid not null, level smallint not null, case_id uuid not null, clock_key text not null, at timestamptz not null, told_at timestamptz,
  primary key (clock_id, level)
);
create index case_escalation_waiting on case_escalation (at) where told_at is null;
-- Who has a case open now. Nothing of it is worth keeping after a crash.
create unlogged table case_presence (case_id uuid not null, staff_id uuid not null, typing boolean not null, at timestamptz not null, primary key (case_id, staff_id));
