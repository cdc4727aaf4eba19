-- What is in force of the articles, as searching, suggesting and the customer's pages need it; made of the documents by a listener. An article that is in force no longer stays for what leads to it.
create table knowledge_entry (
  id uuid primary key, document_id uuid not null unique references document, version_id uuid not null, number int not null, key text not null, kind text not null,
  seen_by text not null check (seen_by in ('everyone', 'leaders')), audience text not null check (audience in ('inside', 'customers')), active boolean not null,
  title_zh text, title_en text, product text, tags text[] not null default '{}', outcome text check (outcome in ('success', 'failure')),
  owner_id uuid, began_at timestamptz not null, offered_until timestamptz not null, review_due date,
  changed_at timestamptz not null, version int not null default 1
);
create index knowledge_entry_all on knowledge_entry (id desc) where active;
create index knowledge_entry_kind on knowledge_entry (kind, id desc) where active;
create index knowledge_entry_seen on knowledge_entry (seen_by, id desc) where active;
create index knowledge_entry_public on knowledge_entry (id desc) where active and audience = 'customers';
create index knowledge_entry_key on knowledge_entry (key);

-- Whether an article helped: one word a person and version, changeable; a customer is known by the token of their browser alone.
create table knowledge_vote (
  id uuid primary key, document_id uuid not null references document, version_id uuid not null, helpful boolean not null, by_kind text not null check (by_kind in ('staff', 'customer')),
  staff_id uuid, visitor bytea, check ((staff_id is null) <> (visitor is null)), case_id uuid, note text, at timestamptz not null
);
create unique index knowledge_vote_staff on knowledge_vote (version_id, staff_id) where staff_id is not null;
create unique index knowledge_vote_visitor on knowledge_vote (version_id, visitor) where visitor is not null;
create index knowledge_vote_document on knowledge_vote (document_id, at desc);

-- An article that was put into an answer: waiting until the answer leaves, then kept with it.
create table knowledge_use (
  id uuid primary key, document_id uuid not null references document, version_id uuid not null, case_id uuid not null, staff_id uuid not null,
  words text[] not null, state text not null check (state in ('waiting', 'sent', 'dropped')), message_id uuid, check ((state = 'sent') = (message_id is not null)), at timestamptz not null, settled_at timestamptz
);
create index knowledge_use_waiting on knowledge_use (case_id, staff_id) where state = 'waiting';
create index knowledge_use_case on knowledge_use (case_id, at);
create index knowledge_use_document on knowledge_use (document_id, at desc);
create unique index knowledge_use_once on knowledge_use (message_id, document_id) where message_id is not null;

-- What somebody found wrong, until a version has put it right or it was refused.
create table knowledge_correction (
  id uuid primary key, document_id uuid not null references document, version_id uuid not null, by_id uuid not null, says text not null, proposal text not null, case_id uuid,
  state text not null check (state in ('open', 'accepted', 'refused', 'done')), decided_by uuid, decided_at timestamptz, reason text, draft_id uuid, done_version_id uuid, at timestamptz not null, version int not null default 1,
  check ((state = 'open') = (decided_by is null)), check (state <> 'refused' or reason is not null)
);
create index knowledge_correction_open on knowledge_correction (document_id) where state in ('open', 'accepted');
create index knowledge_correction_by on knowledge_correction (by_id, id desc);
create index knowledge_correction_state on knowledge_correction (state, id desc);

-- The case a model case was made of, and the findings somebody has let stand.
create table knowledge_model_case (document_id uuid primary key references document, case_id uuid not null, nominated_by uuid not null, at timestamptz not null);
create index knowledge_model_case_case on knowledge_model_case (case_id);
create table knowledge_kept_finding (document_id uuid not null references document, finding text not null, kept_by uuid not null, reason text not null, at timestamptz not null, primary key (document_id, finding));

-- Views of articles on the customer's pages; `contact_at` is when the same browser got in touch within a day.
create table knowledge_view (id uuid primary key, document_id uuid not null references document, visitor bytea not null, locale text not null, at timestamptz not null, settled_at timestamptz not null, contact_at timestamptz);
create index knowledge_view_visitor on knowledge_view (visitor, at);
create index knowledge_view_document on knowledge_view (document_id, at);
create index knowledge_view_settled on knowledge_view (settled_at);

create view knowledge_view_fact as
select v.id, v.document_id, e.kind, e.product, v.locale, v.at, v.settled_at, v.contact_at is null as deflected from knowledge_view v join knowledge_entry e on e.document_id = v.document_id;
create view knowledge_vote_fact as
select v.id, v.document_id, e.kind, e.product, v.by_kind, v.staff_id, v.helpful, v.at from knowledge_vote v join knowledge_entry e on e.document_id = v.document_id;
create view knowledge_use_fact as
select u.id, u.document_id, u.case_id, e.kind, e.product, u.staff_id, u.settled_at as at from knowledge_use u join knowledge_entry e on e.document_id = u.document_id where u.state = 'sent';
