-- What customers said of a solution, with the case it was about. A case in the bin, or that became part of another, is not counted.
create view portal_rating_fact as
select s.id, r.case_id, c.number, s.at, (s.answers ->> 'solution')::double precision as solution, (s.answers ->> 'handling')::double precision as handling, s.score, s.via,
  c.kind, c.channel, c.team_id, c.handler_id, c.first_responder_id, c.customer_id
from portal_rating r join submission s on s.id = r.submission_id join case_fact c on c.id = r.case_id;
create index portal_rating_at on portal_rating (at);
-- What was solved for customers who could rate it, and whether they did.
create view portal_asked_fact as
select t.case_id as id, t.case_id, c.number, c.closed_at, exists (select from portal_rating r where r.case_id = t.case_id) as rated, c.kind, c.channel, c.team_id, c.handler_id, c.first_responder_id
from portal_track t join case_fact c on c.id = t.case_id;
-- Contacts as figures see them: how long they took where that was written down, and whether the customer had been in touch before.
create view interaction_fact as
select i.id, i.channel, i.direction, i.customer_id, i.agent_id, i.at, extract(epoch from i.ended_at - i.started_at)::double precision as seconds,
  i.customer_id is not null and exists (select from interaction b where b.customer_id = i.customer_id and b.direction = 'in' and b.at < i.at - interval '1 day') as came_before
from interaction i;
-- Customers as figures see them: how much of their profile is filled, in percent of the fields that their kind has.
create view customer_fact as
select c.id, c.type, c.region, c.created_at,
  100.0 * (1 + (c.region is not null)::int + (case when c.type = 'person' then (c.title is not null)::int + (c.birthday is not null)::int else (c.industry is not null)::int + (c.size is not null)::int end)
    + (exists (select from contact_point p where p.customer_id = c.id and p.kind in ('phone', 'sms') and p.removed_at is null))::int + (exists (select from contact_point p where p.customer_id = c.id and p.kind = 'email' and p.removed_at is null))::int) / 6 as completeness,
  exists (select from contact_point p where p.customer_id = c.id and p.removed_at is null) as reachable
from customer c where c.deleted_at is null and c.erased_at is null and c.merged_into_id is null;
create index customer_created on customer (created_at, id);
-- Messages that left, and whether they arrived.
create view outgoing_message_fact as
select id, channel, state, purpose, automatic, template_key, author_id, team_id, customer_id, sent_at, state = 'bounced' as bounced from outgoing_message where sent_at is not null;
create index outgoing_message_sent on outgoing_message (sent_at, id) where sent_at is not null;
