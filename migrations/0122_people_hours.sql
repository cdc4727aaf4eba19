-- By which calendar a team or a business line works, where no roster says so; and what waits until somebody is at work again.
alter table team add column calendar text;
alter table business_line add column calendar text;
create table notification_held (
  id uuid primary key, staff_id uuid not null references staff, code text not null, subject_kind text not null, subject_id uuid not null, params jsonb not null,
  -- What it is about, such as a deadline: a newer word about it takes the place of the older one, and once it is settled nothing is told.
  about_kind text not null, about_id uuid not null, calendar text, at timestamptz not null,
  unique (about_id, about_kind, staff_id)
);
create index notification_held_at on notification_held (at);
