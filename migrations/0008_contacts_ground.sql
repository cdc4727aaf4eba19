-- Every contact with a customer, whatever the channel. Cut by month of the id; `at` says when it happened. Staff are never deleted, so their ids need no guard here.
create table interaction (
  id uuid not null primary key, channel text not null, direction text not null check (direction in ('in', 'out')),
  customer_id uuid references customer, agent_id uuid, subject_kind text, subject_id uuid,
  at timestamptz not null, started_at timestamptz, ended_at timestamptz, topic text, outcome text,
  check (ended_at >= started_at), check ((subject_kind is null) = (subject_id is null))
) partition by range (id);
-- One index a way of looking, each ending in the order of the list: newest first by when it happened, which for imported history is long before its id.
create index interaction_at on interaction (at desc, id desc);
create index interaction_customer on interaction (customer_id, at desc, id desc) where customer_id is not null;
create index interaction_agent on interaction (agent_id, at desc, id desc) where agent_id is not null;
create index interaction_subject on interaction (subject_id, at desc, id desc) where subject_id is not null;
select ensure_months('interaction');

-- Senders and receivers: a customer's contact point, or a value that is nobody's, sealed under a key of the interaction.
create table interaction_party (
  interaction_id uuid not null, place smallint not null, role text not null check (role in ('from', 'to', 'cc')),
  contact_point_id uuid references contact_point, kind text, value bytea,
  primary key (interaction_id, place),
  check ((contact_point_id is null) = (value is not null)), check ((value is null) = (kind is null))
) partition by range (interaction_id);
select ensure_months('interaction_party');
