-- A document is known to other records by its key, as everywhere.
alter table case_course drop column answer_document_id, add column answer_document text;
