-- Published by messages: by which channel a customer wants to be reached.
create view channel_preference_ref as select customer_id, preferred, forbidden from channel_preference;

-- What is known of a field beside its value: since when it is as it is, and when, by whom and by what it was found right or wrong. `key` is a field's name, or the id of a contact point.
create table customer_field (
  customer_id uuid not null references customer, key text not null, set_on date, checked_on date, right_then boolean, source text, by_id uuid, at timestamptz not null,
  primary key (customer_id, key), check ((checked_on is null) = (right_then is null))
);
create index customer_field_wrong on customer_field (customer_id) where not right_then;

-- How much each field counts for the completeness of a profile; 0 asks for it no more.
create table customer_weight (field text primary key, weight int not null check (weight between 0 and 100));
insert into customer_weight (field, weight) values
  ('name', 3), ('title', 1), ('region', 2), ('birthday', 2), ('industry', 2), ('size', 1), ('phone', 3), ('email', 2), ('wechat', 1), ('address', 1), ('document', 1), ('preferredChannel', 2), ('tags', 1), ('contacts', 2);

create table customer_tag (customer_id uuid not null references customer, tag text not null, at timestamptz not null, by_id uuid, primary key (customer_id, tag));
create index customer_tag_tag on customer_tag (tag, customer_id desc);

-- People of an organisation, each with the part they play; an organisation may be part of another.
alter table customer add column parent_id uuid references customer, add constraint customer_parent_other check (parent_id <> id);
create index customer_parent on customer (parent_id, id desc) where parent_id is not null;
create table customer_affiliation (
  id uuid primary key, organisation_id uuid not null references customer, person_id uuid not null references customer, role text not null, position text, main boolean not null default false,
  created_at timestamptz not null, version int not null default 1, check (organisation_id <> person_id)
);
create unique index customer_affiliation_once on customer_affiliation (organisation_id, person_id);
create unique index customer_affiliation_main on customer_affiliation (organisation_id) where main;
create index customer_affiliation_of on customer_affiliation (organisation_id, id desc);
create index customer_affiliation_person on customer_affiliation (person_id, id desc);

-- What is to be remembered at the next contact; the text is sealed under the customer's key. Who has read it says so.
create table customer_note (
  id uuid primary key, customer_id uuid not null references customer, text bytea, lasting boolean not null, until date, by_id uuid, at timestamptz not null,
  ended_at timestamptz, ended_by uuid, version int not null default 1
);
create index customer_note_open on customer_note (customer_id, id desc) where ended_at is null;
create index customer_note_of on customer_note (customer_id, id desc);
create table customer_note_reading (note_id uuid not null references customer_note, staff_id uuid not null, at timestamptz not null, primary key (note_id, staff_id));

-- A profile as it is: which fields apply, which are filled, how complete it is by their weights (percent), since when its oldest word stands, whether a word was found wrong.
create view customer_profile_now as
select c.id, p.filled, p.applies, array(select unnest(p.applies) except select unnest(p.filled)) as missing,
  coalesce(100.0 * (select sum(w.weight) from customer_weight w where w.field = any(p.filled) and w.field = any(p.applies)) / nullif((select sum(w.weight) from customer_weight w where w.field = any(p.applies)), 0), 100) as completeness,
  least(
    (select min(coalesce(greatest(f.checked_on, f.set_on), c.created_at::date)) from unnest(array['name', 'title', 'region', 'birthday', 'industry', 'size']) k(key) left join customer_field f on f.customer_id = c.id and f.key = k.key where k.key = any(p.filled) and k.key = any(p.applies)),
    (select min(coalesce(greatest(f.checked_on, f.set_on), o.created_at::date)) from (select c.id union all select m.id from customer m where m.merged_into_id = c.id) r(id) join contact_point o on o.customer_id = r.id and o.removed_at is null left join customer_field f on f.customer_id = r.id and f.key = o.id::text)
  ) as oldest_on,
  c.name = '?' or exists (select from (select c.id union all select m.id from customer m where m.merged_into_id = c.id) r(id) join customer_field f on f.customer_id = r.id and not f.right_then) as wrong
from customer c, lateral (select
  array_remove(array(select case when w.field in ('title', 'birthday') and c.type <> 'person' or w.field in ('industry', 'size', 'contacts') and c.type <> 'organisation' then null else w.field end from customer_weight w where w.weight > 0), null) as applies,
  array_remove(array[
    case when c.name not in ('', '?') then 'name' end, case when c.title is not null then 'title' end, case when c.region is not null then 'region' end,
    case when c.birthday is not null or c.lunar_birthday is not null then 'birthday' end, case when c.industry is not null then 'industry' end, case when c.size is not null then 'size' end,
    case when exists (select from customer_document d where d.customer_id = c.id) then 'document' end,
    case when exists (select from channel_preference_ref r where r.customer_id = c.id and r.preferred is not null) then 'preferredChannel' end,
    case when exists (select from customer_tag g where g.customer_id = c.id) then 'tags' end,
    case when c.type = 'organisation' and exists (select from customer_affiliation a where a.organisation_id = c.id) then 'contacts' end
  ] || array(select distinct case when o.kind in ('phone', 'sms') then 'phone' else o.kind end from (select c.id union all select m.id from customer m where m.merged_into_id = c.id) r(id) join contact_point o on o.customer_id = r.id and o.removed_at is null where o.kind <> 'other'), null) as filled
) p
where c.deleted_at is null and c.erased_at is null and c.merged_into_id is null;

-- The same, kept so that what has to be tidied is found at once. `weights` says by which weights it was reckoned, 0 that it was not yet.
create table customer_profile (
  customer_id uuid primary key references customer, completeness numeric(5, 2) not null, missing text[] not null, oldest_on date, wrong boolean not null, alike uuid[] not null, weights int not null
);
create index customer_profile_complete on customer_profile (completeness, customer_id);
create index customer_profile_oldest on customer_profile (oldest_on, customer_id);
create index customer_profile_missing on customer_profile using gin (missing) with (fastupdate = off);
create index customer_profile_wrong on customer_profile (customer_id desc) where wrong;
create index customer_profile_alike on customer_profile (customer_id desc) where alike <> '{}';
create index customer_profile_due on customer_profile (weights, customer_id);
insert into customer_profile (customer_id, completeness, missing, wrong, alike, weights)
select id, 0, '{}', false, '{}', 0 from customer where deleted_at is null and erased_at is null and merged_into_id is null;

create or replace view customer_now as
select c.id, c.type, c.title, c.region, c.industry, c.size, c.created_at, c.deleted_at, c.erased_at, c.grade, c.grade_from, c.vip, p.completeness, p.oldest_on, array(select g.tag from customer_tag g where g.customer_id = c.id order by g.tag) as tags
from customer c left join customer_profile p on p.customer_id = c.id where c.deleted_at is null;
create or replace view customer_fact as
select c.id, c.type, c.region, c.created_at, coalesce(p.completeness, 0)::numeric as completeness,
  exists (select from contact_point o where o.customer_id = c.id and o.removed_at is null) as reachable,
  c.grade, c.vip
from customer c left join customer_profile p on p.customer_id = c.id where c.deleted_at is null and c.erased_at is null and c.merged_into_id is null;
