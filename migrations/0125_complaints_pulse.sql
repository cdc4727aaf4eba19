-- How content a customer is while their complaint is still being worked on: asked once, at a moment set when the solving begins.
create table complaint_pulse (
  case_id uuid primary key, due_at timestamptz not null, asked_at timestamptz, asked_how text check (asked_how in ('message', 'page', 'call')),
  score smallint check (score between 1 and 5), words text, answered_how text check (answered_how in ('message', 'page', 'spoken')), answered_by uuid references staff, answered_at timestamptz,
  check ((asked_at is null) = (asked_how is null)), check ((score is null) = (answered_at is null) and (score is null) = (answered_how is null))
);
create index complaint_pulse_due on complaint_pulse (due_at) where asked_at is null;
