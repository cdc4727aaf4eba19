-- What was searched for and not found, without personal values: a row a wording, until an article answers it or it is left.
create table knowledge_gap (
  id uuid primary key, words text not null, folded text not null unique, state text not null default 'open' check (state in ('open', 'answered', 'dismissed')),
  -- Each person counts once a day.
  searches int not null default 0, by_staff int not null default 0, by_customers int not null default 0,
  first_at timestamptz not null, last_at timestamptz not null, checked_at timestamptz, asked boolean not null default false,
  document_id uuid references document, decided_by uuid, decided_at timestamptz, reason text, version int not null default 1,
  check ((state = 'answered') = (document_id is not null)), check ((state = 'dismissed') <= (reason is not null)), check ((state = 'open') = (decided_at is null))
);
create index knowledge_gap_state on knowledge_gap (state, searches desc, id desc);
create index knowledge_gap_searches on knowledge_gap (searches desc, id desc);
create index knowledge_gap_last on knowledge_gap (last_at desc, id desc);
create index knowledge_gap_check on knowledge_gap (checked_at nulls first) where state = 'open';
create index knowledge_gap_document on knowledge_gap (document_id) where document_id is not null;
-- Who looked for it and when: a colleague, or a browser by its token.
create table knowledge_miss (id uuid primary key, gap_id uuid not null references knowledge_gap on delete cascade, staff_id uuid, visitor bytea, check ((staff_id is null) <> (visitor is null)), at timestamptz not null);
create index knowledge_miss_gap on knowledge_miss (gap_id, at desc);
create index knowledge_miss_staff on knowledge_miss (staff_id, at desc) where staff_id is not null;
create index knowledge_miss_visitor on knowledge_miss (visitor, at desc) where visitor is not null;

-- Which customer a browser on the help pages turned out to be, once it got in touch: so that a call or mail of theirs counts against what they read.
create table knowledge_visitor (visitor bytea not null, customer_id uuid not null, at timestamptz not null, primary key (visitor, customer_id));
create index knowledge_visitor_customer on knowledge_visitor (customer_id);

-- What customers said of the cases on which a wording was used, after it was used: on their pages, else when they were called afterwards.
create or replace view script_use_fact as
select u.id, u.case_id, c.number, u.key as wording, u.scene, u.kind as wording_kind, u.staff_id, u.at, c.kind, c.channel, c.team_id, c.handler_id, c.first_responder_id, coalesce(p.solution, c.follow_up_satisfaction::double precision) as satisfaction
from script_use u join case_course_fact c on c.id = u.case_id
left join lateral (
  select (s.answers ->> 'solution')::double precision as solution from submission s where s.about_id = u.case_id and s.about_kind = 'case' and s.form_key = 'solution-rating' and s.answers ? 'solution' and s.at >= u.at order by s.at desc, s.id desc limit 1
) p on true;
