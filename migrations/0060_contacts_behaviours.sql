-- What customers do besides speaking with us, as other systems tell it: orders, visits, use.
create table behaviour (
  id uuid primary key, customer_id uuid not null references customer, kind text not null check (kind in ('visit', 'inquiry', 'order', 'payment', 'delivery', 'usage', 'return', 'renewal')),
  label text not null, amount numeric(18, 2), source text not null, external_id text not null, at timestamptz not null, taken_in_at timestamptz not null
);
create unique index behaviour_once on behaviour (source, external_id);
create index behaviour_customer on behaviour (customer_id, at desc, id desc);
