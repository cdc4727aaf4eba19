-- Audits of processes: planned for a day, held with a checklist, closed when every non-conformity was put right and verified.
create table process_audit (
  id uuid primary key, title text not null, scope text not null, flow_key text, auditor_id uuid not null references staff, owner_id uuid not null references staff, due_on date not null,
  every text check (every in ('month', 'quarter', 'half-year', 'year')), form_key text not null,
  state text not null default 'planned' check (state in ('planned', 'held', 'closed', 'cancelled')), held_on date, submission_id uuid, score double precision, conclusion text, closed_by uuid references staff, closed_at timestamptz,
  -- The audit that this one called for, when it was held.
  next_id uuid references process_audit, made_by uuid not null references staff, made_at timestamptz not null, version int not null default 1,
  check (auditor_id <> owner_id), check ((state in ('held', 'closed')) = (held_on is not null)), check ((state = 'closed') = (closed_at is not null))
);
create index process_audit_due on process_audit (due_on, id);
create index inspection_about on inspection (about_id) where about_id is not null;
