-- A day on which a metric was out of the ordinary, and by what it was judged.
create table metric_anomaly (
  id uuid primary key, metric text not null, definition_id uuid not null, day date not null, kind text not null check (kind in ('level', 'seasonal')),
  value double precision not null, expected double precision not null, sigma double precision not null, score double precision not null, n int not null, days int not null,
  found_at timestamptz not null, gone_at timestamptz, seen_at timestamptz, seen_by uuid, remark text, version int not null default 1, unique (metric, day, kind)
);
create index metric_anomaly_day on metric_anomaly (day desc, id desc) where gone_at is null;
-- A correction stands beside the value and never in it: who says that it is wrong by how much, why, and what shows it.
create table metric_adjustment (
  id uuid primary key, metric text not null, definition_id uuid not null, from_day date not null, to_day date not null check (to_day >= from_day),
  amount double precision not null check (amount <> 0), reason text not null, source_kind text not null, source_id uuid, source_text text,
  by_id uuid not null, at timestamptz not null, withdrawn_at timestamptz, withdrawn_by uuid, withdrawn_reason text, version int not null default 1,
  check (source_id is not null or source_text is not null)
);
create index metric_adjustment_metric on metric_adjustment (metric, from_day);
