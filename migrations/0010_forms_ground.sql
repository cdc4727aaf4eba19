-- What was answered to a form, with the version it was given to. Texts may name people and numbers, so they are sealed under the key of their customer, else of the submission.
create table submission (
  id uuid primary key, form_key text not null, form_id uuid not null, about_kind text not null, about_id uuid not null,
  customer_id uuid, staff_id uuid, team_id uuid,
  answers jsonb not null, texts bytea, sealed_under uuid not null, score double precision check (score between 0 and 100),
  by_kind text not null check (by_kind in ('staff', 'customer', 'system')), by_id uuid, via text not null,
  at timestamptz not null, changed_at timestamptz not null, version int not null default 1
);
-- One index a way of looking and a leg of access, each ending in the order of the list.
create index submission_at on submission (at desc, id desc);
create index submission_form on submission (form_key, at desc, id desc);
create index submission_about on submission (about_id, at desc, id desc);
create index submission_customer on submission (customer_id, at desc, id desc) where customer_id is not null;
create index submission_staff on submission (staff_id, at desc, id desc) where staff_id is not null;
create index submission_team on submission (team_id, at desc, id desc) where team_id is not null;
create index submission_by on submission (by_id, at desc, id desc) where by_id is not null;
