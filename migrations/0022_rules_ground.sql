-- Whether a rule works and in which order, apart from its versions: switching is no new version.
create table rule_switch (key text primary key, is_on boolean not null, since timestamptz not null, version int not null default 1);
create table rule_place (key text primary key, place int not null);

-- Each time a rule fired: for which event (or hour, or day), at which record, why, and what came of it. Never a personal value.
create table rule_firing (
  id uuid primary key, rule_key text not null, rule_id uuid not null,
  -- The event's id, else the period of the clock; with the rule and the record it is told once.
  once_key text not null,
  event_pos bigint, event_kind text, subject_kind text not null, subject_id uuid not null, at timestamptz not null,
  -- The rules that brought it about, one by the other.
  chain text[] not null default '{}', state text not null check (state in ('doing', 'done', 'failed', 'looped')),
  because jsonb not null, deeds jsonb not null default '[]', error jsonb, replays int not null default 0, version int not null default 1
);
create unique index rule_firing_once on rule_firing (rule_key, once_key, subject_id);
create index rule_firing_rule on rule_firing (rule_key, id desc);
create index rule_firing_subject on rule_firing (subject_id, id desc);
create index rule_firing_failed on rule_firing (id desc) where state in ('failed', 'looped');

-- How far the clock has gone with a rule.
create table rule_round (rule_key text not null, period text not null, begun_at timestamptz not null, ended_at timestamptz, fired int not null default 0, primary key (rule_key, period));

-- Published: records that rules did something at.
create view rule_firing_ref as select id, rule_key, subject_kind, subject_id, at from rule_firing where state = 'done';

create table webhook (
  id uuid primary key, name text not null, url text not null,
  -- Sealed under the house's key. The one before stays valid beside it until its moment.
  secret bytea not null, old_secret bytea, old_until timestamptz,
  -- Fields that may leave beside ids and open ones.
  grants text[] not null default '{}',
  is_on boolean not null default true, off_reason text, failing_since timestamptz,
  made_by uuid, made_at timestamptz not null, changed_at timestamptz not null, version int not null default 1
);
create table webhook_delivery (
  id uuid primary key, webhook_id uuid not null references webhook, firing_id uuid, key text not null, type text not null, payload text not null,
  subject_kind text, subject_id uuid,
  state text not null check (state in ('waiting', 'sending', 'delivered', 'given-up', 'stopped')), attempts int not null default 0, due_at timestamptz, leased_until timestamptz,
  queued_at timestamptz not null, settled_at timestamptz, version int not null default 1
);
create unique index webhook_delivery_key on webhook_delivery (webhook_id, key);
create index webhook_delivery_webhook on webhook_delivery (webhook_id, id desc);
create index webhook_delivery_due on webhook_delivery (due_at) where state = 'waiting';
create table webhook_attempt (
  id uuid primary key, delivery_id uuid not null references webhook_delivery, attempt int not null, at timestamptz not null, took_ms int not null, status int, error text
);
create index webhook_attempt_delivery on webhook_attempt (delivery_id, attempt);

-- Stops a dry run wherever it goes; the application's role may cancel nothing else.
create function stop_dry_run(wanted uuid) returns boolean language sql security definer set search_path = public as $$
  select coalesce(bool_or(pg_cancel_backend(pid)), false) from pg_stat_activity where application_name = 'shouwen dry-run ' || wanted::text and datname = current_database() and state = 'active' and pid <> pg_backend_pid()
$$;
