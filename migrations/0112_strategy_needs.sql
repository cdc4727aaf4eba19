-- What customers say they need, in their words; joined to needs that departments answer and that become products.
create table need (
  id uuid primary key, kind text not null check (kind in ('need', 'suggestion', 'defect', 'market-signal')), title text not null, summary text, product text,
  stage text not null default 'gathered' check (stage in ('gathered', 'accepted', 'production', 'launched', 'declined')),
  department_id uuid references department, owner_id uuid not null references staff,
  -- Who answers for the department that was asked last: they see it wherever they belong themselves.
  contact_id uuid references staff,
  direction text, target_on date, launched_at timestamptz, launch_note text, declined_why text,
  -- Kept with every voice that comes or goes, so that lists can be ordered by it.
  voices int not null default 0, customers int not null default 0, last_voice_at timestamptz,
  made_by uuid not null references staff, created_at timestamptz not null, changed_at timestamptz not null, version int not null default 1,
  check (stage in ('gathered', 'declined') or direction is not null), check (stage not in ('production', 'launched') or target_on is not null),
  check ((stage = 'launched') = (launched_at is not null)), check (stage <> 'launched' or launch_note is not null), check (stage <> 'declined' or declined_why is not null)
);
create index need_stage on need (stage, id desc);
create index need_department on need (department_id, id desc) where department_id is not null;
create index need_contact on need (contact_id, id desc) where contact_id is not null;
create index need_owner on need (owner_id, id desc);
create index need_voices on need (voices desc, id desc);
create table voice (
  id uuid primary key, kind text not null check (kind in ('need', 'suggestion', 'defect', 'market-signal')), words text not null, product text,
  case_id uuid, interaction_id uuid, customer_id uuid, channel text,
  -- Whether the customer wants to be told when it is there.
  tell boolean not null default false,
  need_id uuid references need, taken_by uuid not null references staff, at timestamptz not null, version int not null default 1
);
create index voice_need on voice (need_id, id desc) where need_id is not null;
create index voice_loose on voice (id desc) where need_id is null;
create index voice_case on voice (case_id) where case_id is not null;
create index voice_customer on voice (customer_id, id desc) where customer_id is not null;
create index voice_taken_by on voice (taken_by, id desc);
create index voice_kind on voice (kind, id desc);
-- Who was told of a launch: once a need and customer, whoever tries how often.
create table need_notice (
  need_id uuid not null references need, customer_id uuid not null, state text not null default 'due' check (state in ('due', 'sent', 'held', 'refused', 'no-address')), message_id uuid, reason text, at timestamptz not null,
  primary key (need_id, customer_id)
);
create index need_notice_due on need_notice (need_id) where state = 'due';

create view voice_fact as
select v.id, left(v.words, 80) as label, v.kind, v.channel, v.taken_by, v.at, v.need_id is not null as joined, v.need_id, v.customer_id, n.stage, n.department_id from voice v left join need n on n.id = v.need_id;
create view need_fact as
select n.id, n.title as label, n.kind, n.stage, n.department_id, n.contact_id, n.owner_id, n.created_at, n.launched_at, n.voices::double precision as voices, n.customers::double precision as customers, extract(epoch from n.launched_at - n.created_at)::double precision as launch_seconds from need n;
-- The newest request to a department about each need, as far as lists look at it.
create view need_reply as
select distinct on (r.about_id) r.about_id as need_id, r.id, r.state, r.due_at, r.answering_id, r.answered_at from department_request_ref r where r.about_kind = 'need' and r.state <> 'withdrawn' order by r.about_id, r.id desc;
create index voice_at on voice (at, id);
