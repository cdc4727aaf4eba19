-- Places where customers can call for help by a code on the wall, and whom the house tells step by step.
create table sos_place (
  id uuid primary key, name text not null, location text not null, code text not null unique check (code ~ '^[a-z0-9]{8,40}$'), team_id uuid,
  -- After whoever is on duty: whom to tell next, one step a list of people.
  tree jsonb not null, active boolean not null, made_at timestamptz not null, changed_at timestamptz not null, version int not null default 1
);
-- A call for help, from the press to its end. What the caller wrote and their number are sealed under the alarm's own key.
create table sos_alarm (
  id uuid primary key, place_id uuid not null references sos_place, state text not null check (state in ('pressed', 'answered', 'over', 'false')), presses int not null check (presses > 0), token_hash bytea not null unique, words bytea, phone bytea,
  pressed_at timestamptz not null, step int not null, told uuid[] not null, next_at timestamptz, answered_by uuid, answered_at timestamptz, ended_by uuid, ended_at timestamptz, outcome text, version int not null default 1,
  check ((state in ('pressed', 'answered')) = (ended_at is null)), check (state <> 'answered' or answered_at is not null)
);
-- Whoever presses again while help is on the way is heard by the same people.
create unique index sos_alarm_open on sos_alarm (place_id) where ended_at is null;
create index sos_alarm_at on sos_alarm (pressed_at desc, id desc);
create view sos_fact as
select a.id, a.place_id, p.name as place, p.team_id, a.state, a.pressed_at, a.answered_at, a.step::double precision as step, extract(epoch from a.answered_at - a.pressed_at)::double precision as response_seconds, extract(epoch from a.ended_at - a.pressed_at)::double precision as duration_seconds, a.state = 'false' as false_alarm
from sos_alarm a join sos_place p on p.id = a.place_id;
create view sos_place_ref as select id, name from sos_place;
