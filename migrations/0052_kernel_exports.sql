-- Who took which rows out of the house, when, why, and who allowed it.
create table export_request (
  id uuid primary key, list text not null, title text not null, query jsonb not null, rows int not null, reason text, by_id uuid not null, at timestamptz not null,
  state text not null check (state in ('granted', 'waiting', 'approved', 'refused')), decided_by uuid, decided_at timestamptz, answer text, until_at timestamptz, version int not null,
  check (decided_by is distinct from by_id)
);
create index export_request_by on export_request (by_id, id desc);
