-- Names are clear (docs/adr/0005); what reaches or identifies a person is sealed under a key of the customer.
create table customer (
  id uuid primary key, type text not null check (type in ('person', 'organisation')),
  name text not null, title text, region text, industry text, size text,
  birthday bytea, lunar_birthday bytea,
  created_at timestamptz not null, deleted_at timestamptz, erased_at timestamptz, version int not null default 1,
  check (erased_at is null or deleted_at is not null)
);
create index customer_name on customer (name, id) where deleted_at is null;
create index customer_region on customer (region, id) where region is not null and deleted_at is null;
create index customer_bin on customer (deleted_at, id) where deleted_at is not null and erased_at is null;

-- A removed contact point keeps its row, for interactions name it, and loses its value.
create table contact_point (
  id uuid primary key, customer_id uuid not null references customer,
  kind text not null check (kind in ('phone', 'email', 'wechat', 'sms', 'address', 'other')),
  value bytea, label text, created_at timestamptz not null, removed_at timestamptz, version int not null default 1,
  check ((value is null) = (removed_at is not null))
);
create index contact_point_customer on contact_point (customer_id, id);

-- Keyed fingerprints by which a value is found without being read. The order of the key is the order of a search's pages.
create table contact_token (
  token bytea not null, kind text not null, contact_point_id uuid not null references contact_point, customer_id uuid not null,
  primary key (token, customer_id, contact_point_id)
);
create index contact_token_point on contact_token (contact_point_id);

create table customer_document (
  id uuid primary key, customer_id uuid not null references customer, kind text not null, number bytea not null, created_at timestamptz not null
);
create index customer_document_customer on customer_document (customer_id, id);

-- What a name is found by, written by a listener: the folded name with its characters and pairs for inside matches, its pinyin, its initials.
create table customer_key (
  customer_id uuid not null references customer, kind text not null check (kind in ('name', 'pinyin', 'initials')),
  value text collate "C" not null, grams text[],
  primary key (customer_id, kind, value)
);
create index customer_key_value on customer_key (kind, value, customer_id);
create index customer_key_grams on customer_key using gin (grams) with (fastupdate = off) where grams is not null;

-- Published: what other modules may join.
create view customer_ref as select id, type, name, deleted_at is null as active from customer;

-- By what an imported customer is known in the system it came from.
create table customer_import (source text not null, external_id text not null, customer_id uuid not null references customer, primary key (source, external_id));
