-- What a case follows when the customer writes long after it was closed, since when it is closed, and how pressing it is among others.
alter table "case" add column follows_id uuid, add column closed_at timestamptz;
create index case_follows on "case" (follows_id) where follows_id is not null;
-- By which contact a message came; its channel where that is not the case's.
alter table message add column interaction_id uuid, add column channel text;
