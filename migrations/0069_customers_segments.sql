-- How often and when customers were last in touch, by the record that a contact named; contacts tell it.
create table customer_activity (customer_id uuid primary key references customer, contacts int not null, last_contact_at timestamptz);

-- Groups of customers: those put into them by hand, or all who fit a condition.
create table customer_segment (
  id uuid primary key, name text not null, about text, condition jsonb, created_at timestamptz not null, changed_at timestamptz not null, removed_at timestamptz, version int not null default 1
);
create unique index customer_segment_name on customer_segment (lower(name)) where removed_at is null;
create table customer_segment_member (segment_id uuid not null references customer_segment, customer_id uuid not null references customer, since timestamptz not null, primary key (segment_id, customer_id));
create index customer_segment_member_of on customer_segment_member (customer_id);

create or replace view customer_now as
select c.id, c.type, c.title, c.region, c.industry, c.size, c.created_at, c.deleted_at, c.erased_at, c.grade, c.grade_from, c.vip, p.completeness, p.oldest_on, array(select g.tag from customer_tag g where g.customer_id = c.id order by g.tag) as tags,
  coalesce(a.contacts, 0) as contacts, a.last_contact_at
from customer c left join customer_profile p on p.customer_id = c.id
  left join lateral (select sum(a.contacts)::int as contacts, max(a.last_contact_at) as last_contact_at from (select c.id union all select m.id from customer m where m.merged_into_id = c.id) r(id) join customer_activity a on a.customer_id = r.id) a on true
where c.deleted_at is null;
