-- Pauses may have a limit, and a clock may have lapsed: no row of its policy fits its record any more (`policy_row` is -1).
set local lock_timeout = '5s';
alter table clock add column paused_seconds double precision not null default 0;
alter table clock drop constraint clock_state_check;
alter table clock add constraint clock_state_check check (state in ('running', 'paused', 'breached', 'met', 'stopped-late', 'no-working-time', 'lapsed')) not valid;

-- Beside what it told: a lapsed clock that was never missed is no deadline.
create or replace view clock_ref as
select id, subject_kind, subject_id, key, started_at, due_at, stopped_at,
  extract(epoch from stopped_at - started_at)::double precision as elapsed_seconds, case when stopped_at is not null then used_seconds end as working_seconds,
  coalesce(breached_at, stopped_at) as settled_at, case when coalesce(breached_at, stopped_at) is not null then breached_at is null end as in_time
from clock where state <> 'lapsed';
