-- Who opened which customer, or looked at a whole number, within the last hours: kept for a day, to notice who does so for unusually many.
create table customer_look (
  staff_id uuid not null, how text not null check (how in ('opened', 'revealed')), customer_id uuid not null, at timestamptz not null,
  primary key (staff_id, how, customer_id)
);
create index customer_look_lately on customer_look (staff_id, at);
create index customer_look_age on customer_look (at);
-- That somebody did, and what was found out about it.
create table access_alert (
  id uuid primary key, staff_id uuid not null, at timestamptz not null, opened int not null, revealed int not null, customer_ids uuid[] not null,
  reviewed_by uuid, reviewed_at timestamptz, verdict text check (verdict in ('fine', 'misuse')), note text, version int not null default 1,
  check ((reviewed_by is null) = (verdict is null)), check (reviewed_by is distinct from staff_id)
);
create index access_alert_staff on access_alert (staff_id, at desc);
create index access_alert_open on access_alert (id desc) where reviewed_at is null;
