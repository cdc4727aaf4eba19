-- Two records of one customer become one: the one that was merged points to the record that goes on, always the last of a chain. Everything that names it stays as it is, and is read through the view.
alter table customer add column merged_into_id uuid references customer;
create index customer_merged on customer (merged_into_id) where merged_into_id is not null;
create table customer_merge (
  id uuid primary key, from_id uuid not null references customer, into_id uuid not null references customer, by_id uuid, at timestamptz not null,
  filled jsonb not null, carried uuid[] not null, undone_at timestamptz, undone_by uuid, version int not null, check (from_id <> into_id)
);
create unique index customer_merge_from on customer_merge (from_id) where undone_at is null;
create index customer_merge_into on customer_merge (into_id, id);
-- Who a customer is now: the record that goes on. `id` is what others keep.
create or replace view customer_ref as
select c.id, r.type, r.name, r.deleted_at is null as active, r.id as root_id from customer c join customer r on r.id = coalesce(c.merged_into_id, c.id);
