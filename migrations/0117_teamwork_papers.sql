-- Papers that somebody who leads asks for: whose task it is, by when, and the stamp of its delivery.
create table paper_request (
  id uuid primary key, title text not null, note text, asked_by uuid not null references staff, owner_id uuid references staff, role_key text, due_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'delivered', 'withdrawn')), delivered_by uuid references staff, delivered_at timestamptz, late boolean, delivery text,
  created_at timestamptz not null, version int not null default 1,
  check ((owner_id is null) <> (role_key is null)), check ((state = 'delivered') = (delivered_at is not null and delivered_by is not null))
);
create index paper_request_asked on paper_request (asked_by, id desc);
create index paper_request_owner on paper_request (owner_id, id desc) where owner_id is not null;
create index paper_request_role on paper_request (role_key, id desc) where role_key is not null;
create index paper_request_delivered on paper_request (delivered_by, id desc) where delivered_by is not null;
