-- How often, for how much and when customers last ordered, by the record that an order named; contacts tell it.
alter table customer_activity alter column contacts set default 0;
alter table customer_activity add column orders int not null default 0, add column order_amount numeric not null default 0, add column last_order_at timestamptz;
insert into customer_activity (customer_id, orders, order_amount, last_order_at) select customer_id, count(*)::int, coalesce(sum(amount), 0), max(at) from behaviour where kind = 'order' group by customer_id order by customer_id
  on conflict (customer_id) do update set orders = excluded.orders, order_amount = excluded.order_amount, last_order_at = excluded.last_order_at;

create or replace view customer_now as
select c.id, c.type, c.title, c.region, c.industry, c.size, c.created_at, c.deleted_at, c.erased_at, c.grade, c.grade_from, c.vip, p.completeness, p.oldest_on, array(select g.tag from customer_tag g where g.customer_id = c.id order by g.tag) as tags,
  coalesce(a.contacts, 0) as contacts, a.last_contact_at, coalesce(a.orders, 0) as orders, coalesce(a.order_amount, 0) as order_amount, a.last_order_at
from customer c left join customer_profile p on p.customer_id = c.id
  left join lateral (select sum(a.contacts)::int as contacts, max(a.last_contact_at) as last_contact_at, sum(a.orders)::int as orders, sum(a.order_amount) as order_amount, max(a.last_order_at) as last_order_at
    from (select c.id union all select m.id from customer m where m.merged_into_id = c.id) r(id) join customer_activity a on a.customer_id = r.id) a on true
where c.deleted_at is null;
