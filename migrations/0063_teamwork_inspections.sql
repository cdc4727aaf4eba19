-- What an inspection of somebody's work found: to be put right by a moment, and verified by somebody else.
create table inspection (
  id uuid primary key, staff_id uuid not null references staff, inspector_id uuid not null references staff, area text not null, finding text not null, expected text not null,
  grade text not null check (grade in ('minor', 'serious')), about_kind text, about_id uuid, inspected_on date not null, due_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'corrected', 'verified', 'withdrawn')), round int not null default 1,
  correction text, corrected_at timestamptz, verified_by uuid references staff, verified_at timestamptz, late boolean, created_at timestamptz not null, version int not null default 1,
  check (staff_id <> inspector_id), check (verified_by is null or verified_by <> staff_id), check ((state = 'verified') = (verified_at is not null))
);
create index inspection_staff on inspection (staff_id, id desc);
create index inspection_inspector on inspection (inspector_id, id desc);
create index inspection_open on inspection (due_at, id) where state in ('open', 'corrected');
create table inspection_word (id uuid primary key, inspection_id uuid not null references inspection, staff_id uuid not null references staff, kind text not null check (kind in ('correction', 'return')), text text not null, at timestamptz not null);
create index inspection_word_of on inspection_word (inspection_id, id);
