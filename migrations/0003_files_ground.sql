-- Names this database to the folder of bytes, so that no other house sweeps there what only this one knows.
create table file_store (single boolean primary key default true check (single), id uuid not null default uuid_v7());
insert into file_store default values;

create table file (
  id uuid primary key, hash bytea not null check (length(hash) = 32), size bigint not null check (size > 0),
  name text not null check (length(name) between 1 and 200), type text not null, declared_type text, remarks text[] not null default '{}',
  owner_kind text, owner_id uuid, uploaded_by uuid, at timestamptz not null,
  scan text not null check (scan in ('clean', 'infected', 'not-scanned')), deleted_at timestamptz, deleted_by uuid,
  check ((owner_kind is null) = (owner_id is null)), check (deleted_by is null or deleted_at is not null)
);
create index file_owner on file (owner_id, id) where owner_id is not null;
-- Whether some bytes are still named by anybody.
create index file_hash on file (hash);
create index file_unattached on file (at) where owner_id is null;
create index file_bin on file (deleted_at) where deleted_at is not null;
create index file_bin_own on file (deleted_by, id desc) where deleted_at is not null;

create table upload (
  id uuid primary key, name text not null, size bigint not null check (size > 0), declared_type text, hash bytea check (length(hash) = 32),
  received bigint not null default 0 check (received between 0 and size), uploaded_by uuid not null, at timestamptz not null, changed_at timestamptz not null,
  file_id uuid
);
create index upload_changed_at on upload (changed_at);
create table upload_part (
  upload_id uuid not null references upload on delete cascade, start bigint not null, size bigint not null, part text not null, primary key (upload_id, start)
);
