-- What of lines and cases modules above may join.
create view line_ref as select id, name from business_line;
create view case_ref as select id, number, subject, kind, channel, status, status_class, customer_id, team_id, handler_id, first_responder_id, created_at, removed_at from "case";

create table mailbox (
  id uuid primary key, address text not null, aliases text[] not null default '{}', name text, team_id uuid references team, line_id uuid references business_line,
  language text not null default 'zh-CN' check (language in ('zh-CN', 'en')), kind text not null default 'request',
  -- URLs with their passwords, sealed by the house.
  imap bytea, smtp bytea,
  folders text[] not null default '{INBOX}', after text not null default 'seen' check (after in ('seen', 'move', 'nothing')), move_to text,
  first_fetch text not null default 'unread' check (first_fetch in ('new', 'unread', 'all')),
  acknowledge boolean not null default false, active boolean not null default true, created_at timestamptz not null, changed_at timestamptz not null, version int not null default 1,
  check (after <> 'move' or move_to is not null)
);
-- Each address leads to one mailbox, its own or an alias.
create table mailbox_address (address text primary key, mailbox_id uuid not null references mailbox on delete cascade);
create index mailbox_address_mailbox on mailbox_address (mailbox_id);

-- How far each folder has been read. A new UIDVALIDITY means that its numbers were given out anew.
create table mailbox_folder (
  mailbox_id uuid not null references mailbox on delete cascade, folder text not null, uid_validity bigint not null, last_uid bigint not null, primary key (mailbox_id, folder)
);
-- How the fetching goes. One node at a time fetches a mailbox: the one whose lease runs.
create table mailbox_fetch (
  mailbox_id uuid primary key references mailbox on delete cascade, lease text, leased_until timestamptz,
  state text not null check (state in ('connecting', 'idle', 'polling', 'fetching', 'retrying')), since timestamptz not null,
  fetched_at timestamptz, failures int not null default 0, error text, failed_at timestamptz, retry_at timestamptz
);

-- Every mail as it came, before anybody reads it: its bytes lie with the files. Cut by month of the id.
create table inbound_mail (
  id uuid not null primary key, mailbox_id uuid not null references mailbox, raw_hash bytea not null check (length(raw_hash) = 32), size bigint not null,
  source text not null check (source in ('imap', 'api', 'command')), folder text, uid bigint, uid_validity bigint,
  -- Marked or moved on the server, or not to be.
  filed boolean not null, at timestamptz not null,
  state text not null check (state in ('waiting', 'done', 'quarantined', 'discarded')), outcome text, reason text, attempts int not null default 0,
  interaction_id uuid, case_id uuid, done_at timestamptz,
  -- The check that somebody has waved it past.
  past text,
  -- The loop that it was held back for.
  incident_id uuid, version int not null default 1,
  check ((state = 'waiting') = (done_at is null)), check ((state = 'done') = (outcome is not null)), check ((state in ('quarantined', 'discarded')) = (reason is not null))
) partition by range (id);
create index inbound_mail_waiting on inbound_mail (id) where state = 'waiting';
create index inbound_mail_kept_back on inbound_mail (id desc) where state = 'quarantined';
create index inbound_mail_mailbox on inbound_mail (mailbox_id, id desc);
create index inbound_mail_incident on inbound_mail (incident_id) where incident_id is not null and state = 'quarantined';
create index inbound_mail_unfiled on inbound_mail (mailbox_id, folder, uid) where not filed;
select ensure_months('inbound_mail');

-- One interaction a mailbox and message id: the id by its keyed fingerprint, what it said by its hash.
create table mail_seen (
  mailbox_id uuid not null, token bytea not null, content_hash bytea not null, interaction_id uuid not null, case_id uuid, primary key (mailbox_id, token)
);

-- Message ids by which answers find their case: of what we sent, of what we received, and of what others referred to.
create table mail_thread (
  token bytea not null, case_id uuid not null, role text not null check (role in ('sent', 'received', 'mentioned')), at timestamptz not null, primary key (token, case_id, role)
);
create index mail_thread_case on mail_thread (case_id);
-- Who wrote or was written to about a case: whoever else claims to answer is looked at first.
create table mail_correspondent (case_id uuid not null, token bytea not null, domain bytea, primary key (case_id, token));

-- What a mail said, sealed under the key of its interaction, and why it went where it went. Cut by month of the interaction's id.
create table mail (
  interaction_id uuid not null primary key, inbound_id uuid not null, mailbox_id uuid not null, case_id uuid, message_id uuid,
  kind text not null check (kind in ('message', 'auto-reply', 'bounce', 'receipt')), content bytea not null, evidence jsonb not null, version int not null default 1
) partition by range (interaction_id);
create index mail_case on mail (case_id, interaction_id desc) where case_id is not null;
select ensure_months('mail');

-- Where somebody has put a mail. The message stays in the first case as what it was, and points to where its word counts now.
create table mail_move (
  id uuid primary key, interaction_id uuid not null, from_case_id uuid not null, from_message_id uuid not null, to_case_id uuid not null, by_id uuid, at timestamptz not null
);
create index mail_move_from on mail_move (from_case_id);

-- How many mails an address sent to a mailbox, by the minute: what the limits against loops look at.
create table mail_rate (mailbox_id uuid not null, token bytea not null, minute timestamptz not null, mails int not null, primary key (mailbox_id, token, minute));
create index mail_rate_minute on mail_rate (minute);

-- What somebody has to look at: a loop, until somebody closes it.
create table mail_incident (
  id uuid primary key, mailbox_id uuid not null references mailbox, kind text not null check (kind in ('loop-headers', 'loop-rate', 'loop-own')), token bytea not null,
  sender bytea not null, mails int not null, first_at timestamptz not null, last_at timestamptz not null,
  closed_at timestamptz, closed_by uuid, remark text, version int not null default 1
);
create unique index mail_incident_open on mail_incident (mailbox_id, kind, token) where closed_at is null;
create index mail_incident_mailbox on mail_incident (mailbox_id, id desc);
