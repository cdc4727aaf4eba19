-- Who spoke when in a call, reckoned from the stretches of speech that the telephone system tells: how often we broke in on the customer, and how long they could speak their mind.
create table interaction_talk (
  id uuid primary key, interaction_id uuid not null unique, agent_id uuid, stretches int not null check (stretches > 0),
  interruptions int not null check (interruptions >= 0), overlap_seconds double precision not null, venting_seconds double precision not null, customer_seconds double precision not null, agent_seconds double precision not null,
  -- What was broken in on at least so often is looked at by quality assurance.
  flagged boolean not null,
  -- Parts of politeness in our words, where a transcript came with it.
  greeting boolean, please boolean, thanks boolean,
  -- The moments of the interruptions in seconds from the beginning, so that one finds them in a recording.
  broke_in_at double precision[] not null, told_by uuid, told_at timestamptz not null, version int not null default 1,
  check ((greeting is null) = (please is null) and (greeting is null) = (thanks is null))
);
create index interaction_talk_flagged on interaction_talk (told_at desc) where flagged;
create view interaction_talk_fact as
select i.id, i.channel, i.direction, i.customer_id, i.agent_id, i.at, k.interruptions::double precision as interruptions, k.venting_seconds, k.flagged,
  case when k.greeting is not null then (k.greeting::int + k.please::int + k.thanks::int)::double precision end as politeness
from interaction_talk k join interaction i on i.id = k.interaction_id;
