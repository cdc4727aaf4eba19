-- What people can do, at which level, on what evidence and until when (ORG-13).
create table skill (id uuid primary key, key text not null unique, name text not null unique, version int not null);
create table staff_skill (
  staff_id uuid not null references staff, skill_id uuid not null references skill, level smallint not null check (level between 1 and 5),
  evidence text not null, expires_on date, set_by uuid, set_at timestamptz not null, primary key (staff_id, skill_id)
);
-- For joins: who is in which team, and who can do what.
create view team_member_ref as select team_id, staff_id, leader from team_member;
create view staff_skill_ref as select s.staff_id, k.key, s.level, s.expires_on from staff_skill s join skill k on k.id = s.skill_id;
