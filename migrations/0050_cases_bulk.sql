-- One deed done to many cases: the set is frozen when it is shown, done in slices, and every case says how it went.
create table case_bulk (
  id uuid primary key, deed jsonb not null, by_id uuid not null, state text not null check (state in ('prepared', 'running', 'done', 'cancelled', 'failed')),
  total int not null, more boolean not null, done int not null default 0, refused int not null default 0,
  prepared_at timestamptz not null, started_at timestamptz, touched_at timestamptz not null, ended_at timestamptz, fault text, version int not null
);
create index case_bulk_by on case_bulk (by_id, id desc);
create index case_bulk_running on case_bulk (touched_at) where state in ('prepared', 'running');
create table case_bulk_item (
  bulk_id uuid not null references case_bulk on delete cascade, nth int not null, case_id uuid not null, done_at timestamptz, refusal text,
  primary key (bulk_id, nth), check (done_at is null or refusal is null)
);
create index case_bulk_waiting on case_bulk_item (bulk_id, nth) where done_at is null and refusal is null;
create index case_bulk_refused on case_bulk_item (bulk_id, refusal, nth) where refusal is not null;
