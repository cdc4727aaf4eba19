-- A low rating asks why a customer was not satisfied, too.
alter table case_analysis drop constraint case_analysis_origin_check, add constraint case_analysis_origin_check check (origin in ('closing', 'follow-up', 'rating'));
