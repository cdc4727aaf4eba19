-- Two cases about one matter become one: the one that was merged points to the case that goes on, always to the last of a chain.
alter table "case" add column merged_into_id uuid;
create index case_merged on "case" (merged_into_id) where merged_into_id is not null;
-- What a merge did, so that it can be taken back: how the merged case stood, what it had taken in itself, and the promises that went along.
create table case_merge (
  id uuid primary key, from_id uuid not null, into_id uuid not null, by_id uuid not null, at timestamptz not null,
  status text not null, status_class text not null, classified boolean not null, closed_at timestamptz, carried uuid[] not null, promises uuid[] not null,
  undone_at timestamptz, undone_by uuid, version int not null, check (from_id <> into_id), check ((undone_at is null) = (undone_by is null))
);
create unique index case_merge_from on case_merge (from_id) where undone_at is null;
create index case_merge_into on case_merge (into_id, id);
