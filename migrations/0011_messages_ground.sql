-- What leaves the house, whatever the channel. Cut by month of the id. Content, addresses and subject are sealed under a key of the customer,
-- or of the message itself while no customer is known. Customers and cases lie above, so their ids need no guard here.
create table outgoing_message (
  id uuid not null primary key, channel text not null,
  state text not null check (state in ('queued', 'sending', 'sent', 'failed', 'bounced', 'refused', 'held', 'unknown', 'cancelled')),
  about_kind text not null, about_id uuid not null, customer_id uuid, author_id uuid, team_id uuid,
  automatic boolean not null, purpose text not null, template_key text, template_id uuid,
  sealed_for uuid not null, content bytea not null,
  -- Null once nothing more is to be done by the clock.
  due_at timestamptz, attempts int not null default 0, leased_until timestamptz,
  reason text, remark text, carrier_ref uuid, changed_at timestamptz not null, sent_at timestamptz, version int not null default 1,
  check (state <> 'queued' or due_at is not null), check ((state = 'sending') = (leased_until is not null))
) partition by range (id);
create index outgoing_message_due on outgoing_message (channel, carrier_ref, due_at) where state = 'queued';
create index outgoing_message_sending on outgoing_message (leased_until) where state = 'sending';
create index outgoing_message_state on outgoing_message (state, id desc);
create index outgoing_message_about on outgoing_message (about_id, id desc);
create index outgoing_message_author on outgoing_message (author_id, id desc) where author_id is not null;
create index outgoing_message_customer on outgoing_message (customer_id, id desc) where customer_id is not null;
select ensure_months('outgoing_message');

-- One wish, one message: uniqueness that is not by id stands in a narrow table of its own.
create table outgoing_key (key text primary key, message_id uuid not null unique);

-- To whom, by keyed fingerprint, so that limits, blocks and bounces find an address without reading it.
create table outgoing_recipient (
  message_id uuid not null, place smallint not null, token bytea not null, automatic boolean not null, at timestamptz not null,
  primary key (message_id, place)
) partition by range (message_id);
create index outgoing_recipient_token on outgoing_recipient (token, at) where automatic;
select ensure_months('outgoing_recipient');

-- Every try, kept when the process dies in the middle of it: no end means that nobody knows.
create table outgoing_attempt (
  message_id uuid not null, attempt int not null, began_at timestamptz not null, handed_at timestamptz, ended_at timestamptz,
  outcome text check (outcome in ('sent', 'temporary', 'permanent', 'unknown')), code text, remark text,
  primary key (message_id, attempt)
) partition by range (message_id);
select ensure_months('outgoing_attempt');

-- Addresses that came back, left alone until their time is over.
create table blocked_address (token bytea primary key, kind text not null, reason text not null, message_id uuid, at timestamptz not null, until timestamptz not null);

-- What somebody wants to be written about, by address and purpose, so that it holds whoever's record the address stands in.
create table consent (
  id uuid primary key, token bytea not null, kind text not null, purpose text not null, state text not null check (state in ('given', 'withdrawn')),
  source text not null, at timestamptz not null, by_id uuid, version int not null default 1, unique (token, purpose)
);

-- By what channel somebody wants to be reached, and by what never.
create table channel_preference (customer_id uuid primary key, preferred text, forbidden text[] not null default '{}', changed_at timestamptz not null, version int not null default 1);

create table signature (
  id uuid primary key, owner_kind text not null check (owner_kind in ('staff', 'team', 'line', 'company')), owner_id uuid not null,
  text text not null, changed_at timestamptz not null, version int not null default 1, unique (owner_kind, owner_id)
);

-- How often and when last a template left, by a listener.
create table template_use (key text primary key, uses int not null, last_at timestamptz not null);
