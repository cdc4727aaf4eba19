-- What shall be made better: the problem, its root cause, the measure, what departments say to it, and the decision.
create table improvement_proposal (
  id uuid primary key, title text not null, problem text not null, root_cause text not null, measure text not null, flow_key text,
  -- The figure it rests on, as it was found in a log.
  finding jsonb,
  owner_id uuid not null references staff, state text not null default 'draft' check (state in ('draft', 'consulting', 'approved', 'rejected', 'withdrawn')), opinions_due timestamptz,
  decided_by uuid references staff, decided_at timestamptz, note text, change_id uuid references process_change,
  made_by uuid not null references staff, made_at timestamptz not null, changed_at timestamptz not null, version int not null default 1,
  check ((state = 'consulting') <= (opinions_due is not null)), check ((state in ('approved', 'rejected')) = (decided_at is not null)), check (change_id is null or state = 'approved')
);
create index improvement_proposal_state on improvement_proposal (state, id desc);
create index improvement_proposal_owner on improvement_proposal (owner_id, id desc);
-- What one department says: agreed, on a condition, or opposed; how feasible it is, from 1 to 5.
create table improvement_opinion (
  id uuid primary key, proposal_id uuid not null references improvement_proposal on delete cascade, department_id uuid not null references department, asked_of uuid not null references staff,
  stance text check (stance in ('agree', 'condition', 'oppose')), words text, feasibility int check (feasibility between 1 and 5), answered_by uuid references staff, answered_at timestamptz,
  unique (proposal_id, department_id), check ((stance is null) = (answered_at is null)), check ((stance is null) = (feasibility is null)), check (stance in ('condition', 'oppose') and words is not null or stance = 'agree' or stance is null)
);
create index improvement_opinion_open on improvement_opinion (asked_of, id) where stance is null;
