-- What is judged of a complaint, beside the case that carries it: who is liable and on what basis, who is accused, whether a shared fault may be apologised for.
create table complaint (
  case_id uuid primary key, liability text not null check (liability in ('undetermined', 'ours', 'not-ours', 'shared')), basis text, judge_id uuid references staff, judged_at timestamptz,
  accused uuid[] not null default '{}', approved_by uuid references staff, approved_at timestamptz, version int not null default 1
);
create table complaint_judgement (
  id uuid primary key, case_id uuid not null, liability text not null, basis text not null, judge_id uuid not null references staff, at timestamptz not null
);
create index complaint_judgement_case on complaint_judgement (case_id, id desc);
-- Apologies that were made by other ways than a message of the case.
create table complaint_apology (
  id uuid primary key, case_id uuid not null, how text not null check (how in ('phone', 'in-person', 'letter')), note text not null, by_id uuid not null references staff, at timestamptz not null
);
create index complaint_apology_case on complaint_apology (case_id, id desc);
