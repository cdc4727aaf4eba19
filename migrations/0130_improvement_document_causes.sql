-- The dissatisfaction that a document is revised for: the case in which a customer said it, what was found to be its cause, and the version that answered it.
create table document_cause (
  id uuid primary key, document_id uuid not null references document, version_id uuid references document_version, case_id uuid not null, finding text not null, added_by uuid, at timestamptz not null
);
create unique index document_cause_open on document_cause (document_id, case_id) where version_id is null;
create index document_cause_document on document_cause (document_id, id desc);
create index document_cause_case on document_cause (case_id, id desc);
