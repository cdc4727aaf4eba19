-- What applies and what is filled is reckoned once for each profile: without the offset the planner copies it into every place that asks for it.
create or replace view customer_profile_now as
select c.id, p.filled, p.applies, array(select unnest(p.applies) except select unnest(p.filled)) as missing,
  coalesce(100.0 * (select sum(w.weight) from customer_weight w where w.field = any(p.filled) and w.field = any(p.applies)) / nullif((select sum(w.weight) from customer_weight w where w.field = any(p.applies)), 0), 100) as completeness,
  least(
    (select min(coalesce(greatest(f.checked_on, f.set_on), c.created_at::date)) from unnest(array['name', 'title', 'region', 'birthday', 'industry', 'size']) k(key) left join customer_field f on f.customer_id = c.id and f.key = k.key where k.key = any(p.filled) and k.key = any(p.applies)),
    (select min(coalesce(greatest(f.checked_on, f.set_on), o.created_at::date)) from (select c.id union all select m.id from customer m where m.merged_into_id = c.id) r(id) join contact_point o on o.customer_id = r.id and o.removed_at is null left join customer_field f on f.customer_id = r.id and f.key = o.id::text)
  ) as oldest_on,
  c.name = '?' or exists (select from (select c.id union all select m.id from customer m where m.merged_into_id = c.id) r(id) join customer_field f on f.customer_id = r.id and not f.right_then) as wrong
from customer c, lateral (select
  array_remove(array(select case when w.field in ('title', 'birthday') and c.type <> 'person' or w.field in ('industry', 'size', 'contacts') and c.type <> 'organisation' then null
    when w.field in ('needs', 'satisfaction', 'product', 'company') and not exists (select from customer_collection k where k.customer_id = c.id and k.category = w.field) and not exists (select from customer_collected k where k.customer_id = c.id and k.category = w.field) then null else w.field end from customer_weight w where w.weight > 0), null) as applies,
  array_remove(array[
    case when c.name not in ('', '?') then 'name' end, case when c.title is not null then 'title' end, case when c.region is not null then 'region' end,
    case when c.birthday is not null or c.lunar_birthday is not null then 'birthday' end, case when c.industry is not null then 'industry' end, case when c.size is not null then 'size' end,
    case when exists (select from customer_document d where d.customer_id = c.id) then 'document' end,
    case when exists (select from channel_preference_ref r where r.customer_id = c.id and r.preferred is not null) then 'preferredChannel' end,
    case when exists (select from customer_tag g where g.customer_id = c.id) then 'tags' end,
    case when c.type = 'organisation' and exists (select from customer_affiliation a where a.organisation_id = c.id) then 'contacts' end
  ] || array(select distinct k.category from (select c.id union all select m.id from customer m where m.merged_into_id = c.id) r(id) join customer_collected k on k.customer_id = r.id) || array(select distinct case when o.kind in ('phone', 'sms') then 'phone' else o.kind end from (select c.id union all select m.id from customer m where m.merged_into_id = c.id) r(id) join contact_point o on o.customer_id = r.id and o.removed_at is null where o.kind <> 'other'), null) as filled
  offset 0
) p
where c.deleted_at is null and c.erased_at is null and c.merged_into_id is null;

-- Like the words of the search: what comes new waits in a short list until it is put in together.
alter index customer_profile_missing set (fastupdate = on, gin_pending_list_limit = 128);
alter index customer_key_grams set (fastupdate = on, gin_pending_list_limit = 128);
