-- Documents by kind, each in versions. The document carries what lists, sight and the register look at; what it says stands in its versions.
create table document (
  id uuid primary key, key text not null unique check (key ~ '^[a-z][a-z0-9-]{0,79}$'), kind text not null,
  state text not null check (state in ('draft', 'review', 'approved', 'in-force', 'retired')),
  title_zh text, title_en text, check (title_zh is not null or title_en is not null),
  seen_by text not null check (seen_by in ('everyone', 'leaders')),
  -- Roles that have to read and confirm it; none means everybody who works here.
  readers text[] not null default '{}',
  owner_id uuid, author_id uuid,
  review_due date, reviewed_on date, review_opened_at timestamptz, review_reason text, told_soon date, told_overdue date,
  made_at timestamptz not null, changed_at timestamptz not null, version int not null default 1
);
-- One index a leg of access, each ending in the order of the list.
create index document_state on document (state, id desc);
create index document_seen on document (seen_by, state, id desc);
create index document_owner on document (owner_id, id desc) where owner_id is not null;
create index document_author on document (author_id, id desc) where author_id is not null;
create index document_review on document (review_due) where review_due is not null;

create table document_version (
  id uuid primary key, document_id uuid not null references document, number int not null check (number > 0),
  state text not null check (state in ('draft', 'review', 'approved', 'in-force', 'retired')),
  -- The version of its kind by which its parts are judged.
  kind_id uuid not null,
  texts jsonb not null, fields jsonb not null, links jsonb not null, note text,
  author_ids uuid[] not null, submitted_by uuid, submitted_at timestamptz, returned_note text,
  approved_by uuid, approved_at timestamptz, began_at timestamptz, ended_at timestamptz, ended_why text check (ended_why in ('replaced', 'expired', 'withdrawn', 'dropped')),
  effective_on date, expires_on date, check (expires_on > effective_on),
  -- What the product brought with it, so that the next release knows whether it has brought it already.
  shipped_hash bytea,
  made_at timestamptz not null, changed_at timestamptz not null, revision int not null default 1,
  unique (document_id, number)
);
create unique index document_version_open on document_version (document_id) where state in ('draft', 'review', 'approved');
create unique index document_version_current on document_version (document_id) where state = 'in-force';
create index document_version_effective on document_version (effective_on) where state = 'approved';
create index document_version_expiry on document_version (expires_on) where state = 'in-force' and expires_on is not null;

-- Who has read and confirmed which version.
create table document_confirmation (version_id uuid not null references document_version, staff_id uuid not null, document_id uuid not null, at timestamptz not null, primary key (version_id, staff_id));
create index document_confirmation_staff on document_confirmation (staff_id, document_id);
-- Who was trained on a version and how the assessment went, as entered with its evidence; the last entry counts, the log keeps those before.
create table document_result (
  id uuid primary key, document_id uuid not null, version_id uuid not null references document_version, staff_id uuid not null, sort text not null check (sort in ('training', 'assessment')),
  passed boolean not null, score double precision check (score between 0 and 100), held_on date not null, evidence text not null, recorded_by uuid not null, at timestamptz not null,
  unique (version_id, staff_id, sort)
);
-- Opened counts once a person, version and day; used once a record it was used for.
create table document_use (
  id uuid primary key, document_id uuid not null references document, version_id uuid not null, staff_id uuid not null, how text not null check (how in ('opened', 'used')),
  about_kind text, about_id uuid, day date not null, at timestamptz not null
);
create unique index document_use_once on document_use (document_id, version_id, staff_id, how, day, coalesce(about_id, '00000000-0000-0000-0000-000000000000'));
create index document_use_about on document_use (about_id) where about_id is not null;

-- Who answers for a definition of the house, and when it is looked at again. Documents carry the same themselves.
create table steward (
  id uuid primary key, kind text not null, key text not null, owner_id uuid, review_due date, reviewed_on date, reviewed_by uuid, told_soon date, told_overdue date, version int not null default 1, unique (kind, key)
);
create index steward_review on steward (review_due) where review_due is not null;
