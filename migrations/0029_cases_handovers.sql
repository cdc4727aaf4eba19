-- To whom a case is offered: until they take it the sender works on it, and they see it.
alter table "case" add column offered_staff_id uuid, add column offered_team_id uuid;
create index case_offered_staff on "case" (offered_staff_id, id desc) where offered_staff_id is not null;
create index case_offered_team on "case" (offered_team_id, id desc) where offered_team_id is not null;
-- How often a case went from one handler to another, and whether that looks like passing the buck.
alter table "case" add column transfers int not null default 0, add column passed text check (passed in ('too-often', 'back-and-forth'));
create index case_passed on "case" (id desc) where passed is not null;

-- One giving over, with what the receiver must know; both sides stand by it with their names and moments.
create table case_handover (
  id uuid primary key, case_id uuid not null, from_id uuid not null, by_id uuid not null, to_staff_id uuid, to_team_id uuid,
  facts text not null, done text not null, promised text not null, pending text not null, due_at timestamptz not null,
  state text not null check (state in ('offered', 'accepted', 'declined', 'bounced', 'withdrawn')),
  offered_at timestamptz not null, settled_at timestamptz, settled_by uuid, reason text, version int not null,
  check ((to_staff_id is null) <> (to_team_id is null)), check ((state = 'offered') = (settled_at is null))
);
-- At most one offer of a case at a time.
create unique index case_handover_open on case_handover (case_id) where state = 'offered';
create index case_handover_case on case_handover (case_id, id);
create index case_handover_to_staff on case_handover (to_staff_id, id desc);
create index case_handover_to_team on case_handover (to_team_id, id desc) where to_team_id is not null;
create index case_handover_from on case_handover (from_id, id desc);
create index case_handover_refused on case_handover (id desc) where state in ('declined', 'bounced');
-- The course of a case through hands, from which going to and fro is told.
create table case_transfer (nth bigint generated always as identity, case_id uuid not null, at timestamptz not null, from_id uuid not null, to_id uuid not null, handover_id uuid, primary key (case_id, nth));
