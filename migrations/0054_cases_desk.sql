-- A case put aside: until a moment, or with `snoozed_until` null until its customer writes.
alter table "case" add column snoozed_at timestamptz, add column snoozed_until timestamptz, add column snoozed_by uuid;
create index case_snoozed on "case" (snoozed_until) where snoozed_until is not null;
create index case_snoozed_handler on "case" (handler_id, id desc) where snoozed_at is not null;

-- An answer that leaves at its moment.
create table case_scheduled (
  id uuid primary key, case_id uuid not null, staff_id uuid not null, body text not null, attachments jsonb not null,
  send_at timestamptz not null, unless_written boolean not null,
  state text not null check (state in ('waiting', 'sent', 'held', 'cancelled')), reason text, message_id uuid,
  made_at timestamptz not null, settled_at timestamptz, version int not null
);
create index case_scheduled_case on case_scheduled (case_id) where state in ('waiting', 'held');
create index case_scheduled_due on case_scheduled (send_at) where state = 'waiting';
create index case_scheduled_staff on case_scheduled (staff_id) where state in ('waiting', 'held');

-- Who follows a case without working on it.
create table case_watcher (
  case_id uuid not null, staff_id uuid not null, how text not null check (how in ('self', 'added', 'mentioned')), by_id uuid not null, at timestamptz not null,
  primary key (case_id, staff_id)
);
create index case_watcher_staff on case_watcher (staff_id, case_id);
-- Who was named in a note, and since when they have read it.
create table case_mention (
  id uuid primary key, case_id uuid not null, message_id uuid not null, staff_id uuid not null, by_id uuid not null, at timestamptz not null, read_at timestamptz,
  unique (message_id, staff_id)
);
create index case_mention_staff on case_mention (staff_id, id desc);
create index case_mention_case on case_mention (case_id, staff_id) where read_at is null;

-- How long somebody had a case before their eyes and under their hands, visit by visit; what was corrected keeps what was measured.
create table case_work_time (
  id uuid primary key, case_id uuid not null, staff_id uuid not null, began_at timestamptz not null, ended_at timestamptz not null,
  measured int not null check (measured >= 0), seconds int not null check (seconds >= 0), reason text, corrected_by uuid, corrected_at timestamptz, version int not null
);
create index case_work_time_case on case_work_time (case_id, began_at);
create index case_work_time_staff on case_work_time (staff_id, began_at);
create view case_work_time_fact as
select w.id, w.case_id, c.number, w.staff_id, w.began_at, w.seconds, c.kind, c.channel, c.team_id, c.handler_id, c.first_responder_id
from case_work_time w join "case" c on c.id = w.case_id where c.removed_at is null;
create view case_effort_fact as
select c.id, c.number, c.kind, c.channel, c.priority, c.team_id, c.handler_id, c.first_responder_id, c.closed_at, w.seconds
from "case" c join lateral (select sum(seconds)::double precision as seconds from case_work_time where case_id = c.id) w on w.seconds > 0
where c.removed_at is null and c.merged_into_id is null and c.closed_at is not null;

-- Whose words are kept out: an address or everything from a domain. The value is readable for whoever may lift it.
create table blocked_sender (
  id uuid primary key, kind text not null check (kind in ('address', 'domain')), token bytea not null, value bytea not null, reason text, case_id uuid,
  by_id uuid not null, at timestamptz not null, lifted_at timestamptz, lifted_by uuid, hits int not null default 0, last_hit_at timestamptz, version int not null
);
create unique index blocked_sender_token on blocked_sender (token) where lifted_at is null;
create index blocked_sender_list on blocked_sender (id desc) where lifted_at is null;
-- A case that is no matter of a customer's; it lies in the bin.
alter table "case" add column spam_at timestamptz, add column spam_by uuid;
create index case_spam on "case" (id desc) where spam_at is not null;
create table macro_use (key text primary key, uses int not null, last_at timestamptz not null);
