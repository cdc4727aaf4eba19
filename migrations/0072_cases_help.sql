-- Somebody asks whoever leads to help with a case; at most one call of a case is open. It ends when somebody steps in, has advised, or it is taken back.
create table case_help (
  id uuid primary key, case_id uuid not null, asked_by uuid not null, asked_at timestamptz not null, why text not null,
  state text not null check (state in ('open', 'stepped-in', 'advised', 'withdrawn')), settled_by uuid, settled_at timestamptz, version int not null,
  check ((state = 'open') = (settled_at is null))
);
create unique index case_help_open on case_help (case_id) where state = 'open';
create index case_help_waiting on case_help (asked_at) where state = 'open';
create index case_help_case on case_help (case_id, id);
create index case_silent_since on "case" (silent_since) where silent_since is not null;
