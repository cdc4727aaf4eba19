-- What everybody has to say and do while something out of the ordinary goes on: pinned until somebody ends it. The words are those of the moment.
create table emergency_pin (
  id uuid primary key, document_id uuid, title text not null, words jsonb not null, note text, by_id uuid not null, at timestamptz not null, ended_by uuid, ended_at timestamptz, version int not null default 1,
  check ((ended_by is null) = (ended_at is null))
);
create index emergency_pin_active on emergency_pin (at desc) where ended_at is null;
