-- A department is also asked about a record such as a case, with an agreement or without; what is asked back meanwhile stays with the request.
alter table department_request alter column agreement_id drop not null, alter column asking_id drop not null,
  add column asked_back_at timestamptz, add column told_customer boolean not null default false;
create index department_request_about on department_request (about_id, id desc) where about_id is not null;
create table department_request_word (
  id uuid primary key, request_id uuid not null references department_request, staff_id uuid not null references staff, kind text not null check (kind in ('question', 'addition')), text text not null, at timestamptz not null
);
create index department_request_word_request on department_request_word (request_id, id);
