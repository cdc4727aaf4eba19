-- The sheet of a complaint: its record in the customer's words apart from ours, the assessment, and how far it has come. Hung on the case at first touch.
alter table complaint
  add column id uuid not null default uuid_v7(),
  add column occurred_at timestamptz, add column product text, add column words text, add column view text, add column demand text, add column interest text, add column evidence text,
  add column emotion_start smallint check (emotion_start between 1 and 5), add column emotion_end smallint check (emotion_end between 1 and 5), add column conflict_level smallint check (conflict_level between 0 and 4),
  add column recorded_by uuid references staff, add column recorded_at timestamptz,
  add column severity text check (severity in ('minor', 'moderate', 'serious', 'critical')), add column safety text check (safety in ('none', 'possible', 'actual')),
  add column complexity text check (complexity in ('simple', 'involved', 'complex')), add column impact text check (impact in ('one', 'several', 'many')), add column immediate boolean not null default false,
  add column level text, add column level_proposed text, add column level_reason text, add column matrix_id uuid, add column assessed_by uuid references staff, add column assessed_at timestamptz,
  add column acknowledged_how text, add column acknowledged_by uuid references staff, add column acknowledged_at timestamptz,
  add column findings text, add column investigated_by uuid references staff, add column investigated_at timestamptz,
  add column decision text, add column decided_how text, add column decided_by uuid references staff, add column decided_at timestamptz,
  add column accepted boolean, add column answer_words text, add column answered_by uuid references staff, add column answered_at timestamptz,
  add column recourse text, add column recourse_at timestamptz,
  add column carried_out text, add column carried_out_by uuid references staff, add column carried_out_at timestamptz,
  add column concern_resolved boolean, add column concern_by uuid references staff, add column concern_at timestamptz,
  add column cause text, add column cause_by uuid references staff, add column cause_at timestamptz,
  add column upgraded_by uuid references staff, add column upgraded_at timestamptz,
  add column archived_by uuid references staff, add column archived_at timestamptz, add column archive_hash text;
create unique index complaint_id on complaint (id);
-- Complaints whose customers did not accept what was decided stay in sight.
create index complaint_declined on complaint (case_id desc) where accepted = false;
create index complaint_severity on complaint (severity, case_id desc) where severity is not null;

-- What an investigation found, in the order it was found; evidence hangs on the entries as files.
create table complaint_finding (
  id uuid primary key, case_id uuid not null, kind text not null check (kind in ('statement', 'document', 'recording', 'inspection', 'conclusion')), what text not null, source text, by_id uuid not null references staff, at timestamptz not null
);
create index complaint_finding_case on complaint_finding (case_id, id);
-- Help from somebody who is no party to it: whoever leads, a mediator, a body outside the company.
create table complaint_assistance (
  id uuid primary key, case_id uuid not null, kind text not null check (kind in ('supervisor', 'mediator', 'external')), who text, why text not null, help_id uuid, by_id uuid not null references staff, at timestamptz not null,
  outcome text, settled_by uuid references staff, settled_at timestamptz
);
create index complaint_assistance_case on complaint_assistance (case_id, id desc);
-- A quarrel with a customer: confirmed by somebody else, it fails the evaluation of that contact.
create table complaint_quarrel (
  id uuid primary key, case_id uuid not null, staff_id uuid not null references staff, what text not null, source text not null check (source in ('customer', 'colleague', 'recording', 'messages')),
  state text not null check (state in ('reported', 'confirmed', 'dismissed')), reported_by uuid not null references staff, at timestamptz not null, reason text, settled_by uuid references staff, settled_at timestamptz, version int not null default 1,
  check ((state = 'reported') = (settled_at is null))
);
create unique index complaint_quarrel_open on complaint_quarrel (case_id, staff_id) where state = 'reported';
create index complaint_quarrel_staff on complaint_quarrel (staff_id, id desc);
