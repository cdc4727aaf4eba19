-- Somebody comes to see us: who receives them, and whether everything was prepared. The checklist is that of the day the card was made.
create table reception (
  id uuid primary key, customer_id uuid not null, case_id uuid, host_id uuid not null, at timestamptz not null, place text not null, purpose text not null, materials text,
  state text not null check (state in ('planned', 'received', 'cancelled', 'missed')),
  checklist jsonb not null default '[]', prep_at timestamptz, task_key text, prepared_at timestamptz, settled_at timestamptz, made_by uuid, created_at timestamptz not null, changed_at timestamptz not null, version int not null default 1,
  check ((state = 'planned') = (settled_at is null))
);
create index reception_host on reception (host_id, id desc);
create index reception_at on reception (at, id);
create index reception_customer on reception (customer_id, id desc);
create index reception_to_prepare on reception (at) where state = 'planned' and prep_at is null;
create view reception_fact as
select r.id, r.customer_id, r.host_id, r.at, r.state, r.purpose, r.prepared_at is not null and r.prepared_at <= r.settled_at as prepared from reception r;
