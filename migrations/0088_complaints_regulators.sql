-- Complaints that a market regulator or a citizens' hotline hands to the company, with the deadlines that its notice or the law sets.
create table regulator_case (
  id uuid primary key, case_id uuid not null unique, authority text not null, number text not null, received_on date not null, answer_due_on date not null, settle_due_on date not null, contact text,
  answered_at timestamptz, answered_by uuid references staff, answer text, settled_at timestamptz, settled_by uuid references staff, settlement text, outcome text check (outcome in ('agreed', 'not-agreed', 'withdrawn', 'not-ours')),
  made_by uuid references staff, made_at timestamptz not null, version int not null default 1, check ((answered_at is null) = (answer is null)), check ((settled_at is null) = (outcome is null))
);
create unique index regulator_case_number on regulator_case (authority, number);
create index regulator_case_due on regulator_case (settle_due_on, id) where settled_at is null;
