-- A customer's pages of one business line: how they look, in which languages, which kinds of matters they take.
create table portal_brand (
  id uuid primary key, slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{0,39}$'), line_id uuid unique, team_id uuid,
  name_zh text, name_en text, sender_zh text, sender_en text, intro_zh text, intro_en text, notice_zh text, notice_en text, contact_zh text, contact_en text,
  accent text not null check (accent ~ '^#[0-9a-f]{6}$'), banner text not null check (banner ~ '^#[0-9a-f]{6}$'), logo_id uuid,
  kinds text[] not null check (cardinality(kinds) > 0), languages text[] not null check (cardinality(languages) > 0), active boolean not null default true,
  changed_at timestamptz not null, version int not null default 1
);
insert into portal_brand (id, slug, accent, banner, kinds, languages, changed_at)
values (uuid_v7(), 'main', '#3d56c9', '#ffffff', '{consultation,complaint,suggestion,request}', '{zh-CN,en}', now());

-- What one tracking code opens. Of the code only a keyed fingerprint is kept.
create table portal_track (
  id uuid primary key, code_hash bytea not null unique, case_id uuid not null, brand_id uuid not null references portal_brand, locale text not null,
  -- The e-mail they gave, sealed under the customer's key: notices go there.
  customer_id uuid, email bytea, consented_at timestamptz, notice_version int,
  next_notice_at timestamptz, notices int not null default 0, at timestamptz not null, version int not null default 1
);
create unique index portal_track_of_case on portal_track (case_id);
create index portal_track_notice on portal_track (next_notice_at) where next_notice_at is not null;
-- Every case the code has led to: one that was closed long ago is followed by another.
create table portal_track_case (track_id uuid not null references portal_track on delete cascade, case_id uuid not null, at timestamptz not null, primary key (track_id, case_id));

-- A form is sent once, however often its page is.
create table portal_ticket (ticket bytea primary key, at timestamptz not null);
create index portal_ticket_at on portal_ticket (at);
-- Files that came in with a form or a reply and wait to be hung on it: whoever holds the ticket or the code may.
create table portal_upload (file_id uuid primary key, holder bytea not null, at timestamptz not null);
create index portal_upload_holder on portal_upload (holder);
create index portal_upload_at on portal_upload (at);

-- One rating a solution; the solution is the move that brought it.
create table portal_rating (case_id uuid not null, solution_id uuid not null, submission_id uuid not null unique, at timestamptz not null, primary key (case_id, solution_id));
