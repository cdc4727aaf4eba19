-- The branch of the tree that a cause belonged to when it was last said of a complaint; the tree itself is the company's and may change.
create table complaint_cause (key text primary key, branch text not null, told_at timestamptz not null);

-- The book of complaints: the case, its sheet, and what figures ask of both, a row a complaint. What is not named is not looked up.
create view complaint_book as
select c.id, c.number, c.kind, c.channel, c.priority, c.status_class, c.customer_id, c.team_id, c.handler_id, c.first_responder_id, c.created_at, c.closed_at, c.imported, c.handling_seconds, n.subject,
  k.product, k.severity, coalesce(k.liability, 'undetermined') as liability, k.cause, b.branch, k.emotion_start::double precision as emotion_start, k.emotion_end::double precision as emotion_end, k.conflict_level::double precision as conflict_level, k.accepted, k.concern_resolved, k.archived_at,
  -- The conflict rose at least once after its level was first said; a rise in several steps is one.
  exists (select from event_log e where e.subject_id = c.id and e.kind = 'complaint.recorded' and (e.data #>> '{changed,conflictLevel,to}')::int > (e.data #>> '{changed,conflictLevel,from}')::int) as conflict_rose,
  c.solved and not c.reopened and k.accepted is distinct from false and k.concern_resolved is distinct from false as resolved,
  f.follow_up_satisfaction::double precision as satisfaction
from case_fact c left join complaint k on k.case_id = c.id left join complaint_cause b on b.key = k.cause left join case_now n on n.id = c.id left join case_course_fact f on f.id = c.id
where c.kind in ('complaint', 'grumble');
create index case_complaints on "case" (created_at, id) where kind in ('complaint', 'grumble') and removed_at is null;
create index case_complaints_closed on "case" (closed_at, id) where kind in ('complaint', 'grumble') and removed_at is null and closed_at is not null;
create index complaint_caused on complaint (cause) where cause is not null;

-- Whether a customer who had complained came back within ninety days of the closing: spoke with us about something else, bought, used, renewed.
create view complaint_retention_fact as
select k.id, k.number, k.kind, k.channel, k.team_id, k.handler_id, k.first_responder_id, k.customer_id, k.closed_at, k.imported, k.branch, k.resolved,
  exists (select from interaction i where i.customer_id = k.customer_id and i.direction = 'in' and i.at > k.closed_at and i.at <= k.closed_at + interval '90 days' and i.subject_id is distinct from k.id)
    or exists (select from behaviour_fact d where d.customer_id = k.customer_id and d.kind <> 'return' and d.at > k.closed_at and d.at <= k.closed_at + interval '90 days') as retained
from complaint_book k where k.status_class = 'closed' and k.customer_id is not null;

-- The same cause again and again: of all, of one customer, of one product. One that is open takes in what comes next.
create table complaint_recurrence (
  id uuid primary key, sort text not null check (sort in ('cause', 'customer', 'product')), cause text not null, customer_id uuid, product text, needed int not null, days int not null,
  case_ids uuid[] not null, first_at timestamptz not null, last_at timestamptz not null, found_at timestamptz not null,
  state text not null check (state in ('open', 'settled', 'dismissed')), improvement_kind text, improvement_id uuid, reason text, settled_by uuid references staff, settled_at timestamptz, version int not null default 1,
  check ((sort = 'customer') = (customer_id is not null)), check ((sort = 'product') = (product is not null)), check ((state = 'open') = (settled_at is null))
);
create unique index complaint_recurrence_open on complaint_recurrence (sort, cause, coalesce(customer_id::text, product, '')) where state = 'open';
create index complaint_recurrence_found on complaint_recurrence (found_at desc, id desc);

-- The digest of a month as it was issued.
create table complaint_digest (
  id uuid primary key, month date not null unique check (extract(day from month) = 1), counts jsonb not null, note text, issued_by uuid not null references staff, issued_at timestamptz not null, version int not null default 1
);
