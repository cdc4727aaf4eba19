-- The grade by which a customer is served (the key of a definition `customer-grade`) since a day, and whether they are a VIP. Neither is given by itself.
alter table customer add column grade text, add column grade_from date, add column vip boolean not null default false, add constraint customer_grade_day check ((grade is null) = (grade_from is null));
create index customer_grade on customer (grade, id desc) where grade is not null and deleted_at is null;
create index customer_vip on customer (id desc) where vip and deleted_at is null;
-- Which grade held since which day: the newest row of the newest day before another day says what held then.
create table customer_grading (
  id uuid primary key, customer_id uuid not null references customer, grade text, day date not null, by_id uuid, at timestamptz not null
);
create index customer_grading_of on customer_grading (customer_id, day desc, id desc);

create or replace view customer_now as select id, type, title, region, industry, size, created_at, deleted_at, erased_at, grade, grade_from, vip from customer where deleted_at is null;
create or replace view customer_ref as
select c.id, r.type, r.name, r.deleted_at is null as active, r.id as root_id, r.grade, r.vip from customer c join customer r on r.id = coalesce(c.merged_into_id, c.id);
create or replace view customer_fact as
select c.id, c.type, c.region, c.created_at,
  100.0 * (1 + (c.region is not null)::int + (case when c.type = 'person' then (c.title is not null)::int + (c.birthday is not null)::int else (c.industry is not null)::int + (c.size is not null)::int end)
    + (exists (select from contact_point p where p.customer_id = c.id and p.kind in ('phone', 'sms') and p.removed_at is null))::int + (exists (select from contact_point p where p.customer_id = c.id and p.kind = 'email' and p.removed_at is null))::int) / 6 as completeness,
  exists (select from contact_point p where p.customer_id = c.id and p.removed_at is null) as reachable,
  c.grade, c.vip
from customer c where c.deleted_at is null and c.erased_at is null and c.merged_into_id is null;
