create sequence case_number;
create table "case" (
  id uuid primary key, number text not null, kind text not null, subject text not null, channel text not null, priority text not null,
  status text not null, status_class text not null, flow_id uuid not null,
  customer_id uuid, first_responder_id uuid, handler_id uuid, team_id uuid,
  solution text, due_at timestamptz not null default 'infinity',
  source text, external_id text,
  created_at timestamptz not null, changed_at timestamptz not null, removed_at timestamptz, version int not null default 1
);
create unique index case_number_key on "case" (number);
-- One index a leg of access, each ending in the order of the list.
create index case_handler on "case" (handler_id, id desc) where handler_id is not null;
create index case_first_responder on "case" (first_responder_id, id desc) where first_responder_id is not null;
create index case_team on "case" (team_id, id desc) where team_id is not null;
create index case_queue on "case" (id desc) where handler_id is null and team_id is null;
create index case_customer on "case" (customer_id, id desc);
-- What is open is little beside what was: the desk's own lists and the order by deadline read only this.
create index case_open on "case" (status_class, id desc) where status_class <> 'closed' and removed_at is null;
create index case_due on "case" (due_at, id) where due_at < 'infinity';

-- Uniqueness of imported rows stands apart, so that it costs nothing where nothing is imported.
create table case_import (source text not null, external_id text not null, case_id uuid not null, at timestamptz not null default now(), primary key (source, external_id));

create table message (
  id uuid primary key, case_id uuid not null, visibility text not null check (visibility in ('public', 'internal')),
  author_kind text not null check (author_kind in ('staff', 'customer', 'system')), author_id uuid, body text not null, at timestamptz not null
) partition by range (id);
create index message_case on message (case_id, id desc);
select ensure_months('message');
