-- Published by customers: the record that goes on of each, and all records of one.
create view customer_root as select id, coalesce(merged_into_id, id) as root_id from customer;
create view customer_member as select id as root_id, id from customer where merged_into_id is null union all select merged_into_id, id from customer where merged_into_id is not null;
-- A customer whose records have become one is one customer, whichever record a contact named.
create or replace view interaction_fact as
select i.id, i.channel, i.direction, coalesce(r.root_id, i.customer_id) as customer_id, i.agent_id, i.at, extract(epoch from i.ended_at - i.started_at)::double precision as seconds,
  i.customer_id is not null and exists (select from customer_member m join interaction b on b.customer_id = m.id where m.root_id = r.root_id and b.direction = 'in' and b.at < i.at - interval '1 day') as came_before
from interaction i left join customer_root r on r.id = i.customer_id;
