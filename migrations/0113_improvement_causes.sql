-- The dissatisfaction that a change of a process answers: the case in which a customer said it, and what was found to be its cause.
create table process_change_cause (
  id uuid primary key, change_id uuid not null references process_change on delete cascade, case_id uuid not null, finding text not null, added_by uuid, at timestamptz not null, unique (change_id, case_id)
);
create index process_change_cause_case on process_change_cause (case_id);
create index process_change_flow on process_change (flow_key, id desc);
