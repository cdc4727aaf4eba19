-- What a company sets aside to make up for what went wrong; the money itself lies in an account of the ledger.
create table compensation_budget (
  id uuid primary key, name text not null, account_id uuid not null references ledger_account, active boolean not null default true, made_by uuid references staff, made_at timestamptz not null, version int not null default 1
);
create unique index compensation_budget_name on compensation_budget (lower(name));
-- How much a customer has been granted in a year of the calendar, in fen: what the yearly cap is held against.
create table compensation_year (customer_id uuid not null, year int not null, taken bigint not null check (taken >= 0), primary key (customer_id, year));

-- A solution of a complaint: proposed, approved where it goes beyond somebody's limit, offered, answered by the customer, carried out. Money in fen.
create table complaint_remedy (
  id uuid primary key, case_id uuid not null, team_id uuid references team, customer_id uuid, option_key text not null, option_id uuid not null, plan text not null,
  state text not null check (state in ('asked', 'refused', 'ready', 'offered', 'accepted', 'declined', 'done', 'withdrawn')),
  way text check (way in ('coupon', 'points', 'refund', 'gift')), asked bigint check (asked >= 0), amount bigint check (amount > 0), points bigint check (points > 0), gift text, condition text,
  budget_id uuid references compensation_budget, year int, authority bigint not null, proposer_id uuid not null references staff, proposed_at timestamptz not null, support text,
  approver_id uuid references staff, decided_by uuid references staff, decided_at timestamptz, decision_note text,
  offered_by uuid references staff, offered_at timestamptz, answer text check (answer in ('accepted', 'declined')), answered_by uuid references staff, answered_at timestamptz, answer_words text,
  done_by uuid references staff, done_at timestamptz, done_note text, coupon_id uuid references coupon, withdrawn_by uuid references staff, withdrawn_at timestamptz, withdrawn_why text, version int not null default 1,
  check ((way is null) = (amount is null)), check ((answer is not null) = (answered_at is not null)), check ((state = 'done') = (done_at is not null)), check ((state = 'withdrawn') = (withdrawn_at is not null)),
  -- Nobody decides about a proposal of their own.
  check (decided_by is distinct from proposer_id or decided_by is null)
);
create index complaint_remedy_case on complaint_remedy (case_id, id desc);
create index complaint_remedy_customer on complaint_remedy (customer_id, id desc) where customer_id is not null;
create index complaint_remedy_state on complaint_remedy (state, id desc);
create index complaint_remedy_proposer on complaint_remedy (proposer_id, id desc);
create index complaint_remedy_approver on complaint_remedy (approver_id, id desc) where approver_id is not null;
create index complaint_remedy_team on complaint_remedy (team_id, id desc);
create view complaint_remedy_fact as
select r.id, r.case_id, r.team_id, r.proposer_id, r.customer_id, r.option_key, r.way, r.state, r.proposed_at, r.decided_at, r.offered_at, r.answered_at, r.done_at, r.answer, r.decided_by is not null as decided, r.state <> 'refused' and r.decided_at is not null as approved,
  r.asked / 100.0::double precision as asked, r.amount / 100.0::double precision as offered, case when r.answer = 'accepted' then r.amount / 100.0::double precision end as accepted, case when r.state = 'done' then r.amount / 100.0::double precision end as granted, o.number as label
from complaint_remedy r join case_ref o on o.id = r.case_id;
