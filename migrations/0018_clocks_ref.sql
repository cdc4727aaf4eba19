-- Clocks as modules above count them. `settled_at` is the moment that decided: when it stopped in time, else when it became late.
create view clock_ref as
select id, subject_kind, subject_id, key, started_at, due_at, stopped_at,
  extract(epoch from stopped_at - started_at)::double precision as elapsed_seconds, case when stopped_at is not null then used_seconds end as working_seconds,
  coalesce(breached_at, stopped_at) as settled_at, case when coalesce(breached_at, stopped_at) is not null then breached_at is null end as in_time
from clock;
create index clock_stopped on clock (key, stopped_at) where stopped_at is not null;
