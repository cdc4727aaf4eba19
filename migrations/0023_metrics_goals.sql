-- What a metric shall reach, by when, and why that is believed: the five letters of SMART are five columns. A goal that is given up stays, with its reason.
create table metric_goal (
  id uuid primary key, name text not null,
  specific text not null, metric text not null, direction text not null check (direction in ('at-least', 'at-most')), target double precision not null,
  attainable text not null, relevant text not null, starts_on date not null, ends_on date not null check (ends_on >= starts_on),
  owner_id uuid not null, team_id uuid, parent_id uuid references metric_goal,
  baseline double precision, set_at timestamptz not null, withdrawn_at timestamptz, withdrawn_reason text, version int not null default 1
);
create index metric_goal_ends on metric_goal (ends_on desc, id desc);
create index metric_goal_parent on metric_goal (parent_id) where parent_id is not null;
