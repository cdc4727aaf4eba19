-- Customers who recommend us are told of as what they did, too.
alter table behaviour drop constraint behaviour_kind_check;
alter table behaviour add constraint behaviour_kind_check check (kind in ('visit', 'inquiry', 'order', 'payment', 'delivery', 'usage', 'return', 'renewal', 'referral'));
-- Whoever has become one customer is one; and whether they had ordered at least a day before.
create or replace view behaviour_fact as
select b.id, b.customer_id, b.kind, b.source, b.amount::double precision as amount, b.at, coalesce(r.root_id, b.customer_id) as whole_id,
  b.kind = 'order' and exists (select from customer_member m join behaviour o on o.customer_id = m.id where m.root_id = r.root_id and o.kind = 'order' and o.at < b.at - interval '1 day') as bought_before
from behaviour b left join customer_root r on r.id = b.customer_id;
