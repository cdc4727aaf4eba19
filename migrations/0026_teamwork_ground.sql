-- Meetings, with what is to be talked about and what was said.
create table meeting (
  id uuid primary key, type text not null, title text not null, starts_at timestamptz not null, duration_minutes int not null, place text,
  host_id uuid not null references staff, repeats text not null default 'never' check (repeats in ('never', 'week', 'two-weeks', 'month', 'quarter')),
  series_id uuid not null, agenda jsonb not null default '[]', minutes text, state text not null default 'planned' check (state in ('planned', 'held', 'cancelled')),
  next_made boolean not null default false, made_by uuid references staff, closed_at timestamptz, created_at timestamptz not null, version int not null default 1
);
create index meeting_starts on meeting (starts_at, id);
create index meeting_series on meeting (series_id, starts_at);
create index meeting_repeats on meeting (starts_at) where repeats <> 'never' and not next_made;
create table meeting_person (
  meeting_id uuid not null references meeting, staff_id uuid not null references staff, answer text not null default 'invited' check (answer in ('invited', 'comes', 'declined')), attended boolean,
  primary key (meeting_id, staff_id)
);
create index meeting_person_staff on meeting_person (staff_id);

-- Decisions: what stood to choose, who was for and against, who decided. Decided, they are written once.
create table decision (
  id uuid primary key, title text not null, background text, meeting_id uuid references meeting, state text not null default 'open' check (state in ('open', 'decided', 'withdrawn')),
  chosen_id uuid, outcome text, rationale text, consensus text check (consensus in ('unanimous', 'consent', 'majority', 'contested', 'alone')), decider_id uuid references staff,
  opened_by uuid not null references staff, created_at timestamptz not null, decided_at timestamptz, version int not null default 1,
  check ((state = 'decided') = (decided_at is not null)), check (state <> 'decided' or (outcome is not null and decider_id is not null and consensus is not null))
);
create index decision_created on decision (id desc);
create index decision_meeting on decision (meeting_id, id);
create table decision_option (id uuid primary key, decision_id uuid not null references decision, position int not null, text text not null);
create index decision_option_decision on decision_option (decision_id, position);
create table decision_opinion (
  id uuid primary key, decision_id uuid not null references decision, option_id uuid references decision_option, staff_id uuid not null references staff,
  stance text not null check (stance in ('for', 'against', 'neutral')), text text not null, after_decision boolean not null, at timestamptz not null
);
create index decision_opinion_decision on decision_opinion (decision_id, id);

-- What somebody said, for or against, is said; a further word may follow it, nothing takes it away.
create function decision_opinion_immutable() returns trigger language plpgsql as $$
begin raise exception 'decision.opinion-stays: an opinion is written once' using errcode = 'insufficient_privilege'; end $$;
create trigger decision_opinion_immutable before update or delete on decision_opinion for each row execute function decision_opinion_immutable();
create function decision_written_once() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.state <> 'open' then raise exception 'decision.written-once: a decision that was made stays as it is' using errcode = 'insufficient_privilege'; end if;
  return new;
end $$;
create trigger decision_written_once before update or delete on decision for each row execute function decision_written_once();
create function decision_option_written_once() returns trigger language plpgsql as $$
begin
  if exists (select from decision d where d.id = coalesce(old.decision_id, new.decision_id) and d.state <> 'open') then raise exception 'decision.written-once: its options stay as they are' using errcode = 'insufficient_privilege'; end if;
  return coalesce(new, old);
end $$;
create trigger decision_option_written_once before insert or update or delete on decision_option for each row execute function decision_option_written_once();

-- A message that has to be read back: one row a receiver.
create table memo (
  id uuid primary key, batch_id uuid not null, sender_id uuid not null references staff, receiver_id uuid not null references staff,
  matter text not null, why text, expected text not null, done_by timestamptz, reply_by timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'confirmed', 'withdrawn')), read_at timestamptz, overdue_at timestamptz,
  round int not null default 1, confirmed_at timestamptz, late boolean, sent_at timestamptz not null, version int not null default 1,
  check ((state = 'confirmed') = (confirmed_at is not null))
);
create index memo_receiver on memo (receiver_id, id desc);
create index memo_sender on memo (sender_id, id desc);
create index memo_reply_by on memo (reply_by, id);
create index memo_unconfirmed on memo (reply_by) where state = 'waiting' and overdue_at is null;
create table memo_word (id uuid primary key, memo_id uuid not null references memo, staff_id uuid not null references staff, kind text not null check (kind in ('read-back', 'correction', 'feedback')), text text not null, at timestamptz not null);
create index memo_word_memo on memo_word (memo_id, id);

-- What one department may ask of another, how soon it is answered.
create table agreement (
  id uuid primary key, name text not null, asking_id uuid not null references department, answering_id uuid not null references department, requests jsonb not null,
  state text not null default 'active' check (state in ('active', 'ended')), created_at timestamptz not null, version int not null default 1, check (asking_id <> answering_id)
);
create unique index agreement_pair on agreement (asking_id, answering_id) where state = 'active';
create table department_request (
  id uuid primary key, agreement_id uuid not null references agreement, request_key text not null, request_name jsonb not null, within text not null,
  asking_id uuid not null references department, answering_id uuid not null references department, asked_by uuid not null references staff, contact_id uuid not null references staff,
  subject text not null, details text, about_kind text, about_id uuid, state text not null default 'open' check (state in ('open', 'answered', 'withdrawn')), due_at timestamptz not null,
  answer text, answered_by uuid references staff, answered_at timestamptz, escalated_to uuid references staff, created_at timestamptz not null, version int not null default 1,
  check ((state = 'answered') = (answered_at is not null))
);
create index department_request_created on department_request (id desc);
create index department_request_due on department_request (due_at, id) where state = 'open';
create index department_request_answering on department_request (answering_id, id desc);
create index department_request_asking on department_request (asking_id, id desc);
create index department_request_asked_by on department_request (asked_by, id desc);
create index department_request_contact on department_request (contact_id, id desc);

-- What is looked at again every month or quarter.
create table review_cadence (
  id uuid primary key, name text not null, scope text, every text not null check (every in ('month', 'quarter')), owner_id uuid not null references staff,
  last_on date not null, next_on date not null, state text not null default 'active' check (state in ('active', 'ended')), created_at timestamptz not null, version int not null default 1
);
create index review_cadence_next on review_cadence (next_on, id) where state = 'active';
create table review (
  id uuid primary key, cadence_id uuid not null references review_cadence, due_on date not null, held_on date not null, held_by uuid not null references staff, findings text not null, created_at timestamptz not null
);
create index review_cadence_reviews on review (cadence_id, id desc);

-- What figures are made of.
create view memo_fact as
select m.id, m.matter as label, m.sender_id, m.receiver_id, m.sent_at, m.reply_by, m.confirmed_at, m.state = 'confirmed' as confirmed, coalesce(m.late, false) as late, m.read_at is not null as read,
  extract(epoch from m.confirmed_at - m.sent_at)::double precision as seconds
from memo m where m.state <> 'withdrawn';
create view department_request_fact as
select r.id, r.subject as label, r.asking_id, r.answering_id, r.agreement_id, r.request_key, r.asked_by, r.contact_id, r.created_at, r.answered_at, k.settled_at, k.in_time, k.working_seconds, r.escalated_to is not null as escalated
from department_request r join clock_ref k on k.subject_kind = 'department-request' and k.subject_id = r.id where r.state <> 'withdrawn';
create view decision_action_fact as
select t.id, d.id as decision_id, d.title as label, d.meeting_id, t.owner_id, t.created_at, t.due_at, t.finished_at, t.state = 'done' as done, t.overdue_at is not null as late,
  case when t.state = 'done' then extract(epoch from t.finished_at - d.decided_at)::double precision end as cycle_seconds
from task_ref t join decision d on d.id = t.source_id where t.source_kind = 'decision' and t.state <> 'cancelled';
