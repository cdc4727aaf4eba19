-- What a submission came to, beside its score; the versions it had before it was changed; and what is begun and not yet sent.
alter table submission add column passed boolean, add column sections jsonb not null default '[]', add column failed text[] not null default '{}', add column seed bigint, add column begun_at timestamptz;
-- Failed ones are few and looked for.
create index submission_not_passed on submission (form_key, at desc, id desc) where not passed;

create table submission_past (
  submission_id uuid not null references submission, version int not null,
  answers jsonb not null, texts bytea, score double precision, passed boolean, at timestamptz not null, by_kind text not null check (by_kind in ('staff', 'customer', 'system')), by_id uuid,
  primary key (submission_id, version)
);

-- One's own begun filling of a form about a record: sealed texts as in a submission, under a key of its own.
create table form_draft (
  id uuid primary key, form_key text not null, form_id uuid not null, about_kind text not null, about_id uuid not null, staff_id uuid not null,
  answers jsonb not null, texts bytea, page int not null default 0, seed bigint not null, begun_at timestamptz not null, changed_at timestamptz not null, version int not null default 1,
  unique (staff_id, form_key, about_id)
);
create index form_draft_changed on form_draft (changed_at);
