-- Whether somebody takes work now: what they have declared, apart from whether their browser is there. One row a person is also what their capacity is held by.
create table agent_state (
  staff_id uuid primary key, available boolean not null, reason text, since timestamptz not null, seen_at timestamptz not null, capacity int check (capacity between 0 and 500), last_given_at timestamptz, version int not null
);
-- Cases that wait to be assigned, and when to try again.
create table routing_waiting (case_id uuid primary key, since timestamptz not null, next_at timestamptz not null, tries int not null default 0);
create index routing_waiting_next on routing_waiting (next_at);
-- Every decision with its candidates and what spoke for and against each; `acted_at`: whoever got it has done something; `ended_at`: it went back.
create table routing_decision (
  id uuid primary key, case_id uuid not null, at timestamptz not null, definition_id uuid not null, queue text not null, staff_id uuid not null, candidates jsonb not null, made_first boolean not null,
  acted_at timestamptz, ended_at timestamptz, ended_why text check (ended_why in ('no-answer', 'absent', 'taken-over'))
);
create index routing_decision_case on routing_decision (case_id, id desc);
create index routing_decision_open on routing_decision (staff_id) where acted_at is null and ended_at is null;
create index routing_decision_at on routing_decision (at);
