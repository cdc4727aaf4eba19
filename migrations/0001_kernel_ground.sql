-- UUIDv7 for set-based writes: PostgreSQL 15 to 17 have none of their own (RFC 9562, section 5.7).
create function uuid_v7() returns uuid language sql volatile parallel safe as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
$$;
-- The smallest UUIDv7 of a moment: bounds of partitions and of "since" questions.
create function uuid_v7_floor(at timestamptz) returns uuid language sql immutable parallel safe as $$
  select encode(substring(int8send((extract(epoch from at) * 1000)::bigint) from 3) || '\x70008000000000000000'::bytea, 'hex')::uuid
$$;

-- Makes the partitions of a table cut by month of its UUIDv7, from the month before `around` to three months ahead, and the default one that catches the rest.
create function ensure_months(parent text, around timestamptz default now()) returns void language plpgsql security definer set search_path = public as $$
declare month timestamptz;
begin
  if to_regclass(parent || '_rest') is null then execute format('create table %I partition of %I default', parent || '_rest', parent); end if;
  for step in -1..3 loop
    month := date_trunc('month', around at time zone 'UTC') at time zone 'UTC' + make_interval(months => step);
    if to_regclass(parent || to_char(month at time zone 'UTC', '"_"YYYYMM')) is null then
      execute format('create table %I partition of %I for values from (%L) to (%L)', parent || to_char(month at time zone 'UTC', '"_"YYYYMM'), parent,
        uuid_v7_floor(month), uuid_v7_floor(month + interval '1 month'));
    end if;
  end loop;
end $$;

-- What happened. Units write the inbox; the sealer alone moves it to the log, where pos is the one order.
create table event_inbox (
  seq bigint generated always as identity primary key,
  id uuid not null, at timestamptz not null, actor_kind text not null, actor_id uuid, via text not null,
  subject_kind text not null, subject_id uuid not null, kind text not null, data jsonb not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
create index event_inbox_subject on event_inbox (subject_id);

create table event_log (
  pos bigint not null primary key,
  id uuid not null, at timestamptz not null, actor_kind text not null, actor_id uuid, via text not null,
  subject_kind text not null, subject_id uuid not null, kind text not null, data jsonb not null,
  hash bytea not null
) partition by range (pos);
create index event_log_subject on event_log (subject_id, pos);

create function event_log_immutable() returns trigger language plpgsql as $$
begin raise exception 'event.immutable: the log is written once; correct by a further event' using errcode = 'insufficient_privilege'; end $$;
create trigger event_log_immutable before update or delete on event_log for each row execute function event_log_immutable();

create function ensure_event_block() returns void language plpgsql security definer set search_path = public as $$
declare size constant bigint := 10000000; block bigint;
begin
  if to_regclass('event_log_rest') is null then create table event_log_rest partition of event_log default; end if;
  for block in select b from generate_series((select coalesce(max(pos), 0) / size from event_log), (select coalesce(max(pos), 0) / size from event_log) + 1) b loop
    if to_regclass(format('event_log_%s', lpad(block::text, 4, '0'))) is null then
      execute format('create table %I partition of event_log for values from (%s) to (%s)', 'event_log_' || lpad(block::text, 4, '0'), block * size, (block + 1) * size);
      -- A new table begins with the application's usual rights; the log is only ever added to.
      if exists (select from pg_roles where rolname = 'shouwen_app') then
        execute format('revoke update, delete, truncate on %I from shouwen_app', 'event_log_' || lpad(block::text, 4, '0'));
      end if;
    end if;
  end loop;
end $$;
select ensure_event_block();

-- hash = SHA-256 of the hash before it and of the event's own canonical text.
create function event_text(pos bigint, id uuid, at timestamptz, actor_kind text, actor_id uuid, via text, subject_kind text, subject_id uuid, kind text, data jsonb)
returns text language sql stable parallel safe as $$
  select jsonb_build_array(pos, id, (extract(epoch from at) * 1000000)::bigint, actor_kind, actor_id, via, subject_kind, subject_id, kind, data)::text
$$;
create function event_link(hash bytea, before bytea, body text) returns bytea language sql immutable parallel safe as $$
  select sha256(coalesce(hash, before) || convert_to(body, 'UTF8'))
$$;
create aggregate event_chain(bytea, text) (sfunc = event_link, stype = bytea);

-- Moves up to `most` committed events into the log; answers how many, or -1 when another node is at it.
create function seal_events(most int) returns int language plpgsql security definer set search_path = public as $$
declare moved int; last_pos bigint; last_hash bytea;
begin
  if not pg_try_advisory_xact_lock(7200001) then return -1; end if;
  if not exists (select from event_inbox) then return 0; end if;
  select pos, hash into last_pos, last_hash from event_log order by pos desc limit 1;
  last_pos := coalesce(last_pos, 0); last_hash := coalesce(last_hash, sha256('首问'::text::bytea));
  with taken as (
    delete from event_inbox where seq in (select seq from event_inbox order by seq limit most) returning *
  ), placed as (
    select last_pos + row_number() over (order by seq) as pos, t.* from taken t
  ), sealed as (
    insert into event_log (pos, id, at, actor_kind, actor_id, via, subject_kind, subject_id, kind, data, hash)
    select pos, id, at, actor_kind, actor_id, via, subject_kind, subject_id, kind, data,
      event_chain(last_hash, event_text(pos, id, at, actor_kind, actor_id, via, subject_kind, subject_id, kind, data)) over (order by pos)
    from placed order by pos returning 1
  ) select count(*) into moved from sealed;
  if (last_pos + moved) / 5000000 > last_pos / 5000000 then perform ensure_event_block(); end if;
  return moved;
end $$;

create table listener_cursor (
  name text primary key, pos bigint not null, kinds text[] not null, attempts int not null default 0, error text, changed_at timestamptz not null default now()
);
create table parked_event (
  id uuid primary key default uuid_v7(), listener text not null, pos bigint not null, error text not null, at timestamptz not null default now(), unique (listener, pos)
);

-- The first answer to a POST, kept for whoever sends it again; encrypted, for it holds personal values.
create table idempotency (
  actor text not null, endpoint text not null, key text not null, body_hash bytea not null, status int, answer bytea, at timestamptz not null,
  primary key (actor, endpoint, key)
);
create index idempotency_at on idempotency (at);

-- Keys wrapped by the home's secret. Destroying a subject's key erases what is sealed under it, here and in old back-ups.
create table vault_key (name text primary key, wrapped bytea not null);
create table subject_key (subject_id uuid primary key, wrapped bytea not null);

create table setting (
  id uuid primary key default uuid_v7(), key text not null unique, value jsonb not null, version int not null default 1, changed_at timestamptz not null
);

create table definition (
  id uuid primary key default uuid_v7(),
  kind text not null, key text not null, origin text not null check (origin in ('shipped', 'company')), version int not null,
  state text not null check (state in ('draft', 'review', 'published', 'retired')),
  -- json and not jsonb: a body is read, compared and edited by people in the order in which it was written.
  effective_from timestamptz, body json not null, body_hash bytea not null, author_id uuid, changed_at timestamptz not null, revision int not null default 1,
  -- Of whatever a published body names, the id of the version it keeps to: {"kind/key": id}.
  pins jsonb not null default '{}',
  unique (kind, key, origin, version)
);

create table saved_view (
  id uuid primary key, list text not null, name text not null, owner_id uuid not null, shared boolean not null, query jsonb not null, columns jsonb, version int not null default 1
);
create index saved_view_list on saved_view (list, owner_id);
