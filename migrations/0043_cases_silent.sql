-- Since when the customer of an open case has heard nothing although an update was due (CAS-16).
alter table "case" add column silent_since timestamptz;
create index case_silent on "case" (id desc) where silent_since is not null;
