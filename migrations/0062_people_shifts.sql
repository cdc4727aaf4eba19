-- Who works when, and whose turn a duty beside the work is, such as cleaning. What a shift was called stays when its kind changes.
create table shift (
  id uuid primary key, staff_id uuid not null references staff, day date not null, kind text not null, name jsonb not null, works boolean not null,
  from_at timestamptz not null, until_at timestamptz not null, made_by uuid references staff, made_at timestamptz not null, version int not null default 1,
  check (until_at > from_at), unique (staff_id, day, kind)
);
create index shift_day on shift (day, staff_id);
create index shift_until on shift (until_at, from_at) where works;
